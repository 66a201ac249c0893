"""A running sitrep, asked over one kept connection."""

import http.client
import json
import subprocess
import urllib.parse


class Server:
    """`sitrep serve` on a free port; `with` ends it by its id."""

    def __init__(self, binary, folder):
        self.process = subprocess.Popen(
            [binary, "serve", folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = self.process.stdout.readline().decode().strip()
        if not self.url:
            raise SystemExit("sitrep did not start")
        self.connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=120)

    def get(self, target):
        """Status and body of an answer; the body is parsed JSON."""
        self.connection.request("GET", target)
        with self.connection.getresponse() as answer:
            return answer.status, json.loads(answer.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self.process.kill()


def target(path, parameters):
    return path + ("?" + urllib.parse.urlencode(parameters, quote_via=urllib.parse.quote) if parameters else "")
