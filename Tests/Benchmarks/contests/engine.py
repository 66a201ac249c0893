"""What else the engine is asked for: 304, gzip, pipelining, and the slowest hundredth of 256 connections."""

import contextlib
import os

from .agreement import exchange
from .measuring import Sitrep, table_of
from .racing import NEAR_THE_KERNEL, Contestant, race, race_table, ratios
from .record import NGINX, TUNED, path_of_a_record
from .static_peers import H2O, Lighttpd, Nginx

STATIC = [NGINX, TUNED, "h2o", "lighttpd"]
here = os.path.dirname(os.path.abspath(__file__))
# As many as pipeline.lua sends at once.
PIPELINED = 16
PIPELINING = {"at_once": PIPELINED, "script": os.path.join(here, "pipeline.lua")}
OF_STALLS = "not known: requests/s and CPU are level, so something stalls now and then, be it here or in wrk"


@contextlib.contextmanager
def served(sitrep, path, peers):
    """Names, addresses and processes of sitrep and of peers that serve the same."""
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(peer) for peer in peers]
        yield [("sitrep", sitrep.url + path, sitrep.pids)] + [
            (peer.name, peer.address("record.json"), peer.pids) for peer in running]


def static_peers(files):
    return [Nginx(files), Nginx(files, is_tuned=True), H2O(files), Lighttpd(files)]


def conditional(sitrep, path, rounds, seconds):
    content = sitrep.get(path)
    with served(sitrep, path, static_peers({"record.json": content})) as servers:
        racers = []
        for name, url, pids in servers:
            tag = exchange(url)[0][1].get("etag")
            racers.append(Contestant(name, url, pids, b"", status=304, fields=[f"If-None-Match: {tag}"]))
        figures = race(racers, rounds, seconds, 64)
    return "304 to a conditional request", figures, ratios(figures, [
        (NGINX, "requests_per_second", 1.3, NEAR_THE_KERNEL), (TUNED, "requests_per_second", None, NEAR_THE_KERNEL),
        (TUNED, "cpu_microseconds", None, NEAR_THE_KERNEL), ("h2o", "requests_per_second", None, NEAR_THE_KERNEL),
        ("lighttpd", "requests_per_second", None, NEAR_THE_KERNEL),
    ], "304: ")


def compressed(sitrep, rounds, seconds):
    """Fifty rows of counts. nginx and h2o send the very bytes that sitrep compressed, lighttpd what itself did."""
    path, field = "/v1/counts?limit=50", "Accept-Encoding: gzip"
    content = sitrep.get(path)
    packed = exchange(sitrep.url + path, [field])[0][2]
    files = {"record.json": content, "record.json.gz": packed}
    peers = [Nginx(files), Nginx(files, is_tuned=True), H2O(files), Lighttpd({"record.json": content})]
    with served(sitrep, path, peers) as servers:
        racers = [Contestant(*server, content, fields=[field], is_packed=True) for server in servers]
        figures = race(racers, rounds, seconds, 64)
    return f"a list of {len(packed):,} bytes, gzip", figures, ratios(figures, [
        (NGINX, "requests_per_second", 1.0, NEAR_THE_KERNEL), (TUNED, "requests_per_second", None, NEAR_THE_KERNEL),
        ("h2o", "requests_per_second", None, NEAR_THE_KERNEL),
        ("lighttpd", "requests_per_second", None, NEAR_THE_KERNEL),
        *((peer, "p99_milliseconds", None, OF_STALLS) for peer in STATIC),
    ], "gzip list: ")


def pipelined(sitrep, path, rounds, seconds):
    """Without nginx as shipped: with `tcp_nopush` its last answers wait for a delayed acknowledgement, which is no
    matter of speed."""
    content = sitrep.get(path)
    files = {"record.json": content}
    with served(sitrep, path, [Nginx(files, is_tuned=True), H2O(files), Lighttpd(files)]) as servers:
        racers = [Contestant(*server, content, **PIPELINING) for server in servers]
        racers.append(Contestant("one at a time", sitrep.url + path, sitrep.pids, content))
        figures = race(racers, rounds, seconds, 64, has_p99=False)
    name = f"{PIPELINED} requests pipelined, without nginx as shipped, which waits 40 ms for acknowledgements there"
    return name, figures, ratios(figures, [
        ("one at a time", "requests_per_second", 2.0, None), (TUNED, "requests_per_second", None, None),
        ("h2o", "requests_per_second", None, None), ("lighttpd", "requests_per_second", None, None),
    ], "pipelined: ")


def crowded(sitrep, path, rounds, seconds):
    content = sitrep.get(path)
    with served(sitrep, path, static_peers({"record.json": content})) as servers:
        racers = [Contestant(*server, content) for server in servers]
        figures = race(racers, rounds, seconds, 256)
    return "256 connections", figures, ratios(figures, [
        (NGINX, "p99_milliseconds", 1.0, OF_STALLS),
        *((peer, "p99_milliseconds", None, OF_STALLS) for peer in STATIC[1:]),
    ], "256 connections: ")


def run(binary, quick):
    rounds, seconds = (1, 1) if quick else (5, 1)
    with Sitrep(binary, ["--threads", "1"], core=0) as sitrep:
        path = path_of_a_record(sitrep)
        parts = [
            conditional(sitrep, path, rounds, seconds), compressed(sitrep, rounds, seconds),
            pipelined(sitrep, path, rounds, seconds), crowded(sitrep, path, rounds, seconds),
        ]
    sections = [f"**{name}**\n\n{table_of(lines)}\n\n{race_table(figures)}" for name, figures, lines in parts]
    return {
        "title": f"medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join(sections),
        "figures": {name: figures for name, figures, _ in parts},
        "ratios": [line for _, _, lines in parts for line in lines],
    }
