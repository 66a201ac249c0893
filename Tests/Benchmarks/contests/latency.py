"""How long answers take at rates that do not wait for them: p50, p99 and p99.9 from the moment each request was due.

A client that asks again only after it was answered asks slow servers less, and leaves out what waited meanwhile
(coordinated omission). `open_loop.c` keeps to its plan instead. All are asked at the same two rates: one that the slowest
of them has time for, and `RATE`. Who does not answer as many as were due is out, and is shown as such.
"""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile

from .agreement import check, request_text
from .compiling import compiled
from .measuring import fine_cpu_seconds, ratio, table, table_of
from .racing import load
from .record import contestants

CONNECTIONS = 64
RATE, QUICK_RATE = 20_000, 2_000
# The lower rate is this share of what the slowest answers when it is asked as fast as it can.
SHARE_OF_SLOWEST = 0.6
# Who answers fewer of the requests in time does not hold the rate.
HELD = 0.99
PERCENTILES = ["p50", "p99", "p999"]


def ask(program, folder, racer, rate, seconds):
    """One run of the client on core 1: its figures, with the server's CPU microseconds a request."""
    request = os.path.join(folder, "request")
    with open(request, "wb") as file:
        file.write(request_text(racer.url, racer.fields))
    before = fine_cpu_seconds(racer.pids)
    port = racer.url.split("/")[2].split(":")[1]
    run = subprocess.run(
        ["taskset", "-c", "1", program, port, str(CONNECTIONS), str(rate), str(seconds), request],
        capture_output=True, text=True, timeout=seconds + 30)
    if run.returncode != 0:
        raise SystemExit(f"{racer.name} at {rate:,.0f} requests/s: {run.stderr or run.returncode}")
    figures = json.loads(run.stdout)
    figures["cpu_microseconds"] = (fine_cpu_seconds(racer.pids) - before) / max(figures["answered"], 1) * 1e6
    figures["share_in_time"] = figures["in_time"] / figures["planned"]
    return figures


def race_at(rate, racers, rounds, seconds, program, folder):
    """Medians by name, in turn; of who cannot hold the rate, only how many it answered."""
    for racer in racers:
        ask(program, folder, racer, rate / 2, 0.3)
    samples = {racer.name: [] for racer in racers}
    for _ in range(rounds):
        for racer in racers:
            runs = samples[racer.name]
            if sum(run["share_in_time"] < HELD for run in runs) <= rounds // 2:
                runs.append(ask(program, folder, racer, rate, seconds))
    return {name: medians(runs, rate) for name, runs in samples.items()}


def medians(runs, rate):
    held = statistics.median(run["share_in_time"] for run in runs)
    figures = {"is_held": held >= HELD, "answered_per_second": held * rate}
    if figures["is_held"]:
        for name in PERCENTILES:
            taken = [run[name + "_ns"] / 1e6 for run in runs]
            figures[name + "_milliseconds"] = statistics.median(taken)
            figures[name + "_spread"] = [min(taken), max(taken)]
        figures["cpu_microseconds"] = statistics.median(run["cpu_microseconds"] for run in runs)
        figures["client_late_milliseconds"] = statistics.median(run["late_ns"] for run in runs) / 1e6
    return figures


def latency_table(figures):
    rows = []
    for name, row in figures.items():
        if row["is_held"]:
            rows.append([name, *(f"{row[key + '_milliseconds']:.2f}" for key in PERCENTILES),
                         "{:.2f} to {:.2f}".format(*row["p999_spread"]), f"{row['cpu_microseconds']:.2f}"])
        else:
            rows.append([name, f"does not hold it: {row['answered_per_second']:,.0f} requests/s", "", "", "", ""])
    return table(["", "p50, ms", "p99, ms", "p99.9, ms", "p99.9, best to worst round", "CPU µs/request"], rows)


def summary(figures, rate):
    """sitrep's p99 and p99.9 divided by those of each peer that holds the rate."""
    ours, lines = figures["sitrep"], []
    if not ours["is_held"]:
        return [ratio(f"answered at {rate:,} requests/s, of those asked", ours["answered_per_second"] / rate, ">= 0.99",
                      True, "a machine with more time to spare: on this one sitrep does not hold the rate")]
    for name, row in figures.items():
        if name != "sitrep" and row["is_held"]:
            measured = ours["p99_milliseconds"] / row["p99_milliseconds"]
            lines.append(ratio(
                f"p99 at {rate:,} requests/s, sitrep / {name}", measured, None, False,
                "so far below its limit a server waits for the scheduler most of all: compare p50 and the spread"))
    return lines


def lower_rate(limits):
    """One that all have time for, and why it is that one."""
    if not limits:
        return QUICK_RATE, "for a first look"
    slowest = min(limits, key=limits.get)
    rate = max(math.floor(limits[slowest] * SHARE_OF_SLOWEST / 100) * 100, 100)
    return rate, f"{SHARE_OF_SLOWEST:.0%} of what {slowest}, the slowest of all, answers when asked as fast as it can"


def run(binary, quick):
    rounds, seconds = (1, 0.5) if quick else (5, 1.5)
    sections, lines, everything = [], [], {}
    with tempfile.TemporaryDirectory() as folder, contestants(binary) as (path, racers):
        program = compiled("open_loop", folder)
        for racer in racers:
            check(racer)
        limits = {} if quick else {racer.name: load(racer, 1, CONNECTIONS).rate for racer in racers}
        for rate, reason in [lower_rate(limits), (RATE, "which not all can")]:
            print(f"  {rate:,} requests/s", file=sys.stderr)
            figures = race_at(rate, racers, rounds, seconds, program, folder)
            everything[str(rate)] = figures
            late = max(row.get("client_late_milliseconds", 0) for row in figures.values())
            sections.append(
                f"**{rate:,} requests/s ({reason})**\n\n{latency_table(figures)}\n\n"
                f"The client itself was late by at most {late:.2f} ms in 99.9 % of its requests.")
            lines += summary(figures, rate)
    return {
        "title": f"`{path}` at fixed rates, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join([table_of(lines), *sections]),
        "figures": {"requests_per_second_at_most": limits, **everything},
        "ratios": lines,
    }
