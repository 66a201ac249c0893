"""Writes the folder: small types at once, events with their articles, tallies and interviews one after the other.

What is larger than a million counts is made in parts of a million, each a stretch of the years, by as many processes as
there are cores; the parts stand one after the other in the files.
"""

import concurrent.futures
import contextlib
import json
import os
import shutil

from .gazetteer import Gazetteer
from .happenings import Calendar, Happenings
from .parties import Parties
from .prose import Prose
from .statements import Statements

COUNTS_PER_ARTICLE = 10
COUNTS_PER_INTERVIEW = 1000
COUNTS_PER_PART = 1_000_000
GROWING = ["events", "articles", "tallies", "interviews"]
# Changes with what is written, so that a folder of an older program is not taken for one of this.
FORM = "2"


def ensure_dataset(folder, counts, seed=2024):
    """Writes the dataset unless just this one is there already; returns the bytes of its files."""
    mark, wanted = os.path.join(folder, ".complete"), f"{FORM} {counts} {seed}"
    if not os.path.exists(mark) or open(mark).read() != wanted:
        write_dataset(folder, counts, seed)
        with open(mark, "w") as file:
            file.write(wanted)
    files = (os.path.join(folder, name) for name in os.listdir(folder))
    return sum(os.path.getsize(file) for file in files if file.endswith(("json", ".ndjson")))


def write_dataset(folder, counts, seed=2024):
    """Writes the dataset and returns how many there are of each type."""
    os.makedirs(folder, exist_ok=True)
    gazetteer, parties = Gazetteer(seed), Parties(seed)
    small = {"places": gazetteer.places, "actors": parties.actors, "sources": parties.sources}
    for name, records in small.items():
        with open(os.path.join(folder, f"{name}.ndjson"), "w", encoding="utf-8") as file:
            file.writelines(line(record) for record in records)
    parts = max(-(-counts // COUNTS_PER_PART), 1)
    if parts == 1:
        written = Part(0, 1, seed).write(folder, counts)
    else:
        written = write_parts(folder, counts, parts, seed)
    write_card(folder, counts)
    return written | {name: len(records) for name, records in small.items()}


def write_parts(folder, counts, parts, seed):
    """Each part into a folder of its own, which are then put together and removed."""
    sizes = [counts * (number + 1) // parts - counts * number // parts for number in range(parts)]
    folders = [os.path.join(folder, f"part-{number}") for number in range(parts)]
    try:
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            made = list(pool.map(write_part, range(parts), [parts] * parts, [seed] * parts, folders, sizes))
        for name in GROWING:
            with open(os.path.join(folder, f"{name}.ndjson"), "wb") as whole:
                for one in folders:
                    with open(os.path.join(one, f"{name}.ndjson"), "rb") as part:
                        shutil.copyfileobj(part, whole, 1 << 22)
                    os.remove(os.path.join(one, f"{name}.ndjson"))
    finally:
        for one in folders:
            shutil.rmtree(one, ignore_errors=True)
    return {name: sum(written[name] for written in made) for name in made[0]}


def write_part(number, of, seed, folder, counts):
    os.makedirs(folder, exist_ok=True)
    return Part(number, of, seed).write(folder, counts)


class Part:
    """One stretch of the years, whose ids no other part has."""

    def __init__(self, number, of, seed):
        self.number, self.of = number, of
        gazetteer, parties = Gazetteer(seed), Parties(seed)
        own_seed, first_id = seed + 1000 * number, COUNTS_PER_PART * number
        self.calendar = Calendar(seed)
        # Bulletins of this part end before those of the next begin, since one party has one at a time.
        last_day = None if number == of - 1 else self.calendar.day((number + 1) / of)
        self.happenings = Happenings(gazetteer, parties, own_seed, first_id, last_day)
        self.statements = Statements(parties, own_seed)
        self.prose = Prose(parties, gazetteer, seed, own_seed, first_id)

    def day(self, share):
        return self.calendar.day((self.number + share) / self.of)

    def write(self, folder, counts):
        """Writes the types that grow; returns how many there are of each."""
        happenings, statements, prose = self.happenings, self.statements, self.prose
        with contextlib.ExitStack() as stack:
            def lines(name):
                path = os.path.join(folder, f"{name}.ndjson")
                return stack.enter_context(open(path, "w", encoding="utf-8", buffering=1 << 20)).write

            write_event, write_article, write_tally, write_interview = (lines(name) for name in GROWING)

            def write_articles(so_far):
                """What is owed by now, so that the whole has the right number."""
                while prose.articles < so_far // COUNTS_PER_ARTICLE:
                    article = prose.article(happening)
                    happening.articles.append(article["id"])
                    write_article(line(article))

            while statements.counts < counts:
                for happening in happenings.unit(self.day(statements.counts / counts)):
                    if statements.counts >= counts and happening.event is None:
                        break
                    write_articles(statements.counts)
                    if happening.event:
                        if happening.articles:
                            happening.event["article_ids"] = happening.articles[:5]
                        write_event(line(happening.event))
                    if statements.counts // COUNTS_PER_INTERVIEW > prose.interviews:
                        write_interview(line(prose.interview(happening, next(iter(happening.articles), None))))
                    for text in statements.about(happening):
                        write_tally(text)
                        if statements.counts >= counts:
                            break
            write_articles(counts)
        return {
            "counts": statements.counts, "tallies": statements.tallies, "events": happenings.events,
            "articles": prose.articles, "interviews": prose.interviews,
        }


def line(record):
    return json.dumps(record, ensure_ascii=False) + "\n"


def write_card(folder, counts):
    card = {
        "title": f"Made up: {counts:,} counts", "license": "CC0-1.0", "attribution": "Nobody; nothing of this happened",
        "languages": ["en", "ar"], "caveats": ["Every name and every number is made up."],
        "coverage": {"from": "2012", "to": "2024", "places": ["xqa", "xrb", "xsm", "xwd"]},
    }
    with open(os.path.join(folder, "dataset.json"), "w", encoding="utf-8") as file:
        json.dump(card, file, ensure_ascii=False, indent=2)
