"""Daily figures from Gaza and the West Bank: each source's running total, as it was reported."""

import glob
import json
import os

START = "2023-10-07"
PARTS = [
    ("killed_children_cum", {"status": "unknown", "age_group": "child"}),
    ("killed_women_cum", {"status": "unknown", "sex": "female", "age_group": "adult"}),
    ("med_killed_cum", {"status": "other_protected", "occupation": "health worker"}),
    ("press_killed_cum", {"status": "civilian", "occupation": "journalist"}),
]


class Gaza:
    def __init__(self, records):
        self.records = records

    def read(self, data):
        palestine = self.records.place("Palestine", "country", "PSE")
        gaza = self.records.place("Gaza Strip", "governorate", "PSE", palestine)
        west_bank = self.records.place("West Bank", "governorate", "PSE", palestine)
        sources = {
            "mohtel": self.records.source("Ministry of Health in Gaza", "ministry"),
            "gmotel": self.records.source("Government Media Office in Gaza", "ministry")}
        folder = os.path.join(data, "palestine-datasets")
        for day in days(folder, "casualties_daily*.json"):
            # Where the source is missing, the figures were filled in by others.
            if day["report_source"] in sources:
                self.tally("gaza", day, day["report_date"], gaza, sources[day["report_source"]])
        ocha = self.records.source("UN OCHA", "un")
        for day in days(folder, "west_bank_daily*.json"):
            if "verified" in day:
                self.tally("west-bank", day["verified"], day["report_date"], west_bank, ocha)

    def tally(self, name, figures, day, place, source):
        counts = []
        if "killed_cum" in figures:
            counts.append(count(1, "killed", figures["killed_cum"]))
            for key, population in PARTS:
                if key in figures:
                    one = count(len(counts) + 1, "killed", figures[key])
                    counts.append(one | {"population": population, "part_of": 1})
        if "injured_cum" in figures:
            counts.append(count(len(counts) + 1, "injured", figures["injured_cum"]))
        if counts:
            self.records.add("tallies", {
                "id": f"{name}-{day}", "attributed_to": source, "place_id": place, "report_date": day,
                "reference_period": {"start": START, "end": day}, "accumulation": "cumulative", "kind": "documented",
                "counts": counts})


def days(folder, pattern):
    (path,) = glob.glob(os.path.join(folder, pattern))
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def count(n, measure, number):
    value = {"qualifier": "exact", "value": number} if number else {"qualifier": "none"}
    return {"n": n, "measure": measure, "value": value}
