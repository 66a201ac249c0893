"""From ten thousand to five million counts: how the time and the memory of loading grow.

All sizes are generated and kept between runs. The larger a dataset, the fewer rounds; a peer whose memory would not fit
into the machine stays out of that size, and JSONDecoder out of the largest, where it would take over a minute.
"""

import math

from .drawing import Panel, picture
from .environment import use_peers
from .load import folder_of, median
from .loading import compare, contestants
from .measuring import ratio, table

# Counts and rounds; the largest is loaded once.
SIZES = [(10_000, 5), (100_000, 5), (1_000_000, 2), (5_000_000, 1)]
QUICK = [(10_000, 2), (100_000, 1)]
DECODER_MOST = 1_000_000
PICTURE = "scaling.svg"
# Whose times stand beside ours in the least and the largest size.
PEERS = ["DuckDB `read_json`", "orjson"]
NOTE_OF_LEAST = (
    "fewer checks and a shorter start: our time runs from the start of the program, a peer's from when it is ready")


def run(binary, quick):
    use_peers()
    planned = QUICK if quick else SIZES
    ours, peers, decoder = contestants(binary)
    racing = [ours, *peers] + ([decoder] if decoder else [])
    figures, rows, notes = {}, [], []
    for counts, rounds in planned:
        folder, size_mb = folder_of(counts)
        if not figures:
            compare(ours, racing[1:], folder)
        fitting = [one for one in racing if fits(one, decoder, counts, figures, notes)]
        samples = {one.name: [] for one in fitting}
        for _ in range(rounds):
            for one in fitting:
                samples[one.name].append(one.load(folder))
        figures[counts] = {name: median(loads) for name, loads in samples.items()}
        for name, one in figures[counts].items():
            rows.append([
                f"{counts:,}", f"{size_mb:,.0f}", name, f"{one['seconds']:.3f}", f"{one['cpu_seconds']:.2f}",
                f"{one['resident_megabytes']:,.0f}", f"{one['seconds'] / counts * 1e6:.2f}",
                f"{one['resident_megabytes'] * 1e6 / counts:,.0f}"])
    head = ["counts", "MB of NDJSON", "", "s", "CPU s", "resident MB", "µs a count", "bytes a count"]
    growth = [
        [one.name, *(f"{size:,}" for size in last_two(figures, one.name)),
         *(f"{power:.2f}" for power in exponents(figures, one.name))]
        for one in racing]
    sizes = list(figures)
    parts = [
        table(head, rows), "With which power of the number of counts time and memory grow; 1.00 is in proportion:",
        table(["", "from", "to counts", "time", "memory"], growth), *notes]
    time, memory = exponents(figures, "sitrep")
    return {
        "title": f"loading {', '.join(f'{size:,}' for size in sizes)} counts, "
                 f"medians of {', '.join(str(rounds) for _, rounds in planned[:-1])} loads, a single one of the "
                 "largest",
        "markdown": "\n\n".join(parts),
        "figures": figures,
        "pictures": {PICTURE: draw(figures)},
        "ratios": [
            ratio(f"load of {size:,} counts, s, sitrep / {peer}",
                  figures[size]["sitrep"]["seconds"] / figures[size][peer]["seconds"],
                  "<= 2.0" if size == sizes[-1] and peer.startswith("DuckDB") else None, note=note)
            for size, note in ((sizes[0], NOTE_OF_LEAST), (sizes[-1], "the same as at a million"))
            for peer in PEERS if peer in figures[size]
        ] + [
            ratio(f"power of growth of load time, {sizes[-2]:,} to {sizes[-1]:,} counts", time, "<= 1.1",
                  note="sorts and merges of whole columns done in parts"),
            ratio(f"power of growth of memory, {sizes[-2]:,} to {sizes[-1]:,} counts", memory, "<= 1.1",
                  note="narrower indexes"),
        ],
    }


def fits(one, decoder, counts, figures, notes):
    """Whether a contestant can and should take part in a size, going by the sizes before."""
    if one is decoder and counts > DECODER_MOST:
        notes.append(f"JSONDecoder stays out of {counts:,} counts, for the time that it would take.")
        return False
    known = [(size, by_name[one.name]) for size, by_name in figures.items() if one.name in by_name]
    if not known:
        return True
    size, last = known[-1]
    needed = last["peak_megabytes"] * counts / size * 1.15
    if needed < available_mb():
        return True
    notes.append(f"{one.name} stays out of {counts:,} counts: it would need about {needed / 1000:.0f} GB of memory.")
    return False


def available_mb():
    with open("/proc/meminfo") as file:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in file if line.startswith("MemAvailable"))


def last_two(figures, name):
    """The two largest sizes that a contestant has loaded."""
    return [size for size in figures if name in figures[size]][-2:]


def exponents(figures, name):
    """With which power of the size time and memory grow between these."""
    smaller, larger = last_two(figures, name)
    before, after = figures[smaller][name], figures[larger][name]
    return [
        math.log(after[key] / before[key]) / math.log(larger / smaller) for key in ("seconds", "resident_megabytes")]


def draw(figures):
    names = list(dict.fromkeys(name for by_name in figures.values() for name in by_name))

    def series(key):
        return {
            name.replace("`", ""): [(size, by_name[name][key]) for size, by_name in figures.items() if name in by_name]
            for name in names}

    return picture([
        Panel("Time to load", "counts", "seconds", series("seconds")),
        Panel("Resident memory", "counts", "MB", series("resident_megabytes")),
    ])
