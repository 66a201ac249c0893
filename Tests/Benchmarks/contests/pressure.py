"""As many requests as a server takes, from wrk, with what they cost the server and the client."""

import os
import re
import resource
import shutil
import subprocess
import tempfile

from .measuring import fine_cpu_seconds

here = os.path.dirname(os.path.abspath(__file__))


class Pressure:
    """What came out of some seconds: requests a second and CPU microseconds a request of both sides."""

    def __init__(self, rate, server, client):
        self.rate, self.server, self.client = rate, server, client


# How often the time is tripled when a slow machine answers nothing within it.
LONGER = 3


def press(url, pids, seconds, connections=64, cores="1", addresses=None, script=None):
    """Runs wrk on some cores, on one address or on some in turn, each at most once when there are enough."""
    for attempt in range(LONGER):
        pressed = press_once(url, pids, seconds * 3 ** attempt, connections, cores, addresses, script)
        if pressed:
            return pressed
    raise SystemExit(f"{url} answers nothing within {seconds * 3 ** (LONGER - 1)} s")


def press_once(url, pids, seconds, connections, cores, addresses, script):
    """None when nothing was answered."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing: apt-get install wrk")
    command = ["taskset", "-c", cores, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        if addresses:
            file.write("\n".join(addresses) + "\n")
            file.flush()
            command += ["-s", os.path.join(here, "addresses.lua"), url, "--", file.name]
        else:
            command += (["-s", os.path.join(here, script)] if script else []) + [url]
        before, client = fine_cpu_seconds(pids), children_seconds()
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30)
        server, client = fine_cpu_seconds(pids) - before, children_seconds() - client
    failures = re.search(r"(Non-2xx or 3xx.*|Socket errors.*)", done.stdout)
    counted = re.search(r"(\d+) requests in", done.stdout)
    if done.returncode or failures or not counted:
        raise SystemExit(f"{url}: {failures[1] if failures else done.stderr or done.stdout}")
    requests = int(counted[1])
    if requests == 0:
        return None
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])
    return Pressure(rate, server / requests * 1e6, client / requests * 1e6)


def children_seconds():
    """User and system time of the processes that were waited for, which wrk is one of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
