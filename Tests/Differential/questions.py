"""Random questions, each with the answer that DuckDB has to it and a way to compare."""

from answers import INCLUDED, WorkedOut
from catalog import FIELDS, WEIGHTS, order
from filters import Filter, Filters
from relations import visible
from server import target
from sums import GROUPS, PARTIES, sums

# Members of rows that are compared as they are; the others are compared by the filters on them.
COMPARED = {
    # A recorded_at that nobody wrote has no text of its own to compare.
    "counts": [field.name for field in FIELDS["counts"] if field.name != "recorded_at"] + ["wording"],
    "events": ["id", "name", "event_type", "date_start", "date_end", "place_id", "parent_event_id", "article_ids"],
    "articles": ["id", "headline", "published_at", "publisher_id", "keywords", "event_ids", "actor_ids"],
    "places": ["id", "name", "place_type", "country", "parent_id", "pcode"],
}
# Fields that refer to records which are not known at every moment.
REFERRED = {"article_id": "articles", "article_ids": "articles", "revises": "tallies", "superseded_by": "tallies"}
MOMENTS = [None, "2014-03", "2016-05-20T11:30:00Z", "2021"]


class Mismatch(Exception):
    """Two answers to one question that differ: what was asked both, and what each said."""

    def __init__(self, address, sql, ours, theirs):
        lines = [f"  DuckDB was asked: {sql}", f"  sitrep: {ours}", f"  DuckDB: {theirs}"]
        super().__init__("\n".join([address] + [line if len(line) < 700 else line[:700] + "…" for line in lines]))


