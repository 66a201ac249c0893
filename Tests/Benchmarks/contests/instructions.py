"""Instructions of one request outside of the kernel, counted by callgrind: the one that no other program disturbs.

Counted are servers that are compiled and run in one process. Node compiles its code while it runs, for a processor that
valgrind only mimics, and takes more time over that than over answers; what would be counted of uvicorn is mostly
CPython's loop over its own code. Of Hummingbird and FlyingFox valgrind 3.19 cannot load the libraries. They are
compared by CPU time.
"""

import time
from urllib.parse import urlsplit

from .agreement import check, request_text
from .callgrind import Callgrind, within
from .idle import Kept
from .measuring import Sitrep, ratio, table, table_of
from .peers import Peer
from .racing import Contestant
from .record import path_of_a_record
from .static_peers import H2O, Lighttpd, Nginx

WARMING, REQUESTS = 200, 500
# The least of some counts stands: what a program does beside its answers comes and goes.
TURNS = 4
START_SECONDS, SECONDS, SETTLING_SECONDS = 120, 120, 0.3


class Program(Peer):
    """sitrep itself, on the sample dataset, as one of those that are counted."""

    def __init__(self, binary, path):
        self.binary, self.path = binary, path
        super().__init__("sitrep", {})

    def command(self):
        return [self.binary, "serve", "--threads", "1", "--port", str(self.port)]

    def address(self, file_name):
        return self.url + self.path


def run(binary, quick):
    with Sitrep(binary) as sitrep:
        path = path_of_a_record(sitrep)
        content = sitrep.get(path)
    files = {"record.json": content}
    peers = [
        Program(binary, path), Nginx(files, is_alone=True), Nginx(files, is_tuned=True, is_alone=True), H2O(files),
        Lighttpd(files)]
    turns = 1 if quick else TURNS
    figures = {peer.name: instructions(peer, content, turns) for peer in peers}
    ours = figures["sitrep"]
    lines = [
        ratio(f"instructions a request, sitrep / {name}", ours / count, None, False,
              "a tenth goes to checks of exclusive access to properties")
        for name, count in figures.items() if name != "sitrep"]
    rows = [[name, f"{count:,.0f}"] for name, count in figures.items()]
    return {
        "title": f"of a request for `{path}` on a kept connection, {REQUESTS} in a row, least of {turns} counts",
        "markdown": table_of(lines) + "\n\n" + table(["", "instructions"], rows),
        "figures": figures,
        "ratios": lines,
    }


def instructions(peer, content, turns):
    """Of one request, after some that are not counted."""
    with Callgrind() as callgrind:
        peer.under, peer.start_seconds = callgrind.under, START_SECONDS
        with peer, within(SECONDS):
            racer = Contestant(peer.name, peer.address("record.json"), peer.pids, content)
            check(racer)
            line, request = Kept(urlsplit(racer.url)), request_text(racer.url, [])

            def ask(times):
                for _ in range(times):
                    line.ask(request, racer)

            try:
                ask(WARMING)
                least = min(callgrind.count(peer.process.pid, lambda: ask(REQUESTS))[0] for _ in range(turns))
            except (OSError, ValueError, LookupError) as error:
                raise SystemExit(f"{peer.name} under valgrind: {error!r}")
            finally:
                line.close()
            # nginx without a master may miss a signal that comes while it is at work, and then never ends.
            time.sleep(SETTLING_SECONDS)
        return least / REQUESTS
