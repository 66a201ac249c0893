"""A client that costs little: one kept connection, one request at a time, nothing parsed but the length."""

import socket
import time
import urllib.parse


class Line:
    """A kept connection to a server at `url`. Answers come into one buffer: a new one for each costs more than the
    fastest of them."""

    def __init__(self, url):
        host, port = url.removeprefix("http://").split(":")
        self.head = f" HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray(1 << 20)
        self.known, self.size = None, 0

    def get(self, target, fields=""):
        """The body of a 200; anything else ends the contest. `fields`: more of the head, each with its end of line."""
        self.socket.sendall(self.request(target, fields))
        size = self.more(0)
        while (end := self.received.find(b"\r\n\r\n", 0, size)) < 0:
            size = self.more(size)
        head = bytes(self.received[:end]).lower()
        if not head.startswith(b"http/1.1 200"):
            raise SystemExit(f"{target}: {bytes(self.received[:600]).decode()}")
        if b"transfer-encoding: chunked" in head:
            while not self.received.startswith(b"\r\n0\r\n\r\n", size - 7, size):
                size = self.more(size)
            return unchunked(self.body(end + 4, size))
        whole = end + 4 + int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        while size < whole:
            size = self.more(size)
        return self.body(end + 4, whole)

    def times(self, targets):
        """How many microseconds each of some addresses takes."""
        return microseconds(self.get, targets)

    def get_often(self, target, fields, times):
        """Asks for the same so often in one go, and reads past the answers, which are all as long as the last was."""
        request = self.request(target, fields)
        if self.known != request:
            self.socket.sendall(request)
            self.known, self.size = request, self.more(0)
        self.socket.sendall(request * times)
        rest = times * self.size
        while rest > 0:
            rest -= self.more(0)

    def request(self, target, fields=""):
        return b"GET " + target.encode() + self.head[:-2] + fields.encode() + b"\r\n"

    def more(self, size):
        """Receives behind what is there; how much is there then."""
        if size == len(self.received):
            self.received.extend(bytes(size))
        with memoryview(self.received) as free:
            count = self.socket.recv_into(free[size:])
        if not count:
            raise SystemExit("the server closed the connection")
        return size + count

    def body(self, start, end):
        with memoryview(self.received) as received:
            return bytes(received[start:end])

    def close(self):
        self.socket.close()


def unchunked(body):
    parts, at = [], 0
    while (size := int(body[at:(end := body.index(b"\r\n", at))], 16)) > 0:
        parts.append(bytes(body[end + 2:end + 2 + size]))
        at = end + 4 + size
    return b"".join(parts)


def target(path, **parameters):
    """An address; `since_` is `since`, for names that Python keeps to itself."""
    pairs = {name.rstrip("_"): value for name, value in parameters.items()}
    return path + "?" + urllib.parse.urlencode(pairs, quote_via=urllib.parse.quote)


def spread(rounds, higher_is_better=False, decimals=0):
    """The fastest and the slowest of some rounds, in words."""
    fastest, slowest = (max(rounds), min(rounds)) if higher_is_better else (min(rounds), max(rounds))
    return f"{fastest:,.{decimals}f} to {slowest:,.{decimals}f}"


def microseconds(question, questions):
    """How long each of some questions takes."""
    taken = []
    for one in questions:
        begun = time.perf_counter()
        question(one)
        taken.append((time.perf_counter() - begun) * 1e6)
    return taken
