"""Addresses of every kind of question about a generated dataset, made from its files alone: nothing else is loaded."""

import json
import os
import random
import re
from collections import Counter

from generator.words import ENGLISH

from .asked import FACETS, PRESSED_DAYS, quarters
from .asking import target

# After so many in a row that were made before there are hardly any others.
MOST_AGAIN = 1_000
# Statements of an event whose toll is asked for: about thirty.
FEWEST, MOST = 15, 60
POLICIES = ["by_source", "conservative", "maximum", "envelope"]
# Beyond the most frequent ones; each stands in hundreds to thousands of a hundred thousand articles.
WORDS = [word for word in ENGLISH[100:] if len(word) > 4]


class Addresses:
    """`kinds` has a function from a source of chance to an address for each kind of question, the cheap ones first."""

    def __init__(self, folder):
        with open(os.path.join(folder, "tallies.ndjson"), "rb") as file:
            tallies = file.read()
        days = Counter(found.decode() for found in re.findall(rb'"report_date": "([^"]{10})"', tallies))
        statements = Counter(found.decode() for found in re.findall(rb'"event_id": "([^"]+)"', tallies))
        parties = Counter(found.decode() for found in re.findall(rb'"attributed_to": "([^"]+)"', tallies))
        self.days, self.events = sorted(days), sorted(statements)
        self.tolls = sorted(event for event, number in statements.items() if FEWEST <= number <= MOST)
        self.parties = [party for party, _ in parties.most_common(8)]
        self.regions = [place["id"] for place in places(folder) if place["place_type"] == "governorate"]
        self.spans = quarters(sorted(days.items()))
        self.kinds = {
            "record by id": self.record, "toll": self.toll, "page by filter": self.page, "search": self.search,
            "time series": self.series, "facets": self.facets, "sums": self.sums,
        }

    def record(self, chance):
        return f"/v1/events/{chance.choice(self.events)}"

    def toll(self, chance):
        """With all parameters in any order: another address for the same work, as there are few such events."""
        parameters = {
            "measure": chance.choice(["killed", "injured"]), "policy": chance.choice(POLICIES), "unit": "persons",
            "envelope": "true"}
        names = chance.sample(list(parameters), len(parameters))
        return target(
            f"/v1/events/{chance.choice(self.tolls)}/toll", **{name: parameters[name] for name in names})

    def page(self, chance):
        length = chance.choice(PRESSED_DAYS)
        start = chance.randrange(len(self.days) - length)
        return target(
            "/v1/counts", within=chance.choice(self.regions), reported_since=self.days[start],
            reported_until=self.days[start + length], sort="-value", limit=50)

    def search(self, chance):
        words = " ".join(chance.sample(WORDS, 2))
        return target("/v1/search", q=words, type="article", limit=20, highlight="true")

    def series(self, chance):
        start = chance.randrange(len(self.days) - 365)
        return target(
            "/v1/timeseries", attributed_to=chance.choice(self.parties), within=chance.choice(self.regions),
            reported_since=self.days[start], reported_until=self.days[start + 365], interval="month")

    def facets(self, chance):
        since, until = chance.choice(self.spans)
        return target(
            "/v1/counts", reported_since=since, reported_until=until, facets=",".join(FACETS),
            limit=chance.randrange(1, 9))

    def sums(self, chance):
        return target(
            "/v1/counts/aggregate", group_by="month,population_status", attributed_to=chance.choice(self.parties),
            measure="killed", reported_until=chance.choice(self.days[len(self.days) // 2:]), policy="maximum",
            limit=1000)

    def distinct(self, kind, count, seed):
        """So many addresses none of which comes twice; fewer when there are not so many."""
        chance, made, again = random.Random(seed), {}, 0
        while len(made) < count and again < MOST_AGAIN:
            one = self.kinds[kind](chance)
            again = again + 1 if one in made else 0
            made[one] = None
        return list(made)


def places(folder):
    with open(os.path.join(folder, "places.ndjson"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]
