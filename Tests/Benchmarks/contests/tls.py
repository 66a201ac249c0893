"""One record over TLS 1.3: sitrep against nginx with the same bytes, the same certificate and the same key.

The key is RSA with 2048 bits: with it a new connection costs the server more than it costs wrk, so the server is what is
measured.
"""

import os
import subprocess
import tempfile

from .measuring import Sitrep
from .peers import Nginx
from .racing import Contestant, race, race_table, ratio_rows
from .record import CONNECTIONS, NGINX, path_of_a_record


def make_certificate(folder):
    """A certificate that signs itself, and its key."""
    os.chmod(folder, 0o755)
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem"],
        check=True, stderr=subprocess.DEVNULL)
    return folder + "/certificate.pem", folder + "/key.pem"


def run(binary, quick):
    rounds, seconds = (2, 2) if quick else (5, 4)
    parts = []
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = make_certificate(folder)
        arguments = ["--tls-certificate", certificate, "--tls-key", key, "--tls-port", "0", "--threads", "1"]
        with Sitrep(binary, arguments, core=0) as sitrep:
            url = sitrep.process.stdout.readline().decode().strip()
            path = path_of_a_record(sitrep)
            files = {"record.json": sitrep.get(path)}
            with Nginx(18085, files, certificate=certificate, key=key) as nginx:
                for name, fields, wanted in [("kept connections", [], 1.0), ("new connections", ["Connection: close"], 0.9)]:
                    contestants = [
                        Contestant("sitrep", url + path, sitrep.pids, fields=fields),
                        Contestant(nginx.name, nginx.url + "/record.json", nginx.pids, fields=fields),
                    ]
                    figures = race(contestants, rounds, seconds, CONNECTIONS)
                    parts.append((name, figures, [(NGINX, "requests_per_second", wanted)]))
    sections = [
        f"**{name}**\n\n{ratio_rows(figures, wanted)}\n\n{race_table(figures)}" for name, figures, wanted in parts
    ]
    return {
        "title": f"`{path}`, TLS 1.3, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join(sections),
        "figures": {name: figures for name, figures, _ in parts},
    }
