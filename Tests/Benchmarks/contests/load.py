"""Loading a million counts: from the start of the program to the line that says it listens."""

import os
import statistics
import tempfile

from generator import ensure_dataset

from .measuring import Sitrep, cpu_seconds, memory_mb, table


def folder_of(counts):
    """A generated dataset and the millions of bytes of its files; it is kept between runs."""
    folder = os.path.join(tempfile.gettempdir(), f"sitrep-benchmark-{counts}")
    return folder, ensure_dataset(folder, counts) / 1e6


def run(binary, quick):
    counts = 100_000 if quick else 1_000_000
    rounds = 1 if quick else 3
    folder, size_mb = folder_of(counts)
    speeds, cpu, resting, peaks = [], [], [], []
    for _ in range(rounds):
        with Sitrep(binary, [folder]) as sitrep:
            speeds.append(size_mb / (sitrep.listening - sitrep.begun))
            cpu.append(cpu_seconds(sitrep.pids))
            resting.append(memory_mb(sitrep.process.pid, "VmRSS") / size_mb)
            peaks.append(memory_mb(sitrep.process.pid, "VmHWM") / size_mb)
    figures = {
        "megabytes": size_mb,
        "megabytes_per_second": statistics.median(speeds),
        "cpu_seconds": statistics.median(cpu),
        "resident_per_input": statistics.median(resting),
        "peak_per_input": statistics.median(peaks),
    }
    rows = [
        ["MB/s", f"{figures['megabytes_per_second']:.0f}", "at least 150"],
        ["CPU seconds", f"{figures['cpu_seconds']:.1f}", ""],
        ["resident memory / input", f"{figures['resident_per_input']:.2f}", "at most 2.0"],
        ["highest resident memory / input", f"{figures['peak_per_input']:.2f}", ""],
    ]
    return {
        "title": f"{counts:,} counts, {size_mb:.0f} MB of NDJSON, on {os.cpu_count()} cores, median of {rounds}",
        "markdown": table(["", "measured", "wanted"], rows),
        "figures": figures,
    }