def expect(address, sql, ours, theirs):
    if ours == theirs:
        return
    if isinstance(ours, list) and isinstance(theirs, list):
        place = next((at for at, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
        ours, theirs = (f"{len(rows)} rows, from row {place} on {rows[place:place + 3]}" for rows in (ours, theirs))
    raise Mismatch(address, sql, ours, theirs)


class Questions(WorkedOut):
    """Asks a server and a `Relations` the same. `families` are the parts of the grammar that are used."""

    def __init__(self, server, relations, families, seed):
        self.server, self.relations, self.families = server, relations, families
        self.filters = Filters(relations, seed)
        self.chance = self.filters.chance
        self.asked = 0

    def get(self, address, sql):
        status, answer = self.server.get(address)
        self.asked += 1
        if status != 200:
            raise Mismatch(address, sql, f"{status} {answer.get('detail')}", "an answer")
        return answer

    def ask(self):
        """One question about the rows of a type, and perhaps about what they have in common."""
        kind = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        moment = self.chance.choice(MOMENTS) if "as_of" in self.families and self.chance.random() < 0.4 else None
        filters, taken = [], set()
        for _ in range(self.chance.choice([0, 1, 1, 1, 2, 2, 3])):
            one = self.filters.any(kind, self.families)
            if one is None:
                break
            # A span that ends before it begins is refused, so a question has one end only.
            key = one.family if one.family in ("time", "reported") else one.name
            if key not in taken:
                taken.add(key)
                filters.append(one)
        table = self.relations.at(moment) + kind
        parameters = [(one.name, one.value) for one in filters] + ([("as_of", moment)] if moment else [])
        asks = [self.pages, self.pages, self.rows]
        asks += [self.facets] if "facets" in self.families else []
        asks += [self.histogram] if "histogram" in self.families else []
        if kind == "counts" and "aggregate" in self.families:
            asks += [self.aggregate] * 2
        if kind == "counts":
            worked_out = {"series": self.series, "toll": self.toll, "policies": self.policies}
            asks += [ask for family, ask in worked_out.items() if family in self.families]
        if kind in INCLUDED and "include" in self.families:
            asks += [self.included]
        if kind == "articles" and "search" in self.families:
            asks = [self.search, self.search, self.ranked] + asks[-1:]
        self.chance.choice(asks)(kind, table, filters, parameters)

    expect = staticmethod(expect)

    @staticmethod
    def order(kind):
        return order(kind, [])

    @staticmethod
    def where(filters):
        return " AND ".join(f"({one.sql})" for one in filters) or "true"

    # Lists

    def pages(self, kind, table, filters, parameters):
        """The order of ids over a few pages, forwards and back, and the total."""
        keys = self.sort_keys(kind)
        parameters = parameters + ([("sort", ",".join(keys))] if keys else [])
        limit = self.chance.choice([1, 7, 50, 50, 300, 1000])
        sql = f"SELECT id FROM {table} WHERE {self.where(filters)} ORDER BY {order(kind, keys)}"
        wanted = self.relations.column(sql)
        address = target(f"/v1/{kind}", parameters + [("limit", limit), ("fields", "id")])
        first = answer = self.get(address, sql)
        expect(address, sql, answer["meta"]["total"], len(wanted))
        for page in range(4):
            part = wanted[page * limit:(page + 1) * limit]
            expect(address, sql, [row["id"] for row in answer["data"]], part)
            following = answer["links"].get("next")
            expect(address, "whether there is a next page", following is not None, len(wanted) > (page + 1) * limit)
            if not following or page == 3:
                break
            address = following
            answer = self.get(address, sql)
        if page > 0:
            address = answer["links"]["prev"]
            back = self.get(address, sql)
            expect(address, sql, [row["id"] for row in back["data"]], wanted[(page - 1) * limit:page * limit])
        expect(target(f"/v1/{kind}", parameters), "returned", first["meta"]["returned"], min(limit, len(wanted)))

    def sort_keys(self, kind):
        if "sort" not in self.families or self.chance.random() < 0.4:
            return []
        fields = [field for field in FIELDS[kind] if not field.is_list]
        chosen = self.chance.sample(fields, min(self.chance.choice([1, 1, 2, 3]), len(fields)))
        return [self.chance.choice(["", "-"]) + field.name for field in chosen]

    def rows(self, kind, table, filters, parameters):
        """Whole rows, value by value."""
        names = COMPARED.get(kind, ["id"])
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {columns} FROM {table} WHERE {self.where(filters)} ORDER BY {order(kind, [])} LIMIT 20"
        address = target(f"/v1/{kind}", parameters + [("limit", 20)])
        ours = [{name: plain(row.get(name)) for name in names} for row in self.get(address, sql)["data"]]
        theirs = [dict(zip(names, map(plain, row))) for row in self.relations.rows(sql)]
        if len(ours) == len(theirs):
            # Of rows that differ, just the members that do.
            for our, their in zip(ours, theirs):
                for name in names:
                    if our[name] == their[name]:
                        del our[name], their[name]
        expect(address, sql, ours, theirs)

    # Text

    def search(self, kind, table, filters, parameters):
        """Which articles hold the words, however they are asked for."""
        texts, words = self.relations.texts()
        one, other = self.chance.sample(words, 2)
        text, test = self.chance.choice([
            (f"{one} {other}", [f"% {one} %", f"% {other} %"]),
            (one.upper(), [f"% {one} %"]),
            (f"{one} -{other}", [f"% {one} %", f"-% {other} %"]),
            (f"{one[:4]}*", [f"% {one[:4]}%"]),
            (self.phrase(texts), None),
        ])
        if test is None:
            text, test = f'"{text}"', [f"% {text} %"]
        found = " AND ".join(
            f"text$ {'NOT LIKE' if pattern[0] == '-' else 'LIKE'} '{pattern.removeprefix('-')}'" for pattern in test)
        sql = (
            f"SELECT id FROM {table} JOIN {texts} USING (id) WHERE {found} AND {self.where(filters)} "
            f"ORDER BY {order(kind, [])}")
        wanted = self.relations.column(sql)
        address = target(f"/v1/{kind}", parameters + [("q", text), ("sort", "-published_at"), ("limit", 1000), ("fields", "id")])
        answer = self.get(address, sql)
        expect(address, sql, [row["id"] for row in answer["data"]], wanted[:1000])
        expect(address, sql, answer["meta"]["total"], len(wanted))

    def phrase(self, texts):
        """Two words that follow each other somewhere."""
        row = self.chance.randrange(1000)
        text = self.relations.column(f"SELECT text$ FROM {texts} ORDER BY id LIMIT 1 OFFSET {row % 500}")[0]
        pairs = [pair for pair in zip(text.split(), text.split()[1:]) if set(pair) <= set(self.relations.texts()[1])]
        return " ".join(self.chance.choice(pairs)) if pairs else self.chance.choice(self.relations.texts()[1])

    # What rows have in common

    def facets(self, kind, table, filters, parameters, path=None, held="true"):
        """Values of up to three fields with the number of rows, each without the filter on itself."""
        fields = [field for field in FIELDS[kind] if field.kind == "word"]
        chosen = self.chance.sample(fields, min(self.chance.choice([1, 2, 3]), len(fields)))
        limit = self.chance.choice([5, 20, 20, 1000])
        asked = [("facets", ",".join(field.name for field in chosen)), ("facet_limit", limit), ("limit", 1)]
        address = target(path or f"/v1/{kind}", parameters + asked)
        answer = self.get(address, "facets")["facets"]
        for field in chosen:
            others = [one for one in filters if one.name.split("[")[0] != field.name]
            values = f'unnest(list_distinct("{field.name}"))' if field.is_list else f'"{field.name}"'
            # Ids of what is under embargo, or was recorded later, are not told.
            known, moment = REFERRED.get(field.name), dict(parameters).get("as_of")
            told = f"v IN (SELECT id FROM all_{known} WHERE {visible(moment)})" if known else "v IS NOT NULL"
            sql = (
                f"SELECT v, count(*) FROM (SELECT {values} AS v FROM {table} WHERE {held} AND {self.where(others)}) "
                f"WHERE {told} GROUP BY v ORDER BY count(*) DESC, v LIMIT {limit}")
            ours = [[row["value"], row["count"]] for row in answer[field.name]]
            expect(address, sql, ours, [list(row) for row in self.relations.rows(sql)])

    def aggregate(self, kind, table, filters, parameters):
        """Sums by group; what sitrep refuses to add is not added here either."""
        taken = {one.name for one in filters}
        extra = [("accumulation", "incremental"), ("attributed_to", self.chance.choice(PARTIES)), ("event_type", "protests")]
        extra += [("event_type", "explosions_remote_violence"), ("kind", "claim")]
        for name, value in self.chance.sample(extra, 2):
            if name not in taken:
                taken.add(name)
                filters = filters + [Filter("equal", name, value, f"{name} = '{value}'")]
                parameters = parameters + [(name, value)]
        keys = self.chance.sample(list(GROUPS), self.chance.choice([1, 2, 3]))
        address = target("/v1/counts/aggregate", parameters + [("group_by", ",".join(keys)), ("limit", 1000)])
        sql = sums(table, self.where(filters), keys)
        status, answer = self.server.get(address)
        self.asked += 1
        if status == 409:
            return
        if status != 200:
            raise Mismatch(address, sql, f"{status} {answer.get('detail')}", "an answer")
        ours = {
            (*(row["group"][key] for key in keys), row["measure"], row["unit"]):
            [row[name] for name in ("value", "min", "max", "counts", "tallies")] for row in answer["data"]}
        theirs = {row[:-5]: list(row[-5:]) for row in self.relations.rows(sql)}
        expect(address, sql, answer["meta"]["total"], len(theirs))
        for group, row in ours.items():
            expect(f"{address} at {group}", sql, row, theirs.get(group))

    def histogram(self, kind, table, filters, parameters):
        """Rows per bucket of a date, with the empty ones between."""
        dates = [field for field in FIELDS[kind] if field.kind == "date"]
        if not dates:
            return self.pages(kind, table, filters, parameters)
        field, interval = self.chance.choice(dates), self.chance.choice(["day", "week", "month", "month", "year"])
        address = target(
            f"/v1/{kind}", parameters + [("histogram", field.name), ("interval", interval), ("limit", 1)])
        sql = (
            f"SELECT strftime(b, '%Y-%m-%d'), coalesce(c, 0) FROM ("
            f"SELECT unnest(generate_series(min(b), max(b), INTERVAL 1 {interval})) AS b FROM ("
            f'SELECT date_trunc(\'{interval}\', "{field.name}$") AS b FROM {table} WHERE {self.where(filters)})) '
            f'LEFT JOIN (SELECT date_trunc(\'{interval}\', "{field.name}$") AS b, count(*) AS c FROM {table} '
            f"WHERE {self.where(filters)} GROUP BY 1) USING (b) ORDER BY b")
        buckets = self.get(address, sql)["histogram"]["buckets"]
        expect(address, sql, [[one["start"], one["count"]] for one in buckets],
               [list(row) for row in self.relations.rows(sql)])


def plain(value):
    """Absent, null and the empty list are one here."""
    return None if value == [] else value
