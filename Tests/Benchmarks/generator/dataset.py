"""Writes the folder: small types at once, events with their articles, tallies and interviews one after the other."""

import contextlib
import json
import os

from .gazetteer import Gazetteer
from .happenings import Calendar, Happenings
from .parties import Parties
from .prose import Prose
from .statements import Statements

COUNTS_PER_ARTICLE = 10
COUNTS_PER_INTERVIEW = 1000
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
    happenings, calendar = Happenings(gazetteer, parties, seed), Calendar(seed)
    statements, prose = Statements(parties, seed), Prose(parties, gazetteer, seed)
    with contextlib.ExitStack() as stack:
        def lines(name):
            path = os.path.join(folder, f"{name}.ndjson")
            return stack.enter_context(open(path, "w", encoding="utf-8", buffering=1 << 20)).write

        small = {"places": gazetteer.places, "actors": parties.actors, "sources": parties.sources}
        for name, records in small.items():
            write_line = lines(name)
            for record in records:
                write_line(line(record))
        write_event, write_article = lines("events"), lines("articles")
        write_tally, write_interview = lines("tallies"), lines("interviews")

        def write_articles(so_far):
            """What is owed by now, so that the whole has the right number."""
            while prose.articles < so_far // COUNTS_PER_ARTICLE:
                article = prose.article(happening)
                happening.articles.append(article["id"])
                write_article(line(article))

        while statements.counts < counts:
            for happening in happenings.unit(calendar.day(statements.counts / counts)):
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
    write_card(folder, counts)
    return {
        "counts": statements.counts, "tallies": statements.tallies, "events": happenings.events,
        "articles": prose.articles, "interviews": prose.interviews, "places": len(gazetteer.places),
        "actors": len(parties.actors), "sources": len(parties.sources),
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
