"""A mixed load on 64 connections that comes at its own times: dear questions among cheap ones.

Requests begin at fixed moments, whether or not earlier ones were answered, and their time runs from the moment that was
planned: what waits behind a slow answer counts as slow, too.
"""

import random
import selectors
import socket
import time
from collections import deque

from .asking import target

CONNECTIONS = 64
# Requests a second; two cores have to have time left, or queues and not answers are measured.
RATE = 400
P99_MILLISECONDS = 10


def requests(asked, count):
    """What a day of readers asks, in turn: nine of ten are one record or a short list, the others are questions."""
    chance = random.Random(11)
    events = [row[0] for row in asked.duck.execute("SELECT id FROM all_events ORDER BY id").fetchall()]
    tolls = asked.toll_questions(chance, 400)
    for _ in range(count):
        luck = chance.random()
        if luck < 0.6:
            yield "cheap", f"/v1/events/{chance.choice(events)}"
        elif luck < 0.8:
            yield "cheap", target("/v1/tallies", event_id=chance.choice(events), limit=5)
        elif luck < 0.9:
            yield "dear", asked.page(asked.page_question(chance))
        elif luck < 0.94:
            event, measure = chance.choice(tolls)
            yield "dear", target(f"/v1/events/{event}/toll", measure=measure, as_of=chance.choice(asked.days))
        elif luck < 0.98:
            yield "dear", target("/v1/search", q=asked.search_question(chance), limit=20, highlight="true")
        else:
            since, until = asked.facet_question(chance)
            yield "dear", target(
                "/v1/counts", reported_since=since, reported_until=until, facets="attributed_to,measure", limit=1)


class Connection:
    """A kept connection that has at most one request under way."""

    def __init__(self, url):
        host, port = url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.kind = self.planned = None
        self.received, self.size = bytearray(), None

    def ask(self, kind, address, planned):
        self.kind, self.planned, self.size = kind, planned, None
        self.received.clear()
        self.socket.sendall(b"GET " + address.encode() + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def is_answered(self):
        """Reads what is there; true when the answer is whole."""
        data = self.socket.recv(262144)
        if not data:
            raise SystemExit("the server closed a connection")
        self.received += data
        if self.size is None and (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = bytes(self.received[:end]).lower()
            if not head.startswith(b"http/1.1 200"):
                raise SystemExit(bytes(self.received[:600]).decode())
            self.size = end + 4 + int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        return self.size is not None and len(self.received) >= self.size


def run(sitrep, asked, seconds):
    """Milliseconds at some percentiles of cheap and of all requests."""
    plan = deque(enumerate(requests(asked, RATE * seconds)))
    idle, selector = deque(Connection(sitrep.url) for _ in range(CONNECTIONS)), selectors.DefaultSelector()
    for connection in idle:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
    taken, begun, waiting = {"cheap": [], "dear": []}, time.perf_counter(), 0
    while plan or waiting:
        while plan and idle and (planned := begun + plan[0][0] / RATE) <= time.perf_counter():
            idle.popleft().ask(*plan.popleft()[1], planned)
            waiting += 1
        pause = max(begun + plan[0][0] / RATE - time.perf_counter(), 0) if plan and idle else 1
        for key, _ in selector.select(pause):
            if key.data.is_answered():
                taken[key.data.kind].append((time.perf_counter() - key.data.planned) * 1000)
                idle.append(key.data)
                waiting -= 1
    for connection in idle:
        connection.socket.close()
    everything = sorted(taken["cheap"] + taken["dear"])
    return {
        "rate": RATE, "p50_milliseconds": at(everything, 0.5), "p99_milliseconds": at(everything, 0.99),
        "cheap_p99_milliseconds": at(sorted(taken["cheap"]), 0.99), "slowest_milliseconds": everything[-1],
    }


def at(ordered, share):
    return ordered[int(len(ordered) * share)]
