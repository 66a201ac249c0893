"""How sitrep grows: with cores, with the number of records, and what a request costs in CPU time and in money."""

import os
import statistics
import sys

from .addresses import Addresses
from .asking import Line
from .drawing import Panel, picture
from .load import folder_of
from .measuring import Sitrep, cpu_seconds, ratio, table
from .pressure import press

SIZES, QUICK_SIZES = [10_000, 100_000, 1_000_000], [10_000, 100_000]
# What a core of a rented machine costs by the hour: an assumption, near the list prices of general-purpose machines of
# large providers without a contract (in 2025, 0.04 to 0.05 US dollars for each of two to four virtual cores with 4 GB).
DOLLARS_PER_CORE_HOUR = 0.05
CONNECTIONS = 16
# What of two cores must come through with the client on them, of the kinds next to which the client takes little.
DEAR, FROM_TWO_CORES = ["toll", "search", "time series", "facets", "sums"], ">= 1.5"
# More than are answered in one, but for records, also of the small dataset of a quick look.
ADDRESSES_A_ROUND = 50_000
RECORD = "record by id"
PICTURE = "growth.svg"


def run(binary, quick):
    sizes = QUICK_SIZES if quick else SIZES
    rounds, count = (2, 10) if quick else (5, 20)
    folders = {size: folder_of(size)[0] for size in sizes}
    addresses = {size: Addresses(folder) for size, folder in folders.items()}
    latencies = measure_sizes(binary, folders, addresses, rounds, count)
    cores = measure_cores(binary, folders[sizes[-1]], addresses[sizes[-1]], *((1, 1) if quick else (5, 1)))
    least, most = sizes[0], sizes[-1]
    kinds = list(latencies[most])
    rows = []
    for kind in kinds:
        one = latencies[most][kind]
        rows.append(
            [kind] + [f"{latencies[size][kind]['microseconds']:,.0f}" for size in sizes]
            + [f"{one['microseconds'] / latencies[least][kind]['microseconds']:.1f}", f"{one['cpu_microseconds']:,.0f}",
               f"{one['slowest_microseconds']:,.0f}"])
    head = ["µs, with so many counts"] + [f"{size:,}" for size in sizes] + [
        f"{most:,} / {least:,}", f"CPU of {most:,}", "the slowest of them"]
    parts = [
        table(head, rows),
        "One question after the other on one kept connection, the server with one loop on core 0 and the client on "
        "core 1; no address comes twice.",
        cores_table(cores),
        f"{CONNECTIONS} connections and {most:,} counts; no address comes twice but those of records, of which there "
        "are too few. With one core the server has core 0 and wrk core 1. With two the server has both, and wrk, which "
        "is pinned to neither, takes its part of the same two: what it takes is shown, and the column after it says "
        "what two cores would give if the client were elsewhere, going by the CPU time of the server.",
        money_table(cores),
        f"Money is CPU time of the server at {DOLLARS_PER_CORE_HOUR:.2f} US dollars a core and hour, which is an "
        "assumption near the list prices of large providers; it leaves memory, disks and traffic out. The time is that "
        "under load with one core.",
    ]
    return {
        "title": f"{', '.join(f'{size:,}' for size in sizes)} counts and one or two cores, medians of "
                 f"{rounds} rounds of {count} questions",
        "markdown": "\n\n".join(parts),
        "figures": {"latencies": latencies, "cores": cores, "dollars_per_core_hour": DOLLARS_PER_CORE_HOUR},
        "pictures": {PICTURE: draw(latencies, kinds)},
        "ratios": [
            ratio(f"time of a {RECORD}, {most:,} / {least:,} counts",
                  latencies[most][RECORD]["microseconds"] / latencies[least][RECORD]["microseconds"], "<= 1.5",
                  note="less memory touched on the way to a record"),
        ] + [
            ratio(f"requests/s of {kind}, 2 cores with the client on them / 1 core",
                  both["two"]["rate"] / both["one"]["rate"],
                  FROM_TWO_CORES if kind in DEAR else None, higher_is_better=True,
                  note="a third core for the client, which takes its part of both")
            for kind, both in cores.items()
        ],
    }


