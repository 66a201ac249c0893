"""Rounds of load on contestants in turn, A B A B, and medians of what came out."""

import re
import statistics
import subprocess

from .measuring import cpu_seconds, table


class Contestant:
    """An address under load, the processes that serve it, and how it is asked."""

    def __init__(self, name, url, pids, fields=(), script=None):
        self.name, self.url, self.pids = name, url, pids
        self.arguments = [part for field in fields for part in ("-H", field)]
        if script:
            self.arguments += ["-s", script]


def load(contestant, seconds, connections, status="2xx"):
    """One run of wrk on core 1: requests per second, CPU microseconds a request, 99th percentile in ms."""
    before = cpu_seconds(contestant.pids)
    command = ["taskset", "-c", "1", "wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s"]
    output = subprocess.run(
        command + contestant.arguments + [contestant.url],
        capture_output=True, text=True, timeout=seconds + 30, check=True).stdout
    failures = re.search(r"(Non-2xx or 3xx.*|Socket errors.*)", output)
    if failures:
        raise SystemExit(f"{contestant.name}: {failures[1]}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    requests = int(re.search(r"(\d+) requests in", output)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return rate, (cpu_seconds(contestant.pids) - before) / requests * 1e6, p99


def race(contestants, rounds, seconds, connections):
    """Medians of each contestant by name, warmed up, in turn."""
    samples = {contestant.name: [] for contestant in contestants}
    for contestant in contestants:
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


def ratio_rows(figures, wanted):
    """Rows of `(peer, figure, bound)`: sitrep's figure divided by the peer's, with what was wanted, if anything was."""
    ours, rows = figures["sitrep"], []
    for peer, key, bound in wanted:
        if peer not in figures:
            continue
        words = {"requests_per_second": "requests/s", "cpu_microseconds": "CPU/request", "p99_milliseconds": "p99"}
        sense = "at least" if key == "requests_per_second" else "at most"
        wish = "" if bound is None else f"{sense} {bound}"
        rows.append([f"{words[key]}, sitrep / {peer}", f"{ours[key] / figures[peer][key]:.2f}", wish])
    return table(["ratio", "measured", "wanted"], rows)
