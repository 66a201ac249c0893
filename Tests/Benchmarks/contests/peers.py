"""The servers that sitrep races, each with one worker pinned to one core, serving bytes of ours."""

import os
import ssl
import subprocess
import tempfile
import time
import urllib.request

from .measuring import stop

here = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(here, "../../../.build-peers/release")

NGINX_CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    {files}
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
    gzip_static on;
    default_type application/json;
    server {{ listen 127.0.0.1:{port} {encryption}; root {folder}/root; }}
}}
"""

# As its package sets it up, and as fast as we could make it for small files: each stays open, and its bytes leave together
# with the head.
NGINX_AS_SHIPPED = "sendfile on; tcp_nopush on;"
NGINX_TUNED = """
    sendfile off; tcp_nopush off; tcp_nodelay on;
    open_file_cache max=16 inactive=1h; open_file_cache_valid 1h; open_file_cache_min_uses 1;
"""

H2O_CONFIGURATION = """
num-threads: 1
max-connections: 4096
limit-request-body: 65536
http1-request-timeout: 300
hosts:
  default:
    listen: {{ host: 127.0.0.1, port: {port} }}
    paths:
      /: {{ file.dir: {folder}/root, file.send-compressed: ON }}
file.mime.addtypes: {{ application/json: .json }}
"""


class Peer:
    """A program that serves a folder of files; `with` ends it by its id. `context`: what its certificate is checked with."""

    def __init__(self, name, port, files, core=0, context=None):
        self.name, self.port, self.core, self.context = name, port, core, context
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{port}"
        self.folder = tempfile.TemporaryDirectory()
        os.chmod(self.folder.name, 0o755)
        os.mkdir(self.folder.name + "/root")
        for file_name, content in files.items():
            with open(f"{self.folder.name}/root/{file_name}", "wb") as file:
                file.write(content)
        self.contents = {name: content for name, content in files.items() if not name.endswith(".gz")}

    def __enter__(self):
        self.process = subprocess.Popen(
            ["taskset", "-c", str(self.core), *self.command()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for name, content in self.contents.items():
                self.await_answer(name, content)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        stop(self.process)
        self.folder.cleanup()

    def configured(self, text, **values):
        path = f"{self.folder.name}/configuration"
        with open(path, "w") as file:
            file.write(text.format(folder=self.folder.name, port=self.port, **values))
        return path

    def await_answer(self, file_name, content):
        """Until the peer gives the same bytes as sitrep; another answer ends the contest."""
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{self.url}/{file_name}", context=self.context) as answer:
                    if answer.read() == content:
                        return
                    raise SystemExit(f"{self.name} answers other bytes")
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{self.name} did not start")

    @property
    def pids(self):
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as file:
            return [self.process.pid] + [int(pid) for pid in file.read().split()]


class Nginx(Peer):
    """`certificate` and `key` are files; with them it speaks TLS 1.3."""

    def __init__(self, port, files, is_tuned=False, certificate=None, key=None):
        self.is_tuned, self.certificate, self.key = is_tuned, certificate, key
        context = ssl.create_default_context(cafile=certificate) if certificate else None
        super().__init__("nginx, tuned" if is_tuned else "nginx", port, files, context=context)

    def command(self):
        encryption = ""
        if self.certificate:
            encryption = f"ssl; ssl_certificate {self.certificate}; ssl_certificate_key {self.key}; ssl_protocols TLSv1.3"
        files = NGINX_TUNED if self.is_tuned else NGINX_AS_SHIPPED
        configuration = self.configured(NGINX_CONFIGURATION, files=files, encryption=encryption)
        return ["nginx", "-p", self.folder.name, "-c", configuration]


class H2O(Peer):
    def __init__(self, port, files, **options):
        super().__init__("h2o", port, files, **options)

    def command(self):
        return ["h2o", "-c", self.configured(H2O_CONFIGURATION)]


class BareLoop(Peer):
    """No server but what the machine allows: it sends one response, as it is, for whatever is asked."""

    def __init__(self, port, response):
        super().__init__("bare loop", port, {"response": response})
        program = os.path.join(here, "bare_loop.c")
        subprocess.run(["cc", "-O2", "-o", f"{self.folder.name}/bare_loop", program], check=True)

    def await_answer(self, file_name, content):
        super().await_answer(file_name, content.split(b"\r\n\r\n", 1)[1])

    def command(self):
        return [f"{self.folder.name}/bare_loop", str(self.port), f"{self.folder.name}/root/response"]


class Hummingbird(Peer):
    """Built from `Tests/Benchmarks/Peers`; answers one file, from memory."""

    program = os.path.join(PEERS, "HummingbirdPeer")

    def __init__(self, port, files, **options):
        super().__init__("Hummingbird", port, files, **options)

    @classmethod
    def is_built(cls):
        return os.access(cls.program, os.X_OK)

    def command(self):
        return [self.program, str(self.port), f"{self.folder.name}/root/record.json"]
