"""How long answers take at rates that do not wait for them: p50, p99 and p99.9 from the moment each request was due.

A client that asks again only after it was answered asks slow servers less, and leaves out what waited meanwhile
(coordinated omission). `open_loop.c` keeps to its plan instead. All are asked at the same two rates: one that the
slowest of them has time for, and `RATE`. Who does not answer as many as were due is out, and is shown as such.
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
from .measuring import cpu_seconds, ratio, table, table_of
from .racing import load
from .record import contestants

CONNECTIONS = 64
RATE, QUICK_RATE = 20_000, 2_000
# The lower rate is this share of what the slowest answers when it is asked as fast as it can.
SHARE_OF_SLOWEST = 0.6
# Who answers fewer of the requests in time does not hold the rate.
HELD = 0.99
FIGURES = {
    "p50_milliseconds": ("p50_ns", 1e6), "p99_milliseconds": ("p99_ns", 1e6), "p999_milliseconds": ("p999_ns", 1e6),
    "cpu_microseconds": ("cpu_microseconds", 1), "client_late_milliseconds": ("late_ns", 1e6),
}
COMPARED = {"p50_milliseconds": "p50", "p99_milliseconds": "p99", "cpu_microseconds": "CPU/request"}
LATE = "Client late: what the client itself was late by at most in 99.9 % of what it sent while a connection was free."
# Now and then a loop goes back to its queue, and the next event comes by way of Dispatch's own thread.
BACK_TO_QUEUE = (
    "a loop that never goes back to its queue, after which Dispatch tells of the next event through two threads")
NOTES = {
    "p50_milliseconds": "fewer steps from the socket to the answer",
    "cpu_microseconds": "fewer steps from the socket to the answer",
    "p99_milliseconds": BACK_TO_QUEUE,
}


def ask(program, folder, racer, rate, seconds):
    """One run of the client on core 1: its figures, with the server's CPU microseconds a request."""
    request = os.path.join(folder, "request")
    with open(request, "wb") as file:
        file.write(request_text(racer.url, racer.fields))
    before = cpu_seconds(racer.pids)
    port = racer.url.split("/")[2].split(":")[1]
    run = subprocess.run(
        ["taskset", "-c", "1", program, port, str(CONNECTIONS), str(rate), str(seconds), request],
        capture_output=True, text=True, timeout=seconds + 30)
    if run.returncode != 0:
        raise SystemExit(f"{racer.name} at {rate:,.0f} requests/s: {run.stderr or run.returncode}")
    figures = json.loads(run.stdout)
    figures["cpu_microseconds"] = (cpu_seconds(racer.pids) - before) / max(figures["answered"], 1) * 1e6
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
        for name, (key, divisor) in FIGURES.items():
            taken = [run[key] / divisor for run in runs]
            figures[name] = statistics.median(taken)
            figures[name + "_spread"] = [min(taken), max(taken)]
    return figures


def latency_table(figures):
    head = ["", "p50, ms", "p99, ms", "fastest to slowest round", "p99.9, ms", "fastest to slowest round",
            "CPU µs/request", "client late, ms"]
    rows = []
    for name, row in figures.items():
        if row["is_held"]:
            times = [f"{row['p50_milliseconds']:.3f}"]
            for key in ("p99", "p999"):
                spread = "{:.2f} to {:.2f}".format(*row[key + "_milliseconds_spread"])
                times += [f"{row[key + '_milliseconds']:.2f}", spread]
            rows.append([name, *times, f"{row['cpu_microseconds']:.2f}", f"{row['client_late_milliseconds']:.2f}"])
        else:
            rows.append(
                [name, f"does not hold it: {row['answered_per_second']:,.0f} requests/s", *[""] * (len(head) - 2)])
    return table(head, rows)


def summary(figures, rate):
    """sitrep's figures divided by those of each peer that holds the rate."""
    ours = figures["sitrep"]
    if not ours["is_held"]:
        return [ratio(f"answered at {rate:,} requests/s, of those asked", ours["answered_per_second"] / rate, ">= 0.99",
                      True, "a machine with more time to spare: on this one sitrep does not hold the rate")]
    held = {name: row for name, row in figures.items() if name != "sitrep" and row["is_held"]}
    return [
        compared(f"{word} at {rate:,} requests/s, sitrep / {name}", ours, row, key)
        for key, word in COMPARED.items() for name, row in held.items()]


def compared(name, ours, theirs, key):
    """A line of the summary, which says so when the rounds of one lie within those of the other, won or lost."""
    line = ratio(name, ours[key] / theirs[key], note=NOTES[key])
    (a, b), (c, d) = ours[key + "_spread"], theirs[key + "_spread"]
    if a < b and c < d and (a <= c and d <= b or c <= a and b <= d):
        line["note"] = "; ".join(part for part in (line["note"], "the rounds of both overlap") if part)
    return line


def lower_rate(limits):
    """One that all have time for, and why it is that one."""
    if not limits:
        return QUICK_RATE, "for a first look"
    slowest = min(limits, key=limits.get)
    rate = max(math.floor(limits[slowest] * SHARE_OF_SLOWEST / 100) * 100, 100)
    return rate, f"{SHARE_OF_SLOWEST:.0%} of what {slowest}, the slowest of all, answers when asked as fast as it can"


def run(binary, quick):
    rounds, seconds = (1, 0.5) if quick else (5, 1.2)
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
            sections.append(
                f"**{rate:,} requests/s ({reason})**\n\n{latency_table(figures)}")
            lines += summary(figures, rate)
    return {
        "title": f"`{path}` at fixed rates, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join([table_of(lines), *sections, LATE]),
        "figures": {"requests_per_second_at_most": limits, **everything},
        "ratios": lines,
    }
