"""What every reader begins with: the lists, how to get them, and how to refuse what was read.

A reader is a file read_NAME.py with a function `read(base)`, which reads what the server at that address answers with a
tool that people have, compares it with the JSON, and returns the tool's name; and a function `spoil(path, body)`, which
says how an answer is to be damaged so that `read` must refuse it (None: leave this one as it is).

    read_NAME.py URL              reads everything
    read_NAME.py URL --self-test  reads through a proxy, then through one that damages answers; fails unless that is noticed
"""

import contextlib
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

LISTS = ["articles", "actors", "tallies", "interviews", "excerpts", "events", "places", "sources", "counts"]


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def ids(base, name):
    return [record["id"] for record in json.loads(get(f"{base}/v1/{name}?envelope=false&limit=1000&fields=id"))]


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def main(read, spoil):
    base = sys.argv[1]
    if sys.argv[2:] == ["--self-test"]:
        with spoiling(base, lambda path, body: None) as proxy:
            read(proxy)
        with spoiling(base, spoil) as proxy:
            try:
                read(proxy)
            except Exception as refusal:
                print(f"consumers: damage is noticed: {(str(refusal) or repr(refusal)).splitlines()[0][:120]}")
                return
        sys.exit(f"consumers: {sys.argv[0]} did not notice damaged answers")
    print(f"consumers: {read(base)} read everything")


@contextlib.contextmanager
def serving(files):
    """The program over a dataset of our own, by the names of its files; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            pathlib.Path(folder, f"{name}.json").write_text(json.dumps(content))
        command = [os.environ["SITREP"], "serve", folder, "--port", "0"]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            address = program.stdout.readline().strip()
            check(address, "the program does not serve what the reader wrote")
            yield address
        finally:
            program.terminate()
            program.wait(timeout=40)


class spoiling:
    """A proxy on loopback that damages the answers of the server behind it."""

    def __init__(self, base, spoil):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                request = urllib.request.Request(base + self.path, method=self.command)
                for name in ("Host", "Accept", "If-None-Match"):
                    if self.headers[name]:
                        request.add_header(name, self.headers[name])
                try:
                    answer = urllib.request.urlopen(request, timeout=30)
                except urllib.error.HTTPError as error:
                    answer = error
                body = answer.read()
                damaged = spoil(self.path, body)
                body = body if damaged is None else damaged
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name not in ("Content-Length", "Transfer-Encoding", "Connection", "Date"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def __getattr__(self, name):
                """Every method goes through."""
                if name.startswith("do_"):
                    return self.do_GET
                raise AttributeError(name)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *exception):
        self.server.shutdown()
