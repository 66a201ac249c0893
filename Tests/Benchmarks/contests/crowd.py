"""Connections that do nothing, and connections that drip: what they cost, and what a normal client notices of them."""

import multiprocessing
import resource
import select
import socket
import time

from .measuring import Sitrep, memory_mb, ratio, table_of

IDLE, DRIPPING = 10_000, 2_000
HEAD_DEADLINE_SECONDS, QUICK_DEADLINE_SECONDS = 10, 5
# Beyond the deadline.
GIVE_UP_SECONDS = 10
REQUEST = b"GET /v1/actors HTTP/1.1\r\nHost: localhost\r\n\r\n"
# Longer than any deadline lets it become.
DRIPPED = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Padding: " + b"x" * 1000


def run(binary, quick):
    idle, dripping = (IDLE // 10, DRIPPING // 10) if quick else (IDLE, DRIPPING)
    raise_descriptor_limit(idle + 200)
    requests = 500 if quick else 5000
    deadline = QUICK_DEADLINE_SECONDS if quick else HEAD_DEADLINE_SECONDS
    figures = {"idle_connections": idle, "dripping_connections": dripping, "deadline_seconds": deadline}
    with Sitrep(binary, ["--idle-deadline-seconds", "600"], core=0) as sitrep:
        figures.update(measure_idle(sitrep, idle, requests))
    with Sitrep(binary, ["--head-deadline-seconds", str(deadline)], core=0) as sitrep:
        figures.update(measure_dripping(sitrep, dripping, deadline))
    lines = summary(figures)
    return {
        "title": f"{idle:,} idle and {dripping:,} dripping connections",
        "markdown": table_of(lines, more(figures)),
        "figures": figures,
        "ratios": lines,
    }


def raise_descriptor_limit(wanted):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < wanted:
        raise SystemExit(f"needs {wanted} descriptors; ulimit -Hn says {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def connect(sitrep):
    connection = socket.create_connection(("127.0.0.1", int(sitrep.url.rsplit(":", 1)[1])), timeout=20)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def ask(connection, size=None):
    """Asks once and reads the answer, which has `size` bytes when that is known; returns the size."""
    connection.sendall(REQUEST)
    answer = connection.recv(65536)
    if size is None:
        end = answer.index(b"\r\n\r\n") + 4
        length = next(line for line in answer[:end].split(b"\r\n") if line.lower().startswith(b"content-length:"))
        size = end + int(length.split(b":")[1])
    received = len(answer)
    while received < size:
        more = len(connection.recv(65536))
        if more == 0:
            raise SystemExit("the server closed a connection in the middle of an answer")
        received += more
    return size


def latencies(sitrep, count=None, seconds=None):
    """Milliseconds of requests one after the other on one connection, sorted."""
    connection = connect(sitrep)
    size = ask(connection)
    taken, end = [], time.perf_counter() + (seconds or 600)
    while (count is None or len(taken) < count) and time.perf_counter() < end:
        begun = time.perf_counter()
        ask(connection, size)
        taken.append((time.perf_counter() - begun) * 1000)
        if seconds:
            time.sleep(0.002)
    connection.close()
    return sorted(taken)


def p99(sorted_values):
    return sorted_values[int(len(sorted_values) * 0.99)]


def measure_idle(sitrep, count, requests):
    pid = sitrep.process.pid
    latencies(sitrep, count=requests)
    alone = p99(latencies(sitrep, count=requests))
    before = memory_mb(pid, "VmRSS")
    connections = []
    size = None
    for _ in range(count):
        connections.append(connect(sitrep))
        size = ask(connections[-1], size)
    grown = memory_mb(pid, "VmRSS") - before
    among = p99(latencies(sitrep, count=requests))
    for connection in connections[::100]:
        ask(connection, size)
    for connection in connections:
        connection.close()
    return {"bytes_per_idle": grown * 1e6 / count, "p99_alone_ms": alone, "p99_among_idle_ms": among}


def drip(sitrep, count, patience, result):
    """One byte a second on each of many connections; sends how many were closed, and how long the last one lived."""
    connections, poll, born = {}, select.poll(), {}
    for _ in range(count):
        connection = connect(sitrep)
        connection.setblocking(False)
        connections[connection.fileno()] = connection
        born[connection.fileno()] = time.perf_counter()
        poll.register(connection, select.POLLIN)
    begun, sent, longest, closed, answered = time.perf_counter(), 0, 0.0, 0, 0
    while connections and time.perf_counter() - begun < patience:
        for connection in connections.values():
            try:
                connection.send(DRIPPED[sent:sent + 1])
            except OSError:
                pass  # Closed meanwhile: the poll below tells.
        sent += 1
        end = begun + sent
        while time.perf_counter() < end:
            for descriptor, _ in poll.poll(max(end - time.perf_counter(), 0) * 1000):
                try:
                    data = connections[descriptor].recv(4096)
                except ConnectionResetError:
                    data = b""
                if data:
                    answered += data.startswith(b"HTTP/1.1 408")
                    continue
                longest = max(longest, time.perf_counter() - born[descriptor])
                closed += 1
                poll.unregister(descriptor)
                connections.pop(descriptor).close()
    result.send((closed, answered, longest))


def measure_dripping(sitrep, count, deadline):
    patience = deadline + GIVE_UP_SECONDS
    mine, theirs = multiprocessing.Pipe()
    before = memory_mb(sitrep.process.pid, "VmRSS")
    dripper = multiprocessing.Process(target=drip, args=(sitrep, count, patience, theirs), daemon=True)
    dripper.start()
    time.sleep(1)
    among = latencies(sitrep, seconds=deadline - 3)
    grown = memory_mb(sitrep.process.pid, "VmRSS") - before
    if not mine.poll(patience + 30):
        dripper.kill()
        raise SystemExit("the dripping client hangs")
    closed, answered, longest = mine.recv()
    dripper.join()
    return {
        "p99_among_dripping_ms": p99(among), "dripping_closed": closed, "dripping_answered_408": answered,
        "longest_dripping_seconds": longest, "bytes_per_dripping": grown * 1e6 / count,
    }


def more(figures):
    """What is worth knowing besides."""
    return [
        ("p99 of a normal client alone, ms", f"{figures['p99_alone_ms']:.3f}"),
        ("p99 among the idle, ms", f"{figures['p99_among_idle_ms']:.3f}"),
        ("dripping connections closed, of them answered 408",
         f"{figures['dripping_closed']:,}, {figures['dripping_answered_408']:,}"),
        (f"the longest lived, s, with a deadline of {figures['deadline_seconds']}",
         f"{figures['longest_dripping_seconds']:.1f}"),
        ("resident memory of a dripping connection, bytes", f"{figures['bytes_per_dripping']:,.0f}"),
    ]


def summary(figures):
    closed = figures["dripping_closed"] / figures["dripping_connections"]
    return [
        ratio(f"memory of {figures['idle_connections']:,} idle connections, bytes each", figures["bytes_per_idle"],
              "<= 4096", note="buffers that are given back once a connection was answered"),
        ratio("p99 of a normal client, among the idle / alone", figures["p99_among_idle_ms"] / figures["p99_alone_ms"],
              "<= 1.25", note="a wait on the event loop that does not depend on how many connections it watches"),
        ratio("p99 of a normal client among the dripping, ms", figures["p99_among_dripping_ms"], "<= 5",
              note="fewer bytes looked at again when another one of a head comes"),
        ratio("dripping connections closed at their deadline", closed, ">= 1", True,
              "a deadline that cannot be pushed back"),
    ]
