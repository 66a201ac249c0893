"""One record over TLS 1.3: sitrep against nginx, h2o and lighttpd with the same bytes, certificate and key.

The key is RSA with 2048 bits: with it a new connection costs the server more than it costs wrk, so the server is what
is measured.
"""

import contextlib
import os
import subprocess
import tempfile

from .measuring import Sitrep, table_of
from .peers import trusting
from .racing import Contestant, race, race_table, ratios
from .record import CONNECTIONS, NGINX, TUNED, path_of_a_record
from .static_peers import H2O, Lighttpd, Nginx

OF_OPENSSL = "almost all of it is OpenSSL's time in each: fewer allocations inside it"


def make_certificate(folder):
    """A certificate that signs itself, and its key."""
    os.chmod(folder, 0o755)
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out", folder + "/certificate.pem"],
        check=True, timeout=60, stderr=subprocess.DEVNULL)
    return folder + "/certificate.pem", folder + "/key.pem"


def run(binary, quick):
    rounds, seconds = (1, 1) if quick else (5, 1)
    parts = []
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        certificate, key = make_certificate(folder)
        arguments = ["--tls-certificate", certificate, "--tls-key", key, "--tls-port", "0", "--threads", "1"]
        sitrep = stack.enter_context(Sitrep(binary, arguments, core=0))
        url = sitrep.process.stdout.readline().decode().strip()
        path = path_of_a_record(sitrep)
        content = sitrep.get(path)
        peers = [
            stack.enter_context(kind({"record.json": content}, certificate=certificate, key=key))
            for kind in (Nginx, H2O, Lighttpd)]
        tuned = stack.enter_context(
            Nginx({"record.json": content}, is_tuned=True, certificate=certificate, key=key))
        servers = [("sitrep", url + path, sitrep.pids)]
        servers += [(peer.name, peer.address("record.json"), peer.pids) for peer in [*peers, tuned]]
        # What it is tuned for is the answer, not the handshake.
        races = [("kept connections", servers, [], 1.0), ("new connections", servers[:-1], ["Connection: close"], 0.9)]
        for name, asked, fields, wanted in races:
            racers = [Contestant(*server, content, fields=fields, context=trusting(certificate)) for server in asked]
            figures = race(racers, rounds, seconds, CONNECTIONS)
            parts.append((name, figures, ratios(figures, [
                (NGINX, "requests_per_second", wanted, None), (TUNED, "requests_per_second", None, OF_OPENSSL),
                ("h2o", "requests_per_second", None, OF_OPENSSL), ("lighttpd", "requests_per_second", None, OF_OPENSSL),
            ], f"TLS, {name}: ")))
    sections = [f"**{name}**\n\n{table_of(lines)}\n\n{race_table(figures)}" for name, figures, lines in parts]
    return {
        "title": f"`{path}`, TLS 1.3, {CONNECTIONS} connections, medians of {rounds} rounds of {seconds} s",
        "markdown": "\n\n".join(sections),
        "figures": {name: figures for name, figures, _ in parts},
        "ratios": [line for _, _, lines in parts for line in lines],
    }
