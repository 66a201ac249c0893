"""Loading a million counts, against three ways of reading the same files."""

import os
import statistics
import tempfile

from generator import ensure_dataset

from .environment import use_peers
from .loading import compare, contestants
from .measuring import ratio, table

# It takes ten times as long as the others.
DECODER_ROUNDS = 2
WORK = "reading once what is now passed over twice (checks, links, words), or more cores: DuckDB only parses"
# What is compared with each peer, and by the peer what it would take where that is behind.
FIGURES = {"seconds": "load, s", "cpu_seconds": "CPU s of a load", "resident_megabytes": "resident memory after a load"}
WORKS = {
    "seconds": {"DuckDB `read_json`": WORK, "orjson": "fewer checks"},
    "cpu_seconds": {
        "DuckDB `read_json`": "doing without checks, links and indexes, which DuckDB makes none of",
        "orjson": "doing without checks, links and indexes: orjson only parses"},
    "resident_megabytes": {"DuckDB `read_json`": "compressed columns, and no indexes, of which DuckDB has none here"},
}


def folder_of(counts):
    """A generated dataset and the millions of bytes of its files; it is kept between runs."""
    folder = os.path.join(tempfile.gettempdir(), f"sitrep-benchmark-{counts}")
    return folder, ensure_dataset(folder, counts) / 1e6


def run(binary, quick):
    counts, rounds = (100_000, 1) if quick else (1_000_000, 5)
    folder, size_mb = folder_of(counts)
    use_peers()
    ours, peers, decoder = contestants(binary)
    racing = [ours, *peers] + ([decoder] if decoder else [])
    small, _ = folder_of(10_000)
    compare(ours, racing[1:], small)
    samples = {one.name: [] for one in racing}
    for number in range(rounds):
        for one in racing if number % 2 == 0 else reversed(racing):
            if one is not decoder or number < DECODER_ROUNDS:
                samples[one.name].append(one.load(folder))
    medians = {name: median(loads) for name, loads in samples.items()}
    for figures in medians.values():
        figures["megabytes_per_second"] = size_mb / figures["seconds"]
    rows = [
        [name, f"{figures['megabytes_per_second']:.0f}", f"{figures['seconds']:.2f}",
         "{:.2f} to {:.2f}".format(*figures["fastest_and_slowest"]), f"{figures['cpu_seconds']:.1f}",
         f"{figures['resident_megabytes'] / size_mb:.2f}", f"{figures['peak_megabytes'] / size_mb:.2f}"]
        for name, figures in medians.items()
    ]
    head = ["", "MB/s", "s", "fastest to slowest", "CPU s", "resident memory / input", "highest / input"]
    mine = medians["sitrep"]
    ratios = [
        ratio(f"{words}, sitrep / {name}", mine[key] / figures[key],
              "<= 2.0" if key == "seconds" and name.startswith("DuckDB") else None, note=WORKS[key].get(name))
        for key, words in FIGURES.items() for name, figures in medians.items() if name != "sitrep"
    ] + [
        ratio("load, MB/s", mine["megabytes_per_second"], ">= 150", higher_is_better=True, note=WORK),
        ratio("resident memory / input", mine["resident_megabytes"] / size_mb, "<= 2.0",
              note="narrower columns and indexes"),
    ]
    left_out = "" if decoder else "\n\nJSONDecoder is not built, so it stays out."
    return {
        "title": f"{counts:,} counts, {size_mb:.0f} MB of NDJSON, on {os.cpu_count()} cores, "
                 f"medians of {rounds} rounds (JSONDecoder: of {min(rounds, DECODER_ROUNDS)})",
        "markdown": table(head, rows) + left_out,
        "figures": {"megabytes": size_mb} | medians,
        "ratios": ratios,
    }


def median(loads):
    return {
        "seconds": statistics.median(load.seconds for load in loads),
        "fastest_and_slowest": [min(load.seconds for load in loads), max(load.seconds for load in loads)],
        "cpu_seconds": statistics.median(load.cpu for load in loads),
        "resident_megabytes": statistics.median(load.resident for load in loads),
        "peak_megabytes": statistics.median(load.peak for load in loads),
    }
