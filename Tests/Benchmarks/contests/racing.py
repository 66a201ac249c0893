"""Rounds of load on contestants in turn, A B A B, and medians of what came out."""

import statistics

from .agreement import check
from .measuring import ratio, table
from .pressure import press_with

FIGURES = {
    "requests_per_second": ("requests/s", True), "cpu_microseconds": ("CPU/request", False),
    "p99_milliseconds": ("p99", False),
}

NEAR_THE_KERNEL = "fewer system calls a request: they cost most of what is left"


class Contestant:
    """An address under load, the processes that serve it, how it is asked, and what it answers to that.

    `is_packed`: the answer is compressed, and `content` is what it was before. `at_once`: how many requests are sent
    together, which `script` tells wrk.
    """

    def __init__(
            self, name, url, pids, content, status=200, fields=(), is_packed=False, at_once=1, script=None,
            context=None):
        self.name, self.url, self.pids, self.context = name, url, pids, context
        self.content, self.status, self.fields = content, status, list(fields)
        self.is_packed, self.at_once = is_packed, at_once
        self.arguments = [part for field in fields for part in ("-H", field)]
        if script:
            self.arguments += ["-s", script]


def load(contestant, seconds, connections):
    """One run of wrk on core 1."""
    return press_with([*contestant.arguments, contestant.url], contestant.pids, seconds, connections)


def race(contestants, rounds, seconds, connections, has_p99=True):
    """Medians of each contestant by name, whose answers were compared; in turn, warmed up unless it is for one look.

    `has_p99`: not where requests are pipelined, for wrk does not time those.
    """
    samples = {contestant.name: [] for contestant in contestants}
    for contestant in contestants:
        check(contestant)
    for contestant in contestants if rounds > 1 else []:
        load(contestant, 1, connections)
    for _ in range(rounds):
        for contestant in contestants:
            samples[contestant.name].append(load(contestant, seconds, connections))
            if has_p99 and samples[contestant.name][-1].p99 == 0:
                raise SystemExit(f"wrk did not time the answers of {contestant.name}")
    return {name: medians(runs, has_p99) for name, runs in samples.items()}


def medians(runs, has_p99):
    figures = {
        "requests_per_second": statistics.median(run.rate for run in runs),
        "slowest_and_fastest": [min(run.rate for run in runs), max(run.rate for run in runs)],
        "cpu_microseconds": statistics.median(run.server for run in runs),
        "client_busy": statistics.median(run.rate * run.client / 1e6 for run in runs),
    }
    return figures | {"p99_milliseconds": statistics.median(run.p99 for run in runs)} if has_p99 else figures


def race_table(figures):
    """Where wrk's core is full, requests/s are wrk's, and only CPU/request tells of the server."""
    head = ["", "requests/s", "slowest to fastest round", "CPU µs/request", "wrk's core busy"]
    has_p99 = all("p99_milliseconds" in figure for figure in figures.values())
    rows = [
        [name, f"{figure['requests_per_second']:,.0f}", "{:,.0f} to {:,.0f}".format(*figure["slowest_and_fastest"]),
         f"{figure['cpu_microseconds']:.2f}", f"{figure['client_busy']:.0%}"]
        + ([f"{figure['p99_milliseconds']:.2f}"] if has_p99 else [])
        for name, figure in figures.items()
    ]
    return table(head + (["p99, ms"] if has_p99 else []), rows)


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
                f"{what}{word}, sitrep / {peer}", ours[key] / (figures[peer][key] or 1e-9), wanted, is_higher_better,
                note))
    return lines
