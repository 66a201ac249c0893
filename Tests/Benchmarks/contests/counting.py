"""Costs that do not depend on the machine's mood: instructions and allocations of a request, memory of a record."""

import json
import os
import statistics
import time

from .asking import Line, target
from .callgrind import Callgrind, within
from .load import folder_of
from .measuring import Sitrep, memory_mb

# Each request is counted some times, the least of which stands, since the program may do something else meanwhile.
TURNS = 3
# How often it is asked in one count, and one that is stored, many at a time: how often the loop is woken for one at a
# time depends on the moment, and that costs more than the answer.
ASKED, PIPELINED, AT_ONCE = 20, 64, 32
# Judged by the handler each time, so such an answer never comes from those that are stored.
NEVER_STORED = "If-Match: *\r\n"
# What asks the heap for memory. `realloc` may move or not; either way somebody asked.
ALLOCATING = {"malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc", "memalign"}
COUNTS = 10_000
# Slow as it is under valgrind, it must not keep CI waiting for ever.
SECONDS = 600


def requests(ask):
    """Six requests by name, each a target and header fields: what people ask most, of the made-up data."""
    # The last of those that the facet lists has tens of counts, the first some thousand.
    event, region = values(ask, "event_id")[-1], values(ask, "place_id")[0][:5]
    return {
        "a record": ("/v1/events/" + event, ""),
        "a record that has not changed": ("/v1/events/" + event, "If-None-Match: *\r\n"),
        "a page of 50 counts by place and date": (
            target("/v1/counts", within=region, reported_since="2000-01-01", sort="-value", limit=50), NEVER_STORED),
        "sums by month and status, guarded": (
            target(
                "/v1/counts/aggregate", group_by="month,population_status", measure="killed", policy="maximum",
                limit=1000),
            NEVER_STORED),
        "a search for two words, with highlights": (
            target("/v1/search", q="hospital bridge", type="article", limit=20, highlight="true"), NEVER_STORED),
        "the toll of an event": (f"/v1/events/{event}/toll", NEVER_STORED),
    }


def values(ask, field):
    """Values of a field that many counts have, most of all first."""
    return [facet["value"] for facet in json.loads(ask(target("/v1/counts", limit=1, facets=field)))["facets"][field]]


def costs(binary):
    """Every figure by its name."""
    return request_costs(binary) | {"memory of a record, bytes": record_bytes(binary)}


def request_costs(binary, asked=requests):
    """Instructions and allocations of each request, counted by valgrind in the program itself."""
    figures = {}
    arguments = [folder_of(COUNTS)[0], "--threads", "1"]
    with Callgrind() as callgrind, Sitrep(binary, arguments, under=callgrind.under) as sitrep, within(SECONDS):
        line = Line(sitrep.url)
        for name, (path, fields) in asked(line.get).items():
            instructions, allocated = cost(callgrind, sitrep.process.pid, line, path, fields)
            figures[f"{name}, instructions"] = round(instructions)
            figures[f"{name}, allocations"] = round(allocated, 1)
        line.close()
    return figures


def record_bytes(binary, rounds=5, after=()):
    """Memory of the program with a dataset beyond that without one, by record; the middle of some starts.

    `after`: what the one with a dataset is asked before it is weighed.
    """
    folder, _ = folder_of(10 * COUNTS)
    records = 0
    for name in os.listdir(folder):
        if name.endswith(".ndjson"):
            with open(os.path.join(folder, name), "rb") as file:
                records += sum(1 for _ in file)
    return round((held(binary, [folder], rounds, after) - held(binary, [], rounds)) / records)


def held(binary, arguments, rounds, after=()):
    samples = []
    for _ in range(rounds):
        with Sitrep(binary, arguments) as sitrep:
            for path in after:
                sitrep.get(path)
            time.sleep(0.2)
            samples.append(memory_mb(sitrep.process.pid, "RssAnon") * 1e6)
    return statistics.median(samples)


def cost(callgrind, pid, line, path, fields):
    """Instructions and allocations that a request costs the whole process."""
    stored = fields != NEVER_STORED
    times = PIPELINED * AT_ONCE if stored else ASKED

    def ask_all():
        for _ in range(PIPELINED if stored else ASKED):
            line.get_often(path, fields, AT_ONCE) if stored else line.get(path, fields)

    ask_all()
    counts = [callgrind.count(pid, ask_all) for _ in range(TURNS)]
    return (min(instructions for instructions, _ in counts) / times,
            min(allocations(text) for _, text in counts) / times)


def allocations(text):
    """Calls of what asks for memory in a dump of callgrind; a name is written out once and is a number from then on."""
    names, called, total = {}, "", 0
    for line in text.splitlines():
        if line.startswith(("cfn=", "fn=")):
            number, _, name = line.partition("=")[2].partition(" ")
            name = names.setdefault(number, name)
            if line.startswith("c"):
                called = name
        elif line.startswith("calls=") and called in ALLOCATING:
            total += int(line[6:].split()[0])
    return total
