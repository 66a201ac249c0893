"""As many requests as a server takes, from wrk, with what they cost the server and the client."""

import os
import re
import resource
import shlex
import shutil
import subprocess
import tempfile

from .measuring import cpu_seconds

here = os.path.dirname(os.path.abspath(__file__))


class Pressure:
    """What came out of some seconds: requests, how many a second, CPU microseconds a request of both sides, and the
    99th percentile in ms."""

    def __init__(self, requests, rate, server, client, p99):
        self.requests, self.rate, self.server, self.client, self.p99 = requests, rate, server, client, p99


# How often the time is tripled when a slow machine answers nothing within it.
LONGER = 3


def press(url, pids, seconds, connections, cores, addresses, is_none_twice=True):
    """Runs wrk on some cores, on some addresses in turn; ends the contest when it came to one again and should not."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses) + "\n")
        file.flush()
        pressed = press_with(
            ["-s", os.path.join(here, "addresses.lua"), url, "--", file.name], pids, seconds, connections, cores)
    # wrk makes one more beforehand, and each connection has one under way at the end.
    if is_none_twice and pressed.requests + connections + 1 > len(addresses):
        raise SystemExit(
            f"{len(addresses):,} addresses like {addresses[0]} are too few for {pressed.rate:,.0f} requests/s")
    return pressed


def press_with(arguments, pids, seconds, connections, cores="1"):
    """The same of what is told wrk: an address and whatever else."""
    for attempt in range(LONGER):
        if pressed := press_once(arguments, pids, seconds * 3 ** attempt, connections, cores):
            return pressed
    raise SystemExit(f"{shlex.join(arguments)}: nothing is answered within {seconds * 3 ** (LONGER - 1)} s")


def press_once(arguments, pids, seconds, connections, cores):
    """One run of wrk; None when nothing was answered."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    command = ["taskset", "-c", cores, "wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s", *arguments]
    before, client = cpu_seconds(pids), children_seconds()
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30)
    server, client = cpu_seconds(pids) - before, children_seconds() - client
    failures = re.search(r"(Non-2xx or 3xx.*|Socket errors.*)", done.stdout)
    counted = re.search(r"(\d+) requests in", done.stdout)
    if done.returncode or failures or not counted:
        raise SystemExit(f"{shlex.join(command)}: {failures[1] if failures else done.stderr or done.stdout}")
    requests = int(counted[1])
    if requests == 0:
        return None
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", done.stdout).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]
    return Pressure(requests, rate, server / requests * 1e6, client / requests * 1e6, p99)


def children_seconds():
    """User and system time of the processes that were waited for, which wrk is one of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
