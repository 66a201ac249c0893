"""Programs that read a dataset into memory, each in a process of its own, with what it cost them."""

import json
import os
import select
import shutil
import subprocess
import time

from .environment import program
from .measuring import Sitrep, cpu_seconds, memory_mb, stop

here = os.path.dirname(os.path.abspath(__file__))
# Built from Tests/Benchmarks/Peers.
DECODER = os.path.join(here, "../../../.build-peers/release/JSONDecoderPeer")
PATIENCE_SECONDS = 300


class Loaded:
    """What one load took: seconds, CPU seconds, resident memory after it and at most, in millions of bytes."""

    def __init__(self, seconds, cpu, pid, records):
        self.seconds, self.cpu, self.records = seconds, cpu, records
        self.resident, self.peak = memory_mb(pid, "VmRSS"), memory_mb(pid, "VmHWM")


class OurLoader:
    """From the start of the program to the line that says it listens."""

    name = "sitrep"

    def __init__(self, binary):
        self.binary = binary

    def load(self, folder):
        with Sitrep(self.binary, [folder]) as sitrep:
            seconds, cpu = sitrep.listening - sitrep.begun, cpu_seconds(sitrep.pids)
            served = json.loads(sitrep.get("/v1"))["data"]["counts"]
            return Loaded(seconds, cpu, sitrep.process.pid, served)


class PeerLoader:
    """From the line `ready`, which comes when it has imported what it needs, to the line that counts the records."""

    def __init__(self, name, command):
        self.name, self.command = name, command

    def load(self, folder, counts_served=False):
        """With `counts_served` it also says which of its records a server may show."""
        process = subprocess.Popen([*self.command, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            lines = Lines(process, self.name)
            lines.next()
            begun, before = time.perf_counter(), cpu_seconds([process.pid])
            records = json.loads(lines.next())
            loaded = Loaded(time.perf_counter() - begun, cpu_seconds([process.pid]) - before, process.pid, records)
            if counts_served:
                process.stdin.write(b"more\n")
                process.stdin.flush()
                loaded.served = json.loads(lines.next())
            return loaded
        finally:
            # These end themselves when their input ends; stopping is for those that hang.
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                stop(process)
            process.stdout.close()


class Lines:
    """Lines of a process, none of which is waited for without end."""

    def __init__(self, process, name):
        self.process, self.name = process, name

    def next(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_SECONDS)
        line = self.process.stdout.readline() if ready else b""
        if not line.endswith(b"\n"):
            raise SystemExit(f"{self.name} " + ("ended" if ready else f"said nothing for {PATIENCE_SECONDS} s"))
        return line


def contestants(binary):
    """sitrep and its peers; Foundation's decoder stays out when it was not built."""
    script = [program("python"), os.path.join(here, "loaders.py")]
    peers = [PeerLoader("DuckDB `read_json`", [*script, "duckdb"]), PeerLoader("orjson", [*script, "orjson"])]
    decoder = PeerLoader("JSONDecoder", [DECODER])
    return OurLoader(binary), peers, decoder if shutil.which(DECODER) else None


def compare(ours, peers, folder):
    """All read the same records: the peers all there are, sitrep those that may be shown."""
    orjson = next(peer for peer in peers if peer.name == "orjson")
    theirs, shown = orjson.load(folder, counts_served=True), ours.load(folder).records
    for peer in peers:
        if peer is not orjson and (read := peer.load(folder).records) != theirs.records:
            raise SystemExit(f"{peer.name} reads {read}, orjson {theirs.records}")
    for name, number in theirs.served.items():
        if shown[name] != number:
            raise SystemExit(f"sitrep shows {shown[name]} {name}, orjson finds {number} that may be shown")
