"""A server that sitrep races: its start on one core, what it answers, and its end."""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time

from .compiling import compiled
from .measuring import stop

here = os.path.dirname(os.path.abspath(__file__))
# Where those in Swift are built.
PEERS = os.path.join(here, "../../../.build-peers/release")
# Debian keeps servers where only root looks.
os.environ["PATH"] += os.pathsep + "/usr/sbin"
# On core 0, and ended by the kernel should this program be killed.
PINNED = ["setpriv", "--pdeathsig", "TERM", "taskset", "-c", "0"]


class Peer:
    """A program that serves a folder of files, with a `certificate` and `key` by TLS 1.3; `with` ends it by its id.

    `advice` is how to get it.
    """

    advice = None
    # What it runs under, if anything, and how long it may take to start with that.
    under, start_seconds = [], 20

    def __init__(self, name, files, certificate=None, key=None):
        self.name, self.certificate, self.key = name, certificate, key
        self.port = free_port()
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        self.folder = tempfile.TemporaryDirectory()
        os.chmod(self.folder.name, 0o755)
        os.mkdir(self.folder.name + "/root")
        for file_name, content in files.items():
            with open(f"{self.folder.name}/root/{file_name}", "wb") as file:
                file.write(content)

    def command(self):
        raise NotImplementedError

    def address(self, file_name):
        """Where a file is found."""
        return f"{self.url}/{file_name}"

    def __enter__(self):
        command = self.command()
        if not shutil.which(command[0]):
            self.folder.cleanup()
            raise SystemExit(f"{self.name} is missing ({command[0]}): {self.advice}")
        with open(self.folder.name + "/output", "wb") as output:
            self.process = subprocess.Popen([*PINNED, *self.under, *command], stdout=output, stderr=output)
        try:
            self.await_start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        stop(self.process)
        self.output = self.said()
        self.folder.cleanup()

    def said(self):
        """The last of what it wrote on its standard streams."""
        with open(self.folder.name + "/output", errors="replace") as output:
            return output.read()[-2000:]

    def configured(self, text, **values):
        path = f"{self.folder.name}/configuration"
        with open(path, "w") as file:
            file.write(text.format(folder=self.folder.name, port=self.port, **values))
        return path

    def await_start(self):
        """Until one of its processes has taken a connection and said something to it, be it a refusal."""
        end = time.monotonic() + self.start_seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    connection.recv(1)
                return
            except ConnectionRefusedError:
                time.sleep(0.02)
            except OSError:
                return
        raise SystemExit(f"{self.name} did not start: {self.said()}")

    @property
    def context(self):
        """What its certificate is checked with."""
        return trusting(self.certificate) if self.certificate else None

    @property
    def pids(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:
            return [self.process.pid] + [int(pid) for pid in file.read().split()]


class BareLoop(Peer):
    """No server but what the machine allows: it sends one response, as it is, for whatever is asked."""

    def __init__(self, response):
        super().__init__("bare loop", {"response": response})
        self.program = compiled("bare_loop", self.folder.name)

    def command(self):
        return [self.program, str(self.port), f"{self.folder.name}/root/response"]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def trusting(certificate):
    """Accepts that certificate and nothing older than TLS 1.3."""
    context = ssl.create_default_context(cafile=certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
