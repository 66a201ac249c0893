"""Processes under measurement: starting, pinning, and what /proc knows of them."""

import os
import platform
import re
import select
import socket
import subprocess
import time
import urllib.request

# What the kernel calls CPUCLOCK_SCHED: both user and system time, as the scheduler counts them.
SCHEDULER_TIME = 2
# The largest dataset takes a tenth of it.
START_SECONDS = 300
# How long a program that loads nothing may take until it listens.
LISTEN_SECONDS = 20


class Server:
    """A program that serves on loopback, on one core if that is given; `with` ends it by its id, also when it does not
    come to serve. Whoever derives says where it serves (`url`), and waits for it (`await_serving`)."""

    def __init__(self, command, core, **options):
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen([*pinned, *command], stderr=subprocess.DEVNULL, **options)
        try:
            self.await_serving(command)
        except BaseException:
            # Nobody else knows of it yet.
            stop(self.process)
            raise

    @property
    def pids(self):
        return [self.process.pid]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)


class Sitrep(Server):
    """`sitrep serve` on a free port. `under`: the words of what it runs under."""

    def __init__(self, binary, arguments=(), core=None, under=()):
        super().__init__([*under, binary, "serve", *arguments, "--port", "0"], core, stdout=subprocess.PIPE)

    def await_serving(self, command):
        said, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        self.url = self.process.stdout.readline().decode().strip() if said else ""
        self.listening = time.perf_counter()
        if not self.url:
            raise SystemExit("did not start: " + " ".join(command))

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:
            return answer.read()


class Running(Server):
    """A program that listens at a port that it was given."""

    def __init__(self, command, port, core=None, **options):
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        super().__init__(command, core, **options)

    def await_serving(self, command):
        end = time.monotonic() + LISTEN_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{command[0]} does not listen")


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=40)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pids):
    """User and system time of processes so far, to the nanosecond, of all their threads: those that have ended, too."""
    return sum(time.clock_gettime(cpu_clock(pid)) for pid in pids)


def cpu_clock(pid):
    """The clock of the CPU time of a process: what clock_getcpuclockid(3) gives, which Python has only for threads."""
    return (~pid << 3) | SCHEDULER_TIME


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


def ratio(name, measured, wanted=None, higher_is_better=False, note=None):
    """A line of the summary; `wanted` is a bound as text, `note` what it would take to win what is lost."""
    return {
        "name": name, "measured": measured, "wanted": wanted, "higher_is_better": higher_is_better,
        "note": note if is_lost(measured, wanted, higher_is_better) else None,
    }


def is_lost(measured, wanted, higher_is_better):
    """Whether a bound is missed; without one, whether a ratio is worse than that of equals."""
    if wanted:
        return measured > bound(wanted) if wanted.startswith("<=") else measured < bound(wanted)
    return measured < 1 if higher_is_better else measured > 1


def bound(wanted):
    """The number of a bound such as `<= 1,000`."""
    return float(wanted.split()[1].replace(",", ""))


def bound_in_words(wanted):
    """A bound as people say it; nothing where nothing was wanted."""
    return (wanted or "").replace("<=", "at most").replace(">=", "at least")


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value < 0.1 else f"{value:.2f}"


def table_of(lines, also=()):
    """Lines of the summary as a table; `also`: rows of name and text, of which nothing is wanted."""
    rows = [[line["name"], number(line["measured"]), bound_in_words(line["wanted"])] for line in lines]
    return table(["", "measured", "wanted"], rows + [[name, text, ""] for name, text in also])
