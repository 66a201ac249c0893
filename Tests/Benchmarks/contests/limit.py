"""What the machine allows: a bare epoll loop for the hot path, a bare stream for exports; how far sitrep is from both.

The bare loop reads whatever comes and sends ready bytes; the bare stream copies bytes out of memory that no cache holds
and sends them. Neither understands anything of HTTP, checks anything or makes anything: no server can be below them by
much.
"""

from . import export
from .engine import PIPELINING
from .measuring import Sitrep, ratio, table
from .peers import BareLoop
from .racing import Contestant, race
from .record import path_of_a_record, raw_response

CONNECTIONS = 64
PATHS = {"a record": {}, "16 requests pipelined": PIPELINING}
NOTES = {
    "a record": "fewer instructions between the read and the send: the head is parsed, the answer looked up",
    "16 requests pipelined":
        "parsing several heads at once: the kernel is asked once for sixteen, and what is left is ours",
    "ndjson": "rows stored as text, which would cost their size in memory; now each row is written from its columns",
    "csv": "cells stored as text; now each is written from its column, and quoted where it must be",
}


def run(binary, quick):
    rounds, seconds = (1, 1) if quick else (5, 1)
    figures = measure_loop(binary, rounds, seconds)
    rows, ratios = [], []
    for name, both in figures.items():
        ours, bare = both["sitrep"], both["bare loop"]
        costs = ours["cpu_microseconds"], bare["cpu_microseconds"]
        rows.append([f"{name}, CPU µs a request", *(f"{cost:.2f}" for cost in costs), f"{costs[0] / costs[1]:.2f}"])
        rows.append([
            f"{name}, requests/s that a core has time for, computed", *(f"{1e6 / cost:,.0f}" for cost in costs),
            f"{costs[1] / costs[0]:.2f}"])
        rows.append([f"{name}, requests/s that wrk asked", *(rate_of(one) for one in (ours, bare)), ""])
        ratios.append(ratio(f"{name}, CPU/request, sitrep / bare loop", costs[0] / costs[1], note=NOTES[name]))
    # What was measured a moment ago need not be measured again.
    exported = export.measured.get(quick) or export.run(binary, quick)["figures"]
    bare = exported["bare"]
    for form in ("ndjson", "csv"):
        ours, allowed = exported[form]["megabytes_per_second"], bare["socket_megabytes_per_second"]
        rows.append([f"{form.upper()} of all counts, MB/s", f"{ours:,.0f}", f"{allowed:,.0f}", f"{ours / allowed:.2f}"])
        ratios.append(ratio(f"{form.upper()} export, MB/s, sitrep / bare stream", ours / allowed, higher_is_better=True,
                            note=NOTES[form]))
    rows.append(["memcpy alone, MB/s", "", f"{bare['memcpy_megabytes_per_second']:,.0f}", ""])
    return {
        "title": "what the machine allows one core, and how much of it is used; "
                 f"medians of {rounds} rounds of {seconds} s",
        "markdown": table(["", "sitrep", "the machine", "sitrep / the machine"], rows) + "\n\n"
        "The server on core 0, the client on core 1. For records the machine is one epoll loop that sends ready bytes "
        "to whoever asks, and what it has time for is computed as 1e6 / CPU µs: wrk's core is full before its own is. "
        "For exports the machine is a program that copies as many bytes out of memory and sends them.",
        "figures": figures | {"export": {name: exported[name] for name in ("ndjson", "csv", "bare")}},
        "ratios": ratios,
    }


def rate_of(figures):
    return f"{figures['requests_per_second']:,.0f}, its core {figures['client_busy']:.0%} busy"


def measure_loop(binary, rounds, seconds):
    """Medians of both on the same bytes, in turn, one request at a time and many."""
    with Sitrep(binary, ["--threads", "1"], core=0) as sitrep:
        path = path_of_a_record(sitrep)
        content = sitrep.get(path)
        with BareLoop(raw_response(sitrep, path)) as bare:
            figures = {}
            for name, options in PATHS.items():
                racers = [Contestant(who, server.url + path, server.pids, content, **options)
                          for who, server in (("sitrep", sitrep), ("bare loop", bare))]
                figures[name] = race(racers, rounds, seconds, CONNECTIONS, has_p99=False)
            return figures
