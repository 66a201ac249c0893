"""A million counts as one file: how fast it comes, what it costs, and what a client that stops reading costs.

The server runs on core 0, the client on core 1. The client only counts bytes. Datasette streams the same rows as CSV; as
many of them are taken as some ten seconds give, since all would take minutes.
"""

import contextlib
import os
import socket
import statistics
import subprocess
import tempfile
import time

from .compiling import compiled
from .environment import program
from .load import folder_of
from .measuring import Sitrep, cpu_seconds, memory_mb, ratio, stop, table
from .warehouse import Warehouse

STALLED = 32
PEER_PORT, BARE_PORT = 18103, 18104
# The figures of this run, for `limit`; by whether it was a quick one.
measured = {}
NOTES = {
    "speed": "rows written with fewer branches, or their text kept, which costs its size in memory",
    "Datasette": "rows written faster",
    "growth": "a smaller buffer for each download",
}


class Download:
    """One answer, of which only the bytes and the line ends are counted."""

    def __init__(self, url, target):
        host, port = url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=300)
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        self.buffer = bytearray(1 << 20)

    def read(self, until=None, lines=False):
        """Seconds, bytes and line ends, up to the end or to so many line ends."""
        begun, bytes_read, ends = time.perf_counter(), 0, 0
        view = memoryview(self.buffer)
        while size := self.socket.recv_into(self.buffer):
            bytes_read += size
            if lines:
                ends += bytes(view[:size]).count(b"\n")
                if until and ends >= until:
                    break
        return time.perf_counter() - begun, bytes_read, ends

    def close(self):
        self.socket.close()


def download(server, target, **options):
    """Seconds, CPU seconds of the server, bytes and lines of a download."""
    before, one = cpu_seconds(server.pids), Download(server.url, target)
    seconds, size, lines = one.read(**options)
    one.close()
    return seconds, cpu_seconds(server.pids) - before, size, lines


class Running:
    """A program that answers at `url`, pinned to core 0."""

    def __init__(self, command, port, **options):
        self.process = subprocess.Popen(["taskset", "-c", "0", *command], stderr=subprocess.DEVNULL, **options)
        self.url, self.pids = f"http://127.0.0.1:{port}", [self.process.pid]

    def await_listening(self):
        for _ in range(400):
            if self.process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", int(self.url.rsplit(":", 1)[1]))).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"nobody listens at {self.url}; is the port free?")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)


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
                "all 27 files measured, all `.gz` made, CPU s", f"{figures['first']['cpu']:.1f}", "", ""])
            sizes = {}
            for form in ("ndjson", "csv"):
                sizes[form] = put_download(sitrep, form, rounds, rows, figures, ratios)
            put_stalled(sitrep, rows, figures)
        put_datasette(warehouse, figures, rows, ratios, counts // 5)
        put_bare(sizes["ndjson"], rounds, figures, rows)
    finally:
        os.sched_setaffinity(0, mask)
        warehouse.close()
    measured[quick] = figures
    return {
        "title": f"{counts:,} counts as one file, one core for the server, medians of {rounds} downloads",
        "markdown": table(["", "measured", "wanted", "peer"], rows),
        "figures": figures,
        "ratios": ratios,
    }


def put_download(sitrep, form, rounds, rows, figures, ratios):
    """Millions of bytes a second, by the clock and by the server's CPU time, and rows a second."""
    target = f"/v1/export/counts.{form}"
    _, _, size, lines = download(sitrep, target, lines=True)
    resting = memory_mb(sitrep.process.pid, "VmRSS")
    taken = [download(sitrep, target)[:2] for _ in range(rounds)]
    seconds, cpu = (statistics.median(values) for values in zip(*taken))
    figures[form] = {
        "bytes": size, "megabytes_per_second": size / 1e6 / seconds, "megabytes_per_cpu_second": size / 1e6 / cpu,
        "rows_per_second": lines / seconds, "growth_megabytes": memory_mb(sitrep.process.pid, "VmRSS") - resting}
    one = figures[form]
    rows.append([f"{form.upper()}, {size / 1e6:,.0f} MB: MB/s", f"{one['megabytes_per_second']:,.0f}", "at least 300", ""])
    ratios.append(ratio(
        f"{form.upper()} export of all counts, MB/s", one["megabytes_per_second"], ">= 300", True, NOTES["speed"]))
    rows.append([f"{form.upper()}: MB by CPU second of the server", f"{one['megabytes_per_cpu_second']:,.0f}", "", ""])
    return size


def put_stalled(sitrep, rows, figures):
    """Clients that read a little and then nothing."""
    before = memory_mb(sitrep.process.pid, "VmRSS")
    with contextlib.ExitStack() as stack:
        for _ in range(STALLED):
            one = stack.enter_context(contextlib.closing(Download(sitrep.url, "/v1/export/counts.ndjson")))
            one.socket.recv(65536)
        time.sleep(2)
        figures["stalled_kilobytes"] = (memory_mb(sitrep.process.pid, "VmRSS") - before) * 1e3 / STALLED
    rows.append(["a client that stops reading, KB", f"{figures['stalled_kilobytes']:,.0f}", "", ""])


def put_datasette(warehouse, figures, rows, ratios, count):
    """Its CSV stream of the same rows."""
    command = [program("datasette"), "serve", "--immutable", warehouse.path, "--port", str(PEER_PORT),
               "--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "60000"]
    with Running(command, PEER_PORT, stdout=subprocess.DEVNULL) as peer:
        peer.await_listening()
        download(peer, "/peer/counts.csv?_size=10")
        before = memory_mb(peer.process.pid, "VmRSS")
        seconds, _, size, lines = download(peer, "/peer/counts.csv?_stream=on", lines=True, until=count)
        growth = memory_mb(peer.process.pid, "VmHWM") - before
    ours = figures["csv"]
    figures["datasette"] = {"rows_per_second": lines / seconds, "growth_megabytes": growth, "rows": lines}
    rows.append(["CSV rows/s, sitrep / Datasette", f"{ours['rows_per_second'] * seconds / lines:,.1f}", "at least 3",
                 f"{lines / seconds:,.0f} rows/s"])
    rows.append(["memory growth of a CSV download, MB", f"{ours['growth_megabytes']:.1f}", "at most a tenth of the peer's",
                 f"{growth:.1f}, for a part of the rows"])
    ratios.append(ratio("CSV rows/s, sitrep / Datasette", ours["rows_per_second"] * seconds / lines, ">= 3", True,
                        NOTES["Datasette"]))
    ratios.append(ratio("memory growth of a CSV download, sitrep / Datasette",
                        ours["growth_megabytes"] / max(growth, 0.1), "<= 0.1", note=NOTES["growth"]))


def put_bare(size, rounds, figures, rows):
    """What the machine allows: copying and sending as many bytes."""
    with tempfile.TemporaryDirectory() as folder:
        stream = compiled("bare_stream", folder)
        with Running([stream, str(BARE_PORT), str(size)], BARE_PORT, stdout=subprocess.PIPE) as bare:
            copied = float(bare.process.stdout.readline()) / 1e6
            time.sleep(0.2)
            speeds = [sent / 1e6 / seconds for seconds, _, sent, _ in (download(bare, "/") for _ in range(rounds))]
    figures["bare"] = {"memcpy_megabytes_per_second": copied, "socket_megabytes_per_second": statistics.median(speeds)}
    rows.append(["what the machine allows: memcpy, MB/s", "", "", f"{copied:,.0f}"])
    rows.append(["what the machine allows: memcpy and a socket, MB/s", "", "", f"{statistics.median(speeds):,.0f}"])
