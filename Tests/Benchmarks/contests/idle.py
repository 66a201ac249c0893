"""What a connection costs that was used once and then does nothing, of each server: growth of `VmRSS` by connection.

What the kernel keeps for a socket is the same for all and not counted. sitrep's bound with 10,000 connections is the
`crowd`'s.
"""

import socket
import statistics
from urllib.parse import urlsplit

from .agreement import answer, check, request_text
from .crowd import raise_descriptor_limit
from .measuring import memory_mb, ratio, table, table_of
from .record import contestants

CONNECTIONS = 2_000
# So that what a server allocates for its first requests is not taken for the cost of a connection.
WARMING = 500
PASSES = 3
SPARE_DESCRIPTORS = 200


def run(binary, quick):
    count = CONNECTIONS // 4 if quick else CONNECTIONS
    raise_descriptor_limit(count + SPARE_DESCRIPTORS)
    passes = [one_pass(binary, count) for _ in range(1 if quick else PASSES)]
    figures = {name: medians([costs[name] for costs in passes]) for name in passes[0]}
    rows = [
        [name, f"{figure['bytes_per_connection']:,.0f}", "{:,.0f} to {:,.0f}".format(*figure["least_and_most"]),
         f"{figure['resident_megabytes']:.1f}"]
        for name, figure in figures.items()]
    ours = figures["sitrep"]["bytes_per_connection"]
    lines = [
        ratio(f"memory of an idle connection, sitrep / {name}", ours / max(figure["bytes_per_connection"], 1), None,
              False, "a smaller state of each: nginx's is a slot of an array, and its buffers go back to the pool with "
              "the answer")
        for name, figure in figures.items() if name != "sitrep"]
    return {
        "title": f"{count:,} kept connections, each used once for a record, medians of {len(passes)} passes",
        "markdown": table_of(lines) + "\n\n" + table(
            ["", "resident memory of a connection, bytes", "least to most", "of the server before, MB"], rows),
        "figures": figures,
        "ratios": lines,
    }


def one_pass(binary, count):
    """The costs of each server by name. All are started anew: what one has kept of its connections serves it again."""
    with contestants(binary) as (_, racers):
        for racer in racers:
            check(racer)
        return {racer.name: cost(racer, count) for racer in racers}


def medians(costs):
    taken = [cost["bytes_per_connection"] for cost in costs]
    return {
        "bytes_per_connection": statistics.median(taken), "least_and_most": [min(taken), max(taken)],
        "resident_megabytes": statistics.median(cost["resident_megabytes"] for cost in costs),
    }


def resident_mb(pids):
    return sum(memory_mb(pid, "VmRSS") for pid in pids)


def cost(racer, count):
    """Bytes that each connection adds, and megabytes of the server without any."""
    place, request = urlsplit(racer.url), request_text(racer.url, racer.fields)
    connections = []
    try:
        warm = Kept(place)
        connections.append(warm)
        for _ in range(WARMING):
            warm.ask(request, racer)
        before = resident_mb(racer.pids)
        for _ in range(count):
            connections.append(Kept(place))
            connections[-1].ask(request, racer)
        grown = resident_mb(racer.pids) - before
        # They are still there: the first of them, too, is answered.
        for connection in connections[1::max(count // 50, 1)]:
            connection.ask(request, racer)
    except (OSError, ValueError, LookupError) as error:
        raise SystemExit(f"{racer.name} with {len(connections):,} connections: {error!r}")
    finally:
        for connection in connections:
            connection.close()
    return {"bytes_per_connection": grown * 1e6 / count, "resident_megabytes": before}


class Kept:
    """A kept connection."""

    def __init__(self, place):
        self.socket = socket.create_connection((place.hostname, place.port), timeout=20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb", buffering=8192)

    def ask(self, request, racer):
        self.socket.sendall(request)
        status, _, content = answer(self.reader)
        if (status, content) != (racer.status, racer.content):
            raise ValueError(f"answered {status} with {len(content)} bytes")

    def close(self):
        self.reader.close()
        self.socket.close()
