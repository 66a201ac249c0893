"""What else the engine is asked for: 304, gzip, pipelining, and the slowest hundredth of 256 connections."""

import gzip
import os
import urllib.request

from .measuring import Sitrep
from .peers import H2O, Nginx
from .racing import Contestant, race, race_table, ratio_rows
from .record import path_of_a_record

here = os.path.dirname(os.path.abspath(__file__))
NGINX, TUNED = "nginx", "nginx, tuned"


def tag(url, fields=()):
    """The entity tag that a server gives an address."""
    with urllib.request.urlopen(urllib.request.Request(url, headers=dict(fields))) as answer:
        return answer.headers["ETag"]


def conditional(sitrep, path, rounds, seconds):
    files = {"record.json": sitrep.get(path)}
    with Nginx(18091, files) as nginx, Nginx(18095, files, is_tuned=True) as tuned:
        addresses = [("sitrep", sitrep.url + path, sitrep.pids)]
        addresses += [(peer.name, peer.url + "/record.json", peer.pids) for peer in [nginx, tuned]]
        contestants = [
            Contestant(name, url, pids, fields=[f"If-None-Match: {tag(url)}"]) for name, url, pids in addresses
        ]
        figures = race(contestants, rounds, seconds, 64)
    return "304 to a conditional request", figures, [
        (NGINX, "requests_per_second", 1.3), (TUNED, "requests_per_second", None), (TUNED, "cpu_microseconds", None),
    ]


def compressed(sitrep, rounds, seconds):
    """Fifty rows of counts; the peers send the very bytes that sitrep compressed."""
    path = "/v1/counts?limit=50"
    request = urllib.request.Request(sitrep.url + path, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        packed = answer.read()
    files = {"list.json": gzip.decompress(packed), "list.json.gz": packed}
    with Nginx(18092, files) as nginx, H2O(18093, files) as h2o:
        addresses = [("sitrep", sitrep.url + path, sitrep.pids)]
        addresses += [(peer.name, peer.url + "/list.json", peer.pids) for peer in [nginx, h2o]]
        contestants = [
            Contestant(name, url, pids, fields=["Accept-Encoding: gzip"]) for name, url, pids in addresses
        ]
        figures = race(contestants, rounds, seconds, 64)
    return f"a list of {len(packed):,} bytes, gzip", figures, [(NGINX, "requests_per_second", 1.0)]


def pipelined(sitrep, path, rounds, seconds):
    contestants = [
        Contestant("one at a time", sitrep.url + path, sitrep.pids),
        Contestant("sitrep", sitrep.url + path, sitrep.pids, script=os.path.join(here, "pipeline.lua")),
    ]
    figures = race(contestants, rounds, seconds, 64)
    return "16 requests pipelined", figures, [("one at a time", "requests_per_second", 2.0)]


def crowded(sitrep, path, rounds, seconds):
    with Nginx(18094, {"record.json": sitrep.get(path)}) as nginx:
        contestants = [
            Contestant("sitrep", sitrep.url + path, sitrep.pids),
            Contestant(nginx.name, nginx.url + "/record.json", nginx.pids),
        ]
        figures = race(contestants, rounds, seconds, 256)
    return "256 connections", figures, [(NGINX, "p99_milliseconds", 1.0)]


def run(binary, quick):
    rounds, seconds = (2, 2) if quick else (5, 4)
    with Sitrep(binary, core=0) as sitrep:
        path = path_of_a_record(sitrep)
        parts = [
            conditional(sitrep, path, rounds, seconds), compressed(sitrep, rounds, seconds),
            pipelined(sitrep, path, rounds, seconds), crowded(sitrep, path, rounds, seconds),
        ]
    sections = [
        f"**{name}**\n\n{ratio_rows(figures, wanted)}\n\n{race_table(figures)}" for name, figures, wanted in parts
    ]
    return {
        "title": f"medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join(sections),
        "figures": {name: figures for name, figures, _ in parts},
    }
