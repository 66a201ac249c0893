"""The very request that is going to be timed, asked once before: who answers otherwise ends the contest."""

import gzip
import socket
import zlib
from urllib.parse import urlsplit

SECONDS = 20


def check(contestant):
    """Its status and content are those that were wanted, of each of the requests that it is sent at once."""
    wanted = (contestant.status, contestant.content)
    for status, fields, content in exchange(
            contestant.url, contestant.fields, contestant.at_once, contestant.context):
        if contestant.is_packed and status == 200:
            content = unpacked(contestant, fields, content)
        if (status, content) != wanted:
            raise SystemExit(
                f"{contestant.name} answers {contestant.url} otherwise: {status} with {len(content)} bytes in place of "
                f"{wanted[0]} with {len(wanted[1])}")


def unpacked(contestant, fields, content):
    if fields.get("content-encoding") != "gzip":
        raise SystemExit(f"{contestant.name} does not compress {contestant.url}")
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise SystemExit(f"{contestant.name} compresses {contestant.url} wrongly: {error}")


def request_text(url, fields):
    """What wrk sends, too."""
    place = urlsplit(url)
    target = place.path + ("?" + place.query if place.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {place.netloc}", *fields]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def exchange(url, fields=(), at_once=1, context=None):
    """Status, fields and content of each answer."""
    place = urlsplit(url)
    try:
        with socket.create_connection((place.hostname, place.port), timeout=SECONDS) as plain:
            connection = context.wrap_socket(plain, server_hostname=place.hostname) if context else plain
            with connection, connection.makefile("rb") as reader:
                connection.sendall(request_text(url, fields) * at_once)
                return [answer(reader) for _ in range(at_once)]
    except (OSError, ValueError, LookupError) as error:
        raise SystemExit(f"{url} does not answer: {error!r}")


def answer(reader):
    status = int(reader.readline().split()[1])
    fields = {}
    while line := reader.readline().strip():
        name, _, value = line.decode("latin-1").partition(":")
        fields[name.lower()] = value.strip()
    if status == 304:
        return status, fields, b""
    if fields.get("transfer-encoding") == "chunked":
        return status, fields, b"".join(chunks(reader))
    return status, fields, reader.read(int(fields["content-length"]))


def chunks(reader):
    while size := int(reader.readline().split(b";")[0], 16):
        yield reader.read(size)
        reader.readline()
    while reader.readline().strip():
        pass
