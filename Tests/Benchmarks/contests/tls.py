"""One record over TLS 1.3: sitrep against nginx with the same bytes, the same certificate and the same key.

Both run on core 0 with one loop, wrk on core 1; they take turns, and medians are compared. The key is RSA with 2048 bits:
with it a new connection costs the server more than it costs wrk, so the server is what is measured.
"""

import os
import ssl
import statistics
import subprocess
import tempfile

from .measuring import Sitrep, cpu_seconds, table, wrk
from .record import Nginx, path_of_a_record

KEPT, NEW = "kept connections", "new connections"
CONNECTIONS = 64
WANTED = {KEPT: 1.0, NEW: 0.9}


def make_certificate(folder):
    """A certificate that signs itself, and its key."""
    os.chmod(folder, 0o755)
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem"],
        check=True, stderr=subprocess.DEVNULL)
    return folder + "/certificate.pem", folder + "/key.pem"


def measure(contestant, kind, seconds):
    """Requests per second and microseconds of CPU time per request; each on a connection of its own when they are new."""
    fields = ["Connection: close"] if kind == NEW else []
    wrk(contestant["url"], 1, CONNECTIONS, core=1, fields=fields)
    before = cpu_seconds(contestant["pids"])
    rate, requests = wrk(contestant["url"], seconds, CONNECTIONS, core=1, fields=fields)
    return rate, (cpu_seconds(contestant["pids"]) - before) / requests * 1e6


def run(binary, quick):
    rounds, seconds = (2, 2) if quick else (5, 8)
    samples = {kind: {"sitrep": [], "nginx": []} for kind in WANTED}
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = make_certificate(folder)
        arguments = ["--tls-certificate", certificate, "--tls-key", key, "--tls-port", "0", "--threads", "1"]
        with Sitrep(binary, arguments, core=0) as sitrep:
            url = sitrep.process.stdout.readline().decode().strip()
            path = path_of_a_record(sitrep)
            body = sitrep.get(path)
            nginx = Nginx(
                body, "on", 18083, core=0, listen="ssl", context=ssl.create_default_context(cafile=certificate),
                server=f"ssl_certificate {certificate}; ssl_certificate_key {key}; ssl_protocols TLSv1.3;")
            try:
                contestants = {
                    "sitrep": {"url": url + path, "pids": sitrep.pids},
                    "nginx": {"url": nginx.url + "/record.json", "pids": nginx.pids},
                }
                for _ in range(rounds):
                    for kind, rows in samples.items():
                        for name, contestant in contestants.items():
                            rows[name].append(measure(contestant, kind, seconds))
            finally:
                nginx.close()
    return report(path, len(body), rounds, seconds, samples)


def report(path, size, rounds, seconds, samples):
    figures, rows, verdicts = {}, [], []
    for kind, contestants in samples.items():
        figures[kind] = {
            name: {
                "requests_per_second": statistics.median(rate for rate, _ in measured),
                "cpu_microseconds": statistics.median(cpu for _, cpu in measured),
            }
            for name, measured in contestants.items()
        }
        for name, figure in figures[kind].items():
            rows.append([kind, name, f"{figure['requests_per_second']:,.0f}", f"{figure['cpu_microseconds']:.1f}"])
        ours, theirs = figures[kind]["sitrep"], figures[kind]["nginx"]
        ratio = ours["requests_per_second"] / theirs["requests_per_second"]
        cpu_ratio = ours["cpu_microseconds"] / theirs["cpu_microseconds"]
        figures[kind].update(rate_ratio=ratio, cpu_ratio=cpu_ratio)
        verdicts.append(f"{kind}: {ratio:.2f} × the requests of nginx (wanted: {WANTED[kind]}), {cpu_ratio:.2f} × its CPU time")
    markdown = table(["", "", "requests/s", "CPU µs/request"], rows)
    return {
        "title": f"`{path}`, {size:,} bytes, TLS 1.3, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": markdown + "\n\n" + ". ".join(verdicts) + ".",
        "figures": figures,
    }
