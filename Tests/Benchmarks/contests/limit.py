"""What the machine allows: a bare epoll loop for the hot path, a bare stream for exports, and how far sitrep is from both.

The bare loop reads whatever comes and sends ready bytes; the bare stream copies bytes out of memory that no cache holds and
sends them. Neither understands anything of HTTP, checks anything or makes anything: no server can be below them by much.
"""

import os
import statistics
import tempfile

from . import export
from .asking import Line
from .compiling import compiled
from .export import Running
from .measuring import Sitrep, ratio, table
from .pressure import press
from .record import path_of_a_record, raw_response

LOOP_PORT = 18105
CONNECTIONS = 64
PATHS = [("a record", None), ("16 requests pipelined", "pipeline.lua")]
NOTES = {
    "a record": "fewer instructions between the read and the send: the head is parsed, the answer looked up",
    "16 requests pipelined": "parsing several heads at once: the kernel is asked once for sixteen, and what is left is ours",
    "ndjson": "rows stored as text, which would cost their size in memory; now each row is written from its columns",
    "csv": "cells stored as text; now each is written from its column, and quoted where it must be",
}


def run(binary, quick):
    rounds, seconds = (1, 1) if quick else (5, 2)
    figures = measure_loop(binary, rounds, seconds)
    rows, ratios = [], []
    for name, both in figures.items():
        ours, bare = both["sitrep"], both["bare loop"]
        rows.append([f"{name}, requests/s", f"{ours['rate']:,.0f}", f"{bare['rate']:,.0f}", f"{ours['rate'] / bare['rate']:.2f}"])
        rows.append([f"{name}, CPU µs a request", f"{ours['server']:.2f}", f"{bare['server']:.2f}",
                     f"{ours['server'] / bare['server']:.2f}"])
        ratios.append(ratio(f"{name}, requests/s, sitrep / bare loop", ours["rate"] / bare["rate"], higher_is_better=True,
                            note=NOTES[name]))
        ratios.append(ratio(f"{name}, CPU/request, sitrep / bare loop", ours["server"] / bare["server"], note=NOTES[name]))
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
        "title": f"what the machine allows one core, and how much of it is used; medians of {rounds} rounds of {seconds} s",
        "markdown": table(["", "sitrep", "the machine", "sitrep / the machine"], rows) + "\n\n"
        "The server on core 0, the client on core 1. For records the machine is one epoll loop that sends ready bytes to "
        "whoever asks; for exports a program that copies as many bytes out of memory and sends them.",
        "figures": figures | {"export": {name: exported[name] for name in ("ndjson", "csv", "bare")}},
        "ratios": ratios,
    }


def measure_loop(binary, rounds, seconds):
    """Medians of both on the same bytes, in turn."""
    samples = {name: {"sitrep": [], "bare loop": []} for name, _ in PATHS}
    with Sitrep(binary, ["--threads", "1"], core=0) as sitrep, tempfile.TemporaryDirectory() as folder:
        path = path_of_a_record(sitrep)
        response = os.path.join(folder, "response")
        with open(response, "wb") as file:
            file.write(raw_response(sitrep, path))
        program = compiled("bare_loop", folder)
        with Running([program, str(LOOP_PORT), response], LOOP_PORT) as bare:
            bare.await_listening()
            compare(sitrep, bare, path)
            for number in range(rounds + 1):
                for name, script in PATHS:
                    for who, server in (("sitrep", sitrep), ("bare loop", bare)):
                        pressed = press(server.url + path, server.pids, seconds if number else 1, CONNECTIONS, script=script)
                        # The first round warms up.
                        if number > 0:
                            samples[name][who].append(pressed)
    return {
        name: {
            who: {key: statistics.median(getattr(one, key) for one in taken) for key in ("rate", "server", "client")}
            for who, taken in by_name.items()}
        for name, by_name in samples.items()}


def compare(sitrep, bare, path):
    """Both answer the same bytes."""
    for server in (sitrep, bare):
        line = Line(server.url)
        server.said = line.get(path)
        line.close()
    if sitrep.said != bare.said:
        raise SystemExit("the bare loop answers other bytes")
