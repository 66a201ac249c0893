"""One record over keep-alive: sitrep against nginx with the same bytes in a file.

Both run on core 0 with one loop, wrk with 64 connections on core 1; they take turns, and medians are compared.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.request

from .measuring import Sitrep, cpu_seconds, stop, table, wrk

CONNECTIONS = 64

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile {sendfile};
    tcp_nopush off;
    tcp_nodelay on;
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
    open_file_cache max=16 inactive=1h;
    open_file_cache_valid 1h;
    open_file_cache_min_uses 1;
    default_type application/json;
    server {{ listen 127.0.0.1:{port} {listen}; root {folder}/root; {server} }}
}}
"""


class Nginx:
    """nginx with one worker, serving one folder.

    `listen` and `server` are added to its configuration in those places; `context` is what TLS is checked with.
    """

    def __init__(self, body, sendfile, port, core, listen="", server="", context=None):
        self.folder = tempfile.TemporaryDirectory()
        os.chmod(self.folder.name, 0o755)
        os.mkdir(self.folder.name + "/root")
        with open(self.folder.name + "/root/record.json", "wb") as file:
            file.write(body)
        with open(self.folder.name + "/nginx.conf", "w") as file:
            file.write(NGINX.format(
                folder=self.folder.name, sendfile=sendfile, port=port, listen=listen, server=server))
        self.process = subprocess.Popen(
            ["taskset", "-c", str(core), "nginx", "-p", self.folder.name, "-c", self.folder.name + "/nginx.conf"],
            stderr=subprocess.DEVNULL)
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{port}"
        self.await_answer(body, context)

    def await_answer(self, body, context):
        for _ in range(100):
            try:
                with urllib.request.urlopen(self.url + "/record.json", context=context) as answer:
                    if answer.read() == body:
                        return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("nginx did not start")

    @property
    def pids(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:
            return [self.process.pid] + [int(pid) for pid in file.read().split()]

    def close(self):
        stop(self.process)
        self.folder.cleanup()


def path_of_a_record(sitrep):
    """The first tally or article whose JSON is 1 to 2 KB."""
    for kind in ["tallies", "articles", "actors"]:
        for row in json.loads(sitrep.get(f"/v1/{kind}?envelope=false&fields=id")):
            path = f"/v1/{kind}/{row['id']}"
            if 1024 <= len(sitrep.get(path)) <= 2048:
                return path
    raise SystemExit("no record of 1 to 2 KB")


def measure(contestant, seconds):
    """Requests per second and microseconds of CPU time per request."""
    wrk(contestant["url"], 1, CONNECTIONS, core=1)
    before = cpu_seconds(contestant["pids"])
    rate, requests = wrk(contestant["url"], seconds, CONNECTIONS, core=1)
    return rate, (cpu_seconds(contestant["pids"]) - before) / requests * 1e6


def run(binary, quick):
    rounds, seconds = (2, 2) if quick else (5, 8)
    with Sitrep(binary, core=0) as sitrep:
        path = path_of_a_record(sitrep)
        body = sitrep.get(path)
        nginxes = [Nginx(body, "on", 18081, core=0), Nginx(body, "off", 18082, core=0)]
        try:
            contestants = {"sitrep": {"url": sitrep.url + path, "pids": sitrep.pids}}
            for name, nginx in zip(["nginx, sendfile on", "nginx, sendfile off"], nginxes):
                contestants[name] = {"url": nginx.url + "/record.json", "pids": nginx.pids}
            samples = {name: [] for name in contestants}
            for _ in range(rounds):
                for name, contestant in contestants.items():
                    samples[name].append(measure(contestant, seconds))
        finally:
            for nginx in nginxes:
                nginx.close()
    return report(path, len(body), rounds, seconds, samples)


def report(path, size, rounds, seconds, samples):
    figures = {
        name: {
            "requests_per_second": statistics.median(rate for rate, _ in rows),
            "cpu_microseconds": statistics.median(cpu for _, cpu in rows),
            "slowest_and_fastest": [min(rate for rate, _ in rows), max(rate for rate, _ in rows)],
        }
        for name, rows in samples.items()
    }
    ours = figures["sitrep"]
    best = max((figure for name, figure in figures.items() if name != "sitrep"),
               key=lambda figure: figure["requests_per_second"])
    rate_ratio = ours["requests_per_second"] / best["requests_per_second"]
    cpu_ratio = ours["cpu_microseconds"] / best["cpu_microseconds"]
    rows = [
        [name, f"{figure['requests_per_second']:,.0f}",
         "{:,.0f} to {:,.0f}".format(*figure["slowest_and_fastest"]), f"{figure['cpu_microseconds']:.2f}"]
        for name, figure in figures.items()
    ]
    markdown = table(["", "requests/s", "slowest to fastest round", "CPU µs/request"], rows)
    markdown += f"\n\nAgainst the better nginx: {rate_ratio:.2f} × its requests (wanted: 1.2), "
    markdown += f"{cpu_ratio:.2f} × its CPU time (wanted: at most 0.75)."
    return {
        "title": f"`{path}`, {size:,} bytes, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": markdown,
        "figures": {"contestants": figures, "rate_ratio": rate_ratio, "cpu_ratio": cpu_ratio, "bytes": size},
    }
