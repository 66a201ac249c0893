"""One record over keep-alive, with 64 connections: sitrep against servers of the same bytes."""

import contextlib
import json
import socket

from .measuring import Sitrep
from .peers import H2O, BareLoop, Hummingbird, Nginx
from .racing import Contestant, race, race_table, ratio_rows

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
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).replace(b"Connection: close\r\n", b"")


def run(binary, quick):
    rounds, seconds = (2, 2) if quick else (5, 6)
    with Sitrep(binary, core=0) as sitrep:
        path = path_of_a_record(sitrep)
        files = {"record.json": sitrep.get(path)}
        with contextlib.ExitStack() as stack:
            peers = [Nginx(18081, files), Nginx(18082, files, is_tuned=True), H2O(18083, files)]
            peers.append(BareLoop(18086, raw_response(sitrep, path)))
            if Hummingbird.is_built():
                peers.append(Hummingbird(18084, files))
            peers = [stack.enter_context(peer) for peer in peers]
            contestants = [Contestant("sitrep", sitrep.url + path, sitrep.pids)]
            contestants += [Contestant(peer.name, peer.url + "/record.json", peer.pids) for peer in peers]
            figures = race(contestants, rounds, seconds, CONNECTIONS)
    ratios = ratio_rows(figures, [
        (NGINX, "requests_per_second", 1.3), (TUNED, "requests_per_second", None),
        ("h2o", "requests_per_second", 1.0), ("Hummingbird", "requests_per_second", 2.5),
        (NGINX, "cpu_microseconds", 0.65), (TUNED, "cpu_microseconds", None), ("h2o", "cpu_microseconds", 1.0),
        ("bare loop", "cpu_microseconds", None),
    ])
    size = len(files["record.json"])
    return {
        "title": f"`{path}`, {size:,} bytes, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": ratios + "\n\n" + race_table(figures),
        "figures": figures,
    }
