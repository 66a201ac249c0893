"""Rounds of load on contestants in turn, A B A B, and medians of what came out."""

import re
import shutil
import statistics
import subprocess

from .agreement import check
from .measuring import cpu_seconds, ratio, table

FIGURES = {
    "requests_per_second": ("requests/s", True), "cpu_microseconds": ("CPU/request", False), "p99_milliseconds": ("p99", False),
}

NEAR_THE_KERNEL = "fewer system calls a request: they cost most of what is left"


class Contestant:
    """An address under load, the processes that serve it, how it is asked, and what it answers to that.

    `is_packed`: the answer is compressed, and `content` is what it was before. `at_once`: how many requests are sent
    together, which `script` tells wrk.
    """

    def __init__(
            self, name, url, pids, content, status=200, fields=(), is_packed=False, at_once=1, script=None, context=None):
        self.name, self.url, self.pids, self.context = name, url, pids, context
        self.content, self.status, self.fields = content, status, list(fields)
        self.is_packed, self.at_once = is_packed, at_once
        self.arguments = [part for field in fields for part in ("-H", field)]
        if script:
            self.arguments += ["-s", script]


def load(contestant, seconds, connections):
    """One run of wrk on core 1: requests per second, CPU microseconds a request, 99th percentile in ms."""
    before = cpu_seconds(contestant.pids)
    command = ["taskset", "-c", "1", "wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s"]
    run = subprocess.run(
        command + contestant.arguments + [contestant.url], capture_output=True, text=True, timeout=seconds + 30)
    output = run.stdout
    failures = re.search(r"(Non-2xx or 3xx.*|Socket errors.*)", output)
    if failures or run.returncode != 0:
        raise SystemExit(f"{contestant.name} under load: {failures[1] if failures else output + run.stderr}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    requests = int(re.search(r"(\d+) requests in", output)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return rate, (cpu_seconds(contestant.pids) - before) / max(requests, 1) * 1e6, p99


def race(contestants, rounds, seconds, connections):
    """Medians of each contestant by name, whose answers were compared; warmed up, unless it is for one look, and in turn."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    samples = {contestant.name: [] for contestant in contestants}
    for contestant in contestants:
        check(contestant)
    for contestant in contestants if rounds > 1 else []:
        load(contestant, 1, connections)
    for _ in range(rounds):
        for contestant in contestants:
            samples[contestant.name].append(load(contestant, seconds, connections))
    return {
        name: {
            "requests_per_second": statistics.median(row[0] for row in rows),
            "slowest_and_fastest": [min(row[0] for row in rows), max(row[0] for row in rows)],
            "cpu_microseconds": statistics.median(row[1] for row in rows),
            "p99_milliseconds": statistics.median(row[2] for row in rows),
        }
        for name, rows in samples.items()
    }


def race_table(figures):
    rows = [
        [name, f"{figure['requests_per_second']:,.0f}", "{:,.0f} to {:,.0f}".format(*figure["slowest_and_fastest"]),
         f"{figure['cpu_microseconds']:.2f}", f"{figure['p99_milliseconds']:.2f}"]
        for name, figure in figures.items()
    ]
    return table(["", "requests/s", "slowest to fastest round", "CPU µs/request", "p99, ms"], rows)


def ratios(figures, rows, what=""):
    """Rows of `(peer, figure, bound, note)`: sitrep's figure divided by the peer's, for the summary of all contests.

    `bound` is None where nothing was wanted; `note` says what it would take to win, should it be lost.
    """
    ours, lines = figures["sitrep"], []
    for peer, key, bound, note in rows:
        if peer in figures:
            word, is_higher_better = FIGURES[key]
            wanted = None if bound is None else f"{'>=' if is_higher_better else '<='} {bound}"
            lines.append(ratio(
                f"{what}{word}, sitrep / {peer}", ours[key] / (figures[peer][key] or 1e-9), wanted, is_higher_better, note))
    return lines
