"""A million counts as one file: how fast it comes, what it costs, and what a client that stops reading costs.

The server runs on core 0, the client on core 1. The client only counts bytes. Datasette streams the same rows as CSV,
each as a chunk of its own, without the column `relayed_by` and with one for the row and one for the governorate. The
first rows of both are compared; then both are read by one reader that counts lines, in turn, as far as a fifth of the
rows, since Datasette takes long over all of them. It is asked for these alone: it goes on making rows for who has left.

How much memory downloads need: 5 is written to /proc/PID/clear_refs, which sets the highest resident memory (VmHWM)
back to what it is (VmRSS); the highest meanwhile, less that, is what the server has grown by. Both keep what one
download needed, so that another like it grows neither by anything, and two such figures divided by each other would be
chance. So both are started anew in each round, and grow twice: by the first download, with what is made once for all,
and then by several at once, each of which needs memory of its own.
"""

import contextlib
import csv
import http.client
import io
import itertools
import os
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from .asked import agree
from .asking import spread
from .compiling import compiled
from .datasette import datasette
from .load import folder_of
from .measuring import Running, Sitrep, cpu_seconds, memory_mb, ratio, table
from .peers import free_port
from .warehouse import Warehouse

ROUNDS = "fastest to slowest round"
STALLED = 32
# Rows of both that are compared, rounds in which both are read, downloads at a time, and rows of each, which are some
# pages of those that Datasette reads at a time.
COMPARED, PEER_ROUNDS, TOGETHER, EACH = 1_000, 3, 16, 4_000
# The kernel counts resident pages on each core, and adds them up when there are so many: less than that is nothing.
COUNTED_PAGES = max(32, 2 * os.cpu_count())
FLOOR_MB = COUNTED_PAGES * os.cpu_count() * os.sysconf("SC_PAGE_SIZE") / 1e6
# Megabytes a second; how much faster than Datasette, and with which part of its memory.
SPEED, FASTER, PART = ">= 300", ">= 3", "<= 0.1"
CSV = {"sitrep": "/v1/export/counts.csv", "Datasette": "/peer/counts.csv?_stream=on&rowid__lte={rows}"}
SMALL = {"sitrep": "/v1/counts?limit=1", "Datasette": "/peer/counts.json?_size=1"}
# The figures of this run, for `limit`; by whether it was a quick one.
measured = {}
NOTES = {
    "speed": "rows written with fewer branches, or their text kept, which costs its size in memory",
    "Datasette": "rows written faster",
    "first_growth_megabytes": "no size and digest beforehand, for which sitrep writes the whole file once more",
    "growth_megabytes": "a smaller buffer for each download",
}


class Download:
    """One answer, of which only the bytes of the body and their line ends are counted, and no frames of chunks."""

    def __init__(self, url, target):
        self.connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=300)
        self.connection.request("GET", target, headers={"Connection": "close"})

    def read(self):
        """Seconds and bytes up to the end."""
        begun, bytes_read, buffer = time.perf_counter(), 0, bytearray(1 << 20)
        with self.connection.getresponse() as answer:
            while size := answer.readinto(buffer):
                bytes_read += size
        return time.perf_counter() - begun, bytes_read

    def read_lines(self, until):
        """Seconds and lines up to so many lines or a few more, the first of which is a head."""
        begun, lines, buffer = time.perf_counter(), 0, bytearray(1 << 16)
        with self.connection.getresponse() as answer:
            while lines < until and (size := answer.readinto(buffer)):
                lines += buffer.count(b"\n", 0, size)
        return time.perf_counter() - begun, lines

    def first_rows(self):
        """Ids and numbers of the first rows of CSV."""
        with self.connection.getresponse() as answer:
            rows = csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline=""))
            return [[row[name] for name in ("id", "value", "min", "max")] for row in itertools.islice(rows, COMPARED)]

    def close(self):
        self.connection.close()


def download(server, target):
    """Seconds, CPU seconds of the server and bytes of a download."""
    before = cpu_seconds(server.pids)
    seconds, size = opened(server, target, Download.read)
    return seconds, cpu_seconds(server.pids) - before, size


