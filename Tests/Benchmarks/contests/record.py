"""One record over keep-alive, with 64 connections: sitrep against servers of the same bytes."""

import contextlib
import json
import socket

from .measuring import Sitrep, table_of
from .peers import BareLoop
from .racing import NEAR_THE_KERNEL, Contestant, race, race_table, ratios
from .routed_peers import ROUTED
from .static_peers import H2O, Lighttpd, Nginx

CONNECTIONS = 64
NGINX, TUNED = "nginx", "nginx, tuned"


def path_of_a_record(sitrep):
    """The first tally, article or actor whose JSON is 1 to 2 KB."""
    for kind in ["tallies", "articles", "actors"]:
        for row in json.loads(sitrep.get(f"/v1/{kind}?envelope=false&fields=id")):
            path = f"/v1/{kind}/{row['id']}"
            if 1024 <= len(sitrep.get(path)) <= 2048:
                return path
    raise SystemExit("no record of 1 to 2 KB")


def raw_response(sitrep, path):
    """The bytes of a response, head and content."""
    host, port = sitrep.url.split("//")[1].split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).replace(b"Connection: close\r\n", b"")


def peers_of(path, content):
    """Everything that serves a record as sitrep does."""
    files = {"record.json": content}
    static = [Nginx(files), Nginx(files, is_tuned=True), H2O(files), Lighttpd(files)]
    return static + [peer(path, content) for peer in ROUTED]


@contextlib.contextmanager
def contestants(binary, with_bare_loop=False):
    """sitrep and all its peers, running on core 0, with the path of the record that each answers."""
    with Sitrep(binary, ["--threads", "1"], core=0) as sitrep, contextlib.ExitStack() as stack:
        path = path_of_a_record(sitrep)
        content = sitrep.get(path)
        peers = peers_of(path, content)
        if with_bare_loop:
            peers.insert(4, BareLoop(raw_response(sitrep, path)))
        running = [stack.enter_context(peer) for peer in peers]
        yield path, [Contestant("sitrep", sitrep.url + path, sitrep.pids, content)] + [
            Contestant(peer.name, peer.address("record.json"), peer.pids, content) for peer in running]


def run(binary, quick):
    rounds, seconds = (1, 1) if quick else (5, 2)
    with contestants(binary, with_bare_loop=True) as (path, racers):
        size = len(racers[0].content)
        figures = race(racers, rounds, seconds, CONNECTIONS)
    summary = ratios(figures, [
        (NGINX, "requests_per_second", 1.3, NEAR_THE_KERNEL),
        (TUNED, "requests_per_second", None, NEAR_THE_KERNEL),
        ("h2o", "requests_per_second", 1.0, NEAR_THE_KERNEL),
        ("lighttpd", "requests_per_second", None, NEAR_THE_KERNEL),
        ("Hummingbird", "requests_per_second", 2.5, NEAR_THE_KERNEL), ("FlyingFox", "requests_per_second", None, None),
        ("Node", "requests_per_second", None, None), ("uvicorn", "requests_per_second", None, None),
        (NGINX, "cpu_microseconds", 0.65, NEAR_THE_KERNEL), (TUNED, "cpu_microseconds", None, NEAR_THE_KERNEL),
        ("h2o", "cpu_microseconds", 1.0, NEAR_THE_KERNEL), ("lighttpd", "cpu_microseconds", None, NEAR_THE_KERNEL),
        ("bare loop", "cpu_microseconds", None, "nothing of a server: the bare loop neither parses nor checks"),
    ], "record: ")
    return {
        "title": f"`{path}`, {size:,} bytes, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": table_of(summary) + "\n\n" + race_table(figures),
        "figures": figures,
        "ratios": summary,
    }