def measure_sizes(binary, folders, addresses, rounds, count):
    """Microseconds and CPU microseconds of each kind of question by size; sizes take turns."""
    mask, servers = os.sched_getaffinity(0), {}
    samples = {size: {kind: [] for kind in one.kinds} for size, one in addresses.items()}
    costs = {size: {kind: 0.0 for kind in one.kinds} for size, one in addresses.items()}
    try:
        for size, folder in folders.items():
            servers[size] = Sitrep(binary, [folder, "--threads", "1"], core=0)
        os.sched_setaffinity(0, {max(mask)})
        for kind in next(iter(addresses.values())).kinds:
            print(f"  {kind}", file=sys.stderr)
            asked = {size: one.distinct(kind, (rounds + 1) * count, 31) for size, one in addresses.items()}
            # New ones for each kind: a server closes what is idle for long.
            lines = {size: Line(server.url) for size, server in servers.items()}
            for number in range(rounds + 1):
                for size, line in lines.items():
                    before = cpu_seconds(servers[size].pids)
                    taken = line.times(asked[size][number * count:(number + 1) * count])
                    # The first round warms up.
                    if number > 0:
                        samples[size][kind] += taken
                        costs[size][kind] += cpu_seconds(servers[size].pids) - before
            for line in lines.values():
                line.close()
    finally:
        os.sched_setaffinity(0, mask)
        for server in servers.values():
            server.__exit__()
    return {
        size: {
            kind: {"microseconds": statistics.median(taken), "slowest_microseconds": max(taken),
                   "cpu_microseconds": costs[size][kind] / len(taken) * 1e6}
            for kind, taken in by_kind.items()}
        for size, by_kind in samples.items()}


def measure_cores(binary, folder, addresses, rounds, seconds):
    """Of each kind, medians with one core and with two, in turn.

    A server is asked nothing twice, since answers are kept; records alone, which are found about as fast as a kept
    answer, are fewer than what is asked of them.
    """
    results = {}
    with Sitrep(binary, [folder, "--threads", "1"], core=0) as one, Sitrep(
            binary, [folder, "--threads", "2"], core="0,1") as two:
        for kind in addresses.kinds:
            print(f"  {kind}, one and two cores", file=sys.stderr)
            asked = addresses.distinct(kind, ADDRESSES_A_ROUND * (rounds + 1), 47)
            share, taken = len(asked) // (rounds + 1), {"one": [], "two": []}
            # The first round warms up, where there are several.
            for number in range(rounds + 1 if rounds > 1 else 1):
                part = asked[number * share:(number + 1) * share]
                for name, server, cores in (("one", one, "1"), ("two", two, "0,1")):
                    pressed = press(server.url, server.pids, seconds, CONNECTIONS, cores, part, kind != RECORD)
                    if number > 0 or rounds == 1:
                        taken[name].append(pressed)
            results[kind] = {
                name: {
                    key: statistics.median(getattr(one, key) for one in all_taken)
                    for key in ("rate", "server", "client")}
                for name, all_taken in taken.items()}
    return results


def cores_table(cores):
    rows = []
    for kind, both in cores.items():
        one, two = both["one"], both["two"]
        rows.append([
            kind, f"{one['rate']:,.0f}", f"{two['rate']:,.0f}", f"{two['rate'] / one['rate']:.2f}",
            f"{one['server']:,.1f}", f"{two['server']:,.1f}", f"{two['client']:,.1f}",
            f"{2e6 / max(two['server'], 0.1):,.0f}"])
    head = ["requests/s", "1 core", "2 cores", "2 / 1", "CPU µs/request, 1 core", "2 cores", "of the client",
            "2 cores without the client"]
    return table(head, rows)


def money_table(cores):
    rows = []
    for kind, both in cores.items():
        spent = both["one"]["server"]
        rows.append([kind, f"{spent:,.1f}", f"{dollars(spent):.5f}", f"{1 / dollars(spent):,.0f}"])
    return table(["", "CPU µs/request", "US dollars a million", "millions for a dollar"], rows)


def dollars(cpu_microseconds):
    """What a million such requests cost: a microsecond each is a second together."""
    return cpu_microseconds / 3600 * DOLLARS_PER_CORE_HOUR


def draw(latencies, kinds):
    def series(key):
        return {kind: [(size, by_kind[kind][key]) for size, by_kind in latencies.items()] for kind in kinds}

    return picture([
        Panel("Time of an answer", "counts", "µs", series("microseconds")),
        Panel("CPU time of the server", "counts", "µs", series("cpu_microseconds")),
    ])
