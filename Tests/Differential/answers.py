"""Answers that are worked out: figures over time, tolls, policies, included records, ranked search."""

from filters import Filter
from server import target

# References of rows that `include` follows, by the type they lead to.
INCLUDED = {
    "articles": {"events": "event_ids", "actors": "actor_ids", "places": "place_ids", "sources": "publisher_id"},
    "events": {"places": "place_id", "articles": "article_ids", "actors": "actors.actor_id"},
    "tallies": {"events": "event_id", "places": "place_id", "articles": "article_id"},
}
# What tells the lines of a time series apart, besides the party.
LINE = [
    "measure", "unit", "population_status", "population_affiliation_actor_id", "population_sex", "population_age_group",
    "population_occupation", "item_category", "item_outcome",
]
# Counts of which are of one series, besides what is counted.
SERIES = LINE + [
    "attributed_to", "event_id", "place_id", "cause", "perpetrator_actor_id", "perpetrator_attribution", "accumulation",
    "phase",
]
MERGING = ["conservative", "maximum", "envelope"]


class WorkedOut:
    """Questions of `Questions` whose answers are not rows; `get`, `expect`, `where` and `relations` are those of it."""

    def event(self, table):
        """An event that somebody counts, and whether it has others inside it."""
        events = self.relations.column(f"SELECT DISTINCT event_id FROM {table} WHERE event_id IS NOT NULL ORDER BY 1")
        return self.chance.choice(events) if events else None

    def series(self, kind, table, filters, parameters):
        """Every statement on an event at its own time, with what running totals grew by."""
        event = self.event(table)
        if event is None or any(one.name == "event_id" for one in filters):
            return self.pages(kind, table, filters, parameters)
        where = f"({self.where(filters)}) AND event_id = '{event}'"
        same = " AND ".join(f"w.{name} IS NOT DISTINCT FROM m.{name}" for name in LINE)
        tallies = table.removesuffix("counts") + "tallies"
        sql = (
            f"WITH m AS (SELECT c.*, t.revision_kind FROM {table} c JOIN (SELECT id AS t_id, revision_kind FROM {tallies}) t "
            f"ON t_id = tally_id WHERE superseded_by IS NULL AND {where}), "
            f"above AS (SELECT id, part_of AS whole FROM {table} WHERE part_of IS NOT NULL UNION ALL "
            f"SELECT a.id, b.part_of FROM {table} a JOIN {table} b ON b.id = a.part_of WHERE b.part_of IS NOT NULL), "
            f"points AS (SELECT *, lag(value) OVER (PARTITION BY {', '.join(SERIES)} "
            f"ORDER BY until$, report_date$, recorded_at$, tally_id, n) AS before FROM m WHERE NOT EXISTS ("
            f"SELECT 1 FROM above JOIN m w ON w.id = above.whole WHERE above.id = m.id AND {same})) "
            f"SELECT CASE accumulation WHEN 'incremental' THEN period_start ELSE period_end END, attributed_to, measure, "
            f"population_status, value, min, max, qualifier, tally_id, CASE WHEN accumulation = 'cumulative' AND "
            f"value >= before AND revision_kind IS DISTINCT FROM 'reclassification' THEN value - before END FROM points")
        address = target("/v1/timeseries", parameters + [("event_id", event)])
        points = self.get(address, sql)["data"]
        names = ["time", "attributed_to", "measure", "population_status", "value", "min", "max", "qualifier", "tally_id"]
        ours = [tuple(point[name] for name in [*names, "delta"]) for point in points]
        self.expect(address, sql, sorted(ours, key=str), sorted(self.relations.rows(sql), key=str))
        self.expect(address, "oldest first", [point["time"] for point in points], sorted(point["time"] for point in points))

    def toll(self, kind, table, filters, parameters):
        """Which tallies are looked at, what each party's counts come to, and what the policies make of it."""
        event = self.event(table)
        moment = [one for one in parameters if one[0] == "as_of"]
        if event is None:
            return
        children = self.chance.random() < 0.5
        asked = moment + [("measure", "killed")] + ([("include_children", "true")] if children else [])
        prefix = table.removesuffix("counts")
        events = (
            f"WITH RECURSIVE below AS (SELECT '{event}' AS id UNION SELECT e.id FROM {prefix}events e JOIN below b "
            f"ON e.parent_event_id = b.id) SELECT id FROM below" if children else f"SELECT '{event}'")
        sql = f"SELECT id FROM {prefix}tallies WHERE superseded_by IS NULL AND event_id IN ({events}) ORDER BY id"
        path = f"/v1/events/{event}/toll"
        address = target(path, asked)
        toll = self.get(address, sql)["data"]
        # What was retracted or replaced, and what counts something else, is named or not.
        used, standing = {row["tally_id"] for row in toll["used"]}, set(self.relations.column(sql))
        self.expect(address, f"used, and not in {sql}", sorted(used - standing), [])
        counting = standing & set(self.relations.column(
            f"SELECT DISTINCT tally_id FROM {table} WHERE measure = 'killed' AND unit = 'persons'"))
        named = used | {row["tally_id"] for row in toll["skipped"]}
        if toll["unit"] == "persons":
            self.expect(address, f"of {sql}, and neither used nor skipped", sorted(counting - named), [])
        for total in toll["totals"]:
            ids = ", ".join(f"'{one}'" for one in total["counts"])
            sql = (
                f"SELECT sum(min)::BIGINT, CASE WHEN count(max) = count(*) THEN sum(max)::BIGINT END, "
                f"CASE WHEN count(value) = count(*) THEN sum(value)::BIGINT END, count(*), max(attributed_to), "
                f"count(DISTINCT attributed_to), bool_and(superseded_by IS NULL) FROM {table} WHERE id IN ({ids})")
            ours = (total["min"], total["max"], total["value"], len(total["counts"]), total["attributed_to"], 1, True)
            self.expect(f"{address} of {total['attributed_to']}", sql, ours, self.relations.rows(sql)[0])
        self.expect(address, "the hull of the totals", toll["envelope"], toll["envelope"] | hull(toll))
        policy = self.chance.choice(MERGING)
        address = target(path, asked + [("policy", policy)])
        result = self.get(address, "the same with a policy")["data"]["result"]
        if result:
            totals = [row for row in toll["totals"] if row["attributed_to"] in toll["envelope"]["parties"]]
            if policy == "maximum":
                totals = toll["totals"]
            name = {"conservative": "min", "maximum": "max", "envelope": "max"}[policy]
            self.expect(address, f"the {name} of all", result[name], bound(totals, name))

    def policies(self, kind, table, filters, parameters):
        """Whatever a policy takes of what overlaps, it takes no more than there is, and of one party all take the same."""
        taken = {one.name for one in filters}
        alone = self.chance.random() < 0.5 and "attributed_to" not in taken
        if alone:
            party = self.chance.choice(self.relations.column(
                f"SELECT attributed_to FROM {table} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 12"))
            filters = filters + [Filter("equal", "attributed_to", party, f"attributed_to = '{party}'")]
            parameters = parameters + [("attributed_to", party)]
        key = self.chance.choice(["month", "population_status", "event_id", "year", "event_type"])
        column = {"month": "strftime(period_start$, '%Y-%m')", "year": "strftime(period_start$, '%Y')"}.get(key, key)
        sql = (
            f"SELECT {column} AS key, measure, unit, sum(min)::BIGINT, count(*), count(DISTINCT tally_id) FROM {table} "
            f"WHERE superseded_by IS NULL AND {self.where(filters)} GROUP BY ALL")
        plain = {row[:3]: row[3:] for row in self.relations.rows(sql)}
        seen = []
        for policy in MERGING if alone else [self.chance.choice(MERGING)]:
            address = target("/v1/counts/aggregate", parameters + [("group_by", key), ("policy", policy), ("limit", 1000)])
            rows = self.get(address, sql)["data"]
            groups = {(row["group"][key], row["measure"], row["unit"]): row for row in rows}
            if len(plain) <= 1000:
                self.expect(address, sql, sorted(groups, key=str), sorted(plain, key=str))
            for group, row in groups.items():
                least, counts, tallies = plain[group]
                within = (
                    (row["min"] or 0) <= (least or 0) and 0 < row["counts"] <= counts and 0 < row["tallies"] <= tallies
                    and (row["min"] is None or row["max"] is None or row["min"] <= row["max"]))
                self.expect(f"{address} at {group}", sql, within, True)
            seen.append(rows)
        for rows in seen[1:]:
            self.expect(address, "what the other policies say of one party", rows, seen[0])

    def included(self, kind, table, filters, parameters):
        """The records that the rows of a page refer to, each once."""
        followed = INCLUDED[kind]
        chosen = self.chance.sample(list(followed), self.chance.choice([1, 2]))
        limit = self.chance.choice([1, 10, 50])
        address = target(f"/v1/{kind}", parameters + [("include", ",".join(chosen)), ("limit", limit)])
        page = f"SELECT * FROM {table} WHERE {self.where(filters)} ORDER BY {self.order(kind)} LIMIT {limit}"
        answer = self.get(address, page)["included"]
        for name in chosen:
            column = followed[name]
            is_list = column.endswith("_ids") or column.endswith(".actor_id")
            values = f'unnest("{column}")' if is_list else f'"{column}"'
            served = table.removesuffix(kind) + name
            sql = f"SELECT DISTINCT id FROM {served} WHERE id IN (SELECT {values} FROM ({page})) ORDER BY id"
            self.expect(address, sql, sorted(row["id"] for row in answer[name]), self.relations.column(sql))

    def ranked(self, kind, table, filters, parameters):
        """Articles with the words that meet the filters, the best first; in pages; and their values counted."""
        texts, words = self.relations.texts()
        one, other = self.chance.sample(words, 2)
        text = self.chance.choice([one, f"{one} {other}"])
        tests = " AND ".join(f"text$ LIKE '% {word} %'" for word in text.split())
        held = f"id IN (SELECT id FROM {texts} WHERE {tests})"
        sql = f"SELECT id FROM {table} WHERE {held} AND {self.where(filters)}"
        asked = parameters + [("q", text), ("type", "article")]
        address = target("/v1/search", asked + [("limit", 1000)])
        answer = self.get(address, sql)
        self.expect(address, sql, sorted(row["id"] for row in answer["data"]), sorted(self.relations.column(sql)))
        scores = [row["score"] for row in answer["data"]]
        self.expect(address, "the best first", scores, sorted(scores, reverse=True))
        if len(scores) > 3:
            address = target("/v1/search", asked + [("limit", 3)])
            first = self.get(address, "the same in pages")
            second = self.get(first["links"]["next"], "the second page")
            ours = [row["id"] for row in first["data"] + second["data"]]
            self.expect(address, "the same in one page", ours, [row["id"] for row in answer["data"][:6]])
        self.facets(kind, table, filters, asked, "/v1/search", held)


def hull(toll):
    totals = [row for row in toll["totals"] if row["attributed_to"] in toll["envelope"]["parties"]]
    return {"min": bound(totals, "min"), "max": bound(totals, "max")}


def bound(totals, name):
    """The lowest minimum that is given, or the highest maximum while none is open."""
    values = [row[name] for row in totals]
    if name == "min":
        return min((value for value in values if value is not None), default=None)
    return None if None in values or not values else max(values)
