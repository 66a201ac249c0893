"""From the start of the program to its first answer, on the sample dataset, and what it holds at rest."""

import statistics
import time

from .measuring import Sitrep, memory_mb, ratio, table_of


def run(binary, quick):
    rounds = 5 if quick else 30
    milliseconds, resting = [], []
    for _ in range(rounds):
        with Sitrep(binary) as sitrep:
            sitrep.get("/v1")
            milliseconds.append((time.perf_counter() - sitrep.begun) * 1000)
            time.sleep(0.2)
            resting.append(memory_mb(sitrep.process.pid, "VmRSS"))
    figures = {
        "milliseconds": statistics.median(milliseconds),
        "slowest_milliseconds": max(milliseconds),
        "resident_megabytes": statistics.median(resting),
    }
    lines = [
        ratio("start to first answer, ms", figures["milliseconds"], "<= 50", note="less made before the first answer"),
        ratio("idle resident memory, MB", figures["resident_megabytes"], "<= 20",
              note="fewer or smaller heaps of threads"),
    ]
    return {
        "title": f"the sample dataset, median of {rounds} starts",
        "markdown": table_of(lines, [("the slowest start, ms", f"{figures['slowest_milliseconds']:.1f}")]),
        "figures": figures,
        "ratios": lines,
    }