def run(binary, quick):
    counts, rounds = (100_000, 3) if quick else (1_000_000, 5)
    folder, _ = folder_of(counts)
    warehouse = Warehouse(folder)
    rows, figures, ratios = [], {}, []
    mask = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(mask)})
    try:
        with Sitrep(binary, [folder], core=0) as sitrep:
            begun, before = time.perf_counter(), cpu_seconds(sitrep.pids)
            sitrep.get("/v1/export")
            figures["first"] = {
                "seconds": time.perf_counter() - begun, "cpu": cpu_seconds(sitrep.pids) - before}
            rows.append([
                "all 27 files measured, all `.gz` made, CPU s", f"{figures['first']['cpu']:.1f}", "", "", "", ""])
            sizes = {}
            for form in ("ndjson", "csv"):
                sizes[form] = put_download(sitrep, form, rounds, rows, figures, ratios)
            put_stalled(sitrep, rows, figures)
            compare(sitrep, warehouse.path)
        put_datasette(binary, folder, warehouse.path, 1 if quick else PEER_ROUNDS, counts // 5, figures, rows, ratios)
        put_bare(sizes["ndjson"], rounds, figures, rows)
    finally:
        os.sched_setaffinity(0, mask)
        warehouse.close()
    measured[quick] = figures
    return {
        "title": f"{counts:,} counts as one file, one core for the server, medians of {rounds} downloads",
        "markdown": table(["", "measured", ROUNDS, "wanted", "peer", ROUNDS], rows) + "\n\n"
        f"In its ratio, a growth of less than {FLOOR_MB:.2f} MB counts as that: the kernel counts "
        f"{COUNTED_PAGES} pages a core in one go.",
        "figures": figures,
        "ratios": ratios,
    }


def put_download(sitrep, form, rounds, rows, figures, ratios):
    """Millions of bytes a second, by the clock and by the server's CPU time."""
    target = f"/v1/export/counts.{form}"
    _, _, size = download(sitrep, target)
    taken = [download(sitrep, target)[:2] for _ in range(rounds)]
    by_clock, by_cpu = ([size / 1e6 / seconds for seconds in values] for values in zip(*taken))
    figures[form] = one = {
        "bytes": size, "megabytes_per_second": statistics.median(by_clock),
        "megabytes_per_cpu_second": statistics.median(by_cpu)}
    rows.append([f"{form.upper()}, {size / 1e6:,.0f} MB: MB/s", f"{one['megabytes_per_second']:,.0f}",
                 spread(by_clock, True), SPEED, "", ""])
    ratios.append(ratio(
        f"{form.upper()} export of all counts, MB/s", one["megabytes_per_second"], SPEED, True, NOTES["speed"]))
    rows.append([f"{form.upper()}: MB by CPU second of the server", f"{one['megabytes_per_cpu_second']:,.0f}",
                 spread(by_cpu, True), "", "", ""])
    return size


def put_stalled(sitrep, rows, figures):
    """Clients that read a little and then nothing."""
    before = memory_mb(sitrep.process.pid, "VmRSS")
    with contextlib.ExitStack() as stack:
        for _ in range(STALLED):
            one = stack.enter_context(contextlib.closing(Download(sitrep.url, "/v1/export/counts.ndjson")))
            one.connection.sock.recv(65536)
        time.sleep(2)
        figures["stalled_kilobytes"] = (memory_mb(sitrep.process.pid, "VmRSS") - before) * 1e3 / STALLED
    rows.append(["a client that stops reading, KB", f"{figures['stalled_kilobytes']:,.0f}", "", "", "", ""])


def put_datasette(binary, folder, path, rounds, count, figures, rows, ratios):
    """So many rows of CSV from both, in turn, each started anew in each round: rows a second, and growth of memory."""
    names = ["rows_per_second", "first_growth_megabytes", "growth_megabytes"]
    taken = {server: {name: [] for name in names} for server in CSV}
    for number in range(rounds):
        with Sitrep(binary, [folder], core=0) as sitrep, datasette(path, core=0) as peer:
            both = {"sitrep": sitrep, "Datasette": peer}
            for name, server in both.items() if number % 2 == 0 else reversed(both.items()):
                opened(server, SMALL[name], Download.read)
                figure = taken[name]
                figure["first_growth_megabytes"].append(
                    growth(server, lambda: read_rows(server, name, EACH * TOGETHER)))
                figure["growth_megabytes"].append(growth(server, lambda: read_together(server, name, EACH)))
                seconds, lines = read_rows(server, name, count)
                figure["rows_per_second"].append(lines / seconds)
    ours, theirs = ({name: statistics.median(values) for name, values in taken[one].items()} for one in CSV)
    figures["rows"] = {"sitrep": ours, "Datasette": theirs, "rows": count}

    def put(words, key, wanted, decimals, higher_is_better=False):
        spreads = [spread(taken[one][key], higher_is_better, decimals) for one in CSV]
        rows.append([words, f"{ours[key]:,.{decimals}f}", spreads[0], wanted and f"{wanted} of Datasette's",
                     f"{theirs[key]:,.{decimals}f}", spreads[1]])

    put(f"{count:,} rows of CSV: rows/s", "rows_per_second", FASTER, 0, True)
    put(f"memory growth of the first download, {EACH * TOGETHER:,} rows of CSV, MB", "first_growth_megabytes", "", 2)
    put(f"memory growth of {TOGETHER} at once after it, {EACH:,} rows each, MB", "growth_megabytes", PART, 2)
    ratios.append(ratio("CSV rows/s, sitrep / Datasette", ours["rows_per_second"] / theirs["rows_per_second"], FASTER,
                        True, NOTES["Datasette"]))
    for words, key, wanted in (("the first CSV download", "first_growth_megabytes", None),
                               (f"{TOGETHER} CSV downloads at once", "growth_megabytes", PART)):
        ratios.append(ratio(f"memory growth of {words}, sitrep / Datasette",
                            max(ours[key], FLOOR_MB) / max(theirs[key], FLOOR_MB), wanted, note=NOTES[key]))


def compare(sitrep, path):
    """The first rows of both are the same."""
    with datasette(path, core=0) as peer:
        first = [opened(server, CSV[name].format(rows=COMPARED), Download.first_rows)
                 for name, server in (("sitrep", sitrep), ("Datasette", peer))]
    agree("first rows of CSV", CSV["Datasette"], *first)


def growth(server, read):
    """By how many millions of bytes a server grows at most while it is read from."""
    resting = forget_highest(server.pids[0])
    read()
    return memory_mb(server.pids[0], "VmHWM") - resting


def read_rows(server, name, count):
    """Seconds and lines of so many rows of CSV and their head."""
    return opened(server, CSV[name].format(rows=count), Download.read_lines, count + 1)


def read_together(server, name, count):
    """The same of several downloads, all of which have begun before the first is read."""
    target = CSV[name].format(rows=count)
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(TOGETHER) as pool:
        begun = [stack.enter_context(contextlib.closing(Download(server.url, target))) for _ in range(TOGETHER)]
        list(pool.map(lambda one: one.read_lines(count + 1), begun))


def opened(server, target, read, *arguments):
    """What one way of reading gives of a download."""
    with contextlib.closing(Download(server.url, target)) as one:
        return read(one, *arguments)


def forget_highest(pid):
    """Sets the highest resident memory back to what there is now, in millions of bytes."""
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")
    return memory_mb(pid, "VmRSS")


def put_bare(size, rounds, figures, rows):
    """What the machine allows: copying and sending as many bytes."""
    with tempfile.TemporaryDirectory() as folder:
        stream = compiled("bare_stream", folder)
        port = free_port()
        with Running([stream, str(port), str(size)], port, core=0, stdout=subprocess.PIPE) as bare:
            copied = float(bare.process.stdout.readline()) / 1e6
            speeds = [sent / 1e6 / seconds for seconds, _, sent in (download(bare, "/") for _ in range(rounds))]
    figures["bare"] = {"memcpy_megabytes_per_second": copied, "socket_megabytes_per_second": statistics.median(speeds)}
    rows.append(["what the machine allows: memcpy, MB/s", "", "", "", f"{copied:,.0f}", ""])
    rows.append(["what the machine allows: memcpy and a socket, MB/s", "", "", "", f"{statistics.median(speeds):,.0f}",
                 spread(speeds, True)])
