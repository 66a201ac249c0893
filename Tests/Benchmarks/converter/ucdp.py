"""Events of UCDP's georeferenced dataset: who fought where, and how many died as low, best and high."""

import csv
import os
import re

# Files and the country of each.
FILES = [("ged_syria_2018-2019.csv", "SYR", "Syria"), ("hdx_conflict_data_BGD.csv", "BGD", "Bangladesh")]
CIVILIANS = "1"
ONE_SIDED = "3"
# `"SOHR,2018-01-08,Headline";"Airwars,2018-01-07,RS2868"`
ARTICLE = re.compile(r'"([^",]+),(\d{4}-\d\d-\d\d),(.*?)"(?=;"|;?$)')
PLACES = {"village": "village", "town": "town", "city": "city", "suburb": "neighbourhood"}


class Ucdp:
    def __init__(self, records):
        self.records, self.articles = records, {}

    def read(self, data):
        self.full_names = names(os.path.join(data, "ucdp/ucdp-actor-221_regions-1-2.csv"))
        self.ucdp = self.records.source("Uppsala Conflict Data Program", "expert")
        for name, code, country in FILES:
            self.country = self.records.place(country, "country", code)
            for row in rows(os.path.join(data, "ucdp", name)):
                # The second row of a file with HXL has tags and no id.
                if row["id"]:
                    self.event(row, code)

    def event(self, row, code):
        place = self.place(row, code)
        sides = [self.actor(row["side_a_new_id"], row["side_a"]), self.actor(row["side_b_new_id"], row["side_b"])]
        is_one_sided = row["type_of_violence"] == ONE_SIDED
        start, end = row["date_start"][:10], row["date_end"][:10]
        event = {
            "id": f"ucdp-{row['id']}", "name": f"{row['dyad_name']}, {row['where_coordinates'] or row['country']}",
            "event_type": "violence_against_civilians" if is_one_sided else "battles", "date_start": start,
            "date_end": end,
            "date_precision": int(row["date_prec"]), "place_id": place,
            "actors": [{"actor_id": sides[0], "role": "side_a"},
                       {"actor_id": sides[1], "role": "target" if is_one_sided else "side_b"}],
            "article_ids": self.articles_of(row), "external_ids": {"ucdp": row["id"]},
        }
        counts = self.counts(row, sides)
        if self.records.add("events", event) is event and counts:
            tally = {
                "id": f"{event['id']}.deaths", "attributed_to": self.ucdp, "event_id": event["id"], "report_date": end,
                "reference_period": {"start": start, "end": end}, "accumulation": "incremental", "kind": "documented",
                "counts": counts}
            if event["article_ids"]:
                tally["article_id"] = event["article_ids"][0]
            self.records.add("tallies", tally)

    def counts(self, row, sides):
        """The whole as a range, and of whom the best figure is made up."""
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        whole = {"n": 1, "measure": "killed", "value": span(low, best, high)}
        if row["type_of_violence"] == ONE_SIDED:
            whole["perpetrator"] = {"actor_id": sides[0], "attribution": "assessed"}
        counts = [whole]
        parts = [
            (row["deaths_a"], fighters(sides[0], row["side_a"])), (row["deaths_b"], fighters(sides[1], row["side_b"])),
            (row["deaths_civilians"], {"status": "civilian"}), (row["deaths_unknown"], {"status": "unknown"})]
        for dead, population in parts:
            if int(dead) > 0:
                counts.append({
                    "n": len(counts) + 1, "measure": "killed", "population": population, "part_of": 1,
                    "value": {"qualifier": "exact", "value": int(dead)}})
        return counts

    def place(self, row, code):
        """The most exact of country, governorate, district and spot that the row names."""
        at, precision = self.country, int(row["where_prec"])
        for name, kind in ((row["adm_1"], "governorate"), (row["adm_2"], "district")):
            if name.strip():
                at = self.records.place(name, kind, code, at)
        spot = row["where_coordinates"].strip()
        if spot and precision <= 3:
            kind = PLACES.get(spot.split()[-1], "site")
            at = self.records.place(spot, kind, code, at, (float(row["latitude"]), float(row["longitude"])), precision)
        return at

    def actor(self, number, name):
        kind = "civilians" if number == CIVILIANS else "state_forces" if is_government(name) else "rebel_group"
        actor = {"id": f"ucdp-{number}", "name": name, "names": [], "actor_type": kind}
        full = self.full_names.get(number)
        if full and full != name and len(name) <= 5:
            # A few letters are no name that can be found in texts.
            actor["name"], actor["names"] = full, [{"name": name, "kind": "weak"}]
        return self.records.add("actors", actor)["id"]

    def articles_of(self, row):
        ids = []
        for office, day, headline in ARTICLE.findall(row["source_article"]):
            key = office.strip(), day, headline.strip()
            if not all(key):
                continue
            if key not in self.articles:
                article = {
                    "id": f"report-{len(self.articles) + 1}", "headline": key[2],
                    "publisher_id": self.records.source(key[0], "x_medium"), "published_at": day, "genre": "report"}
                self.articles[key] = self.records.add("articles", article)["id"]
            if self.articles[key] not in ids:
                ids.append(self.articles[key])
        return ids


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def names(path):
    """The full names of actors by their number, where there is one."""
    return {row["ActorId"]: row["NameOrigFullEng"] for row in rows(path) if row["NameOrigFullEng"] not in ("", "n/a")}


def is_government(name):
    return name.startswith("Government of ")


def fighters(actor, name):
    status = "civilian" if name == "Civilians" else "armed_forces" if is_government(name) else "direct_participant"
    return {"status": status} if status == "civilian" else {"status": status, "affiliation_actor_id": actor}


def span(low, best, high):
    if low == best == high:
        return {"qualifier": "exact", "value": best} if best else {"qualifier": "none"}
    if low <= best <= high:
        return {"qualifier": "between", "min": low, "max": high, "best": best}
    return {"qualifier": "approximately", "value": best}
