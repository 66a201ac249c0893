"""Processes under measurement: starting, pinning, and what /proc knows of them."""

import os
import platform
import re
import subprocess
import time
import urllib.request

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Sitrep:
    """`sitrep serve` on a free port; `with` ends it by its id."""

    def __init__(self, binary, arguments=(), core=None):
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            pinned + [binary, "serve", *arguments, "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = self.process.stdout.readline().decode().strip()
        self.listening = time.perf_counter()
        if not self.url:
            raise SystemExit("sitrep did not start: " + " ".join(arguments))

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return answer.read()

    @property
    def pids(self):
        return [self.process.pid]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pids):
    """User and system time of processes so far (proc(5): fields 14 and 15 of stat)."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_SECOND


def memory_mb(pid, name):
    """VmRSS or VmHWM of a process, in millions of bytes."""
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(rf"{name}:\s+(\d+) kB", file.read())[1]) * 1024 / 1e6


def machine():
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    name = model[1].strip() if model else platform.machine()
    return f"{os.cpu_count()} cores of {name}, Linux {platform.release()}"


def table(head, rows):
    lines = [head, ["---"] * len(head)] + rows
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
