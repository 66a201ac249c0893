"""What is asked of a dataset, in the words of each contestant, and how their answers are compared."""

import json

from .asking import Line, target
from .warehouse import COLUMNS

FACETS = ["attributed_to", "population_status", "measure"]
# Of reports, that a page is taken from.
PAGE_DAYS = 120
# As long on the average; of one length there are too few pages to ask a server that is pressed for none twice.
PRESSED_DAYS = range(PAGE_DAYS - 20, PAGE_DAYS + 21)
# Frequent and rare words of the generator, each found in hundreds to thousands of articles.
WORDS = """
hospital shelling convoy bridge winter bread electricity truce rocket sniper tank trench harvest bakery stretcher rubble
courtyard tractor photograph archive ambulance surgeon blanket pipeline orchard mortar warehouse farmers airport mayor
""".split()


class Questions:
    """Asks each contestant for the same thing, and says so in the words of each.

    `apart`: types of events none of which is inside another; `pairs`: makes two words that are looked for together,
    from a source of chance.
    """

    def __init__(self, sitrep, warehouse, texts, apart, pairs):
        self.sitrep, self.line, self.warehouse, self.texts = sitrep, Line(sitrep.url), warehouse, texts
        self.duck, self.lite = warehouse.duck, warehouse.lite
        self.apart, self.search_question = apart, pairs
        # What was asked already, in as many words.
        self.known = set()
        self.regions = [row[0] for row in self.duck.execute(
            "SELECT DISTINCT governorate_id FROM counts WHERE governorate_id IS NOT NULL ORDER BY 1").fetchall()]
        counted = self.duck.execute("SELECT report_date, count(*) FROM counts GROUP BY 1 ORDER BY 1").fetchall()
        self.days, self.spans = [day for day, _ in counted], quarters(counted)
        self.sources = [row[0] for row in self.duck.execute(
            "SELECT attributed_to FROM counts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 8").fetchall()]

    def get(self, address):
        return self.line.get(address)

    def times(self, address, questions):
        """How many microseconds each takes, as an address that was made before: making it is nobody's work."""
        return self.line.times([address(question) for question in questions])

    def connect(self):
        """Asks on a new connection from here on."""
        self.line.close()
        self.line = Line(self.sitrep.url)

    # A page of 50 by place and date, sorted: rows and total.

    def page_question(self, chance, lengths=(PAGE_DAYS,)):
        """A region and a span of days, as long as one of `lengths`."""
        length = chance.choice(lengths)
        start = chance.randrange(len(self.days) - length)
        return chance.choice(self.regions), self.days[start], self.days[start + length]

    def page(self, question):
        region, since, until = question
        return target(
            "/v1/counts", within=region, reported_since=since, reported_until=until, sort="-value", limit=50)

    def lite_page(self, question):
        where = "FROM counts WHERE governorate_id = ? AND report_date BETWEEN ? AND ?"
        rows = self.lite.execute(
            f"SELECT {', '.join(COLUMNS)} {where} ORDER BY value DESC NULLS LAST, tally_id, n LIMIT 50",
            question).fetchall()
        return rows, self.lite.execute(f"SELECT count(*) {where}", question).fetchone()[0]

    def check_page(self, question):
        ours, (rows, total) = json.loads(self.get(self.page(question))), self.lite_page(question)
        agree("page", question, [row["id"] for row in ours["data"]], [row[0] for row in rows])
        agree("total of a page", question, ours["meta"]["total"], total)

    def datasette_page(self, question):
        region, since, until = question
        return target(
            "/peer/counts.json", governorate_id=region, report_date__gte=since, report_date__lte=until,
            _sort_desc="value", _size=50, _shape="objects", _nofacet=1, _nosuggest=1)

    # Three facets over a quarter of all rows, by report date.

    def facet_question(self, chance):
        return chance.choice(self.spans)

    def facets(self, question):
        since, until = question
        return target("/v1/counts", reported_since=since, reported_until=until, facets=",".join(FACETS), limit=1)

    def duck_facets(self, question):
        sets = ", ".join(f"({name})" for name in FACETS)
        return self.duck.execute(
            f"SELECT {', '.join(FACETS)}, count(*) FROM counts "
            f"WHERE report_date$ BETWEEN ?::TIMESTAMP AND ?::TIMESTAMP GROUP BY GROUPING SETS ({sets})",
            question).fetchall()

    def check_facets(self, question):
        ours, theirs = json.loads(self.get(self.facets(question)))["facets"], {name: [] for name in FACETS}
        for *values, count in self.duck_facets(question):
            name = next((name for name, value in zip(FACETS, values) if value is not None), None)
            if name:
                theirs[name].append((-count, values[FACETS.index(name)]))
        for name in FACETS:
            agree(f"facet {name}", question, [(-row["count"], row["value"]) for row in ours[name]],
                  sorted(theirs[name])[:20])

    # Month by status, summed: of one party where nothing overlaps, so that a plain sum is right, too.

    def sum_question(self, chance):
        return chance.choice(self.sources), chance.choice(self.days[len(self.days) // 2:])

    def sums(self, question, **more):
        party, until = question
        return target(
            "/v1/counts/aggregate", group_by="month,population_status", attributed_to=party, accumulation="incremental",
            event_type=",".join(self.apart), measure="killed", reported_until=until, limit=1000, **more)

    def duck_sums(self, question):
        """Without what was superseded, and without parts of a whole in the same cell."""
        return self.duck.execute(
            "SELECT strftime(date_trunc('month', period_start$), '%Y-%m') AS month, population_status, "
            "sum(min)::BIGINT, count(*) FROM counts WHERE attributed_to = ? AND report_date$ <= ?::TIMESTAMP "
            "AND accumulation = 'incremental' AND list_contains(?, event_type) AND measure = 'killed' "
            "AND superseded_by IS NULL AND (whole_measure IS DISTINCT FROM measure "
            "OR whole_status IS DISTINCT FROM population_status) "
            "GROUP BY 1, 2", [*question, self.apart]).fetchall()

    def check_sums(self, question):
        """Under the policy of the guarded sums below, too, which has nothing to choose from here."""
        theirs = sorted(self.duck_sums(question), key=str)
        for more in ({}, {"policy": "maximum"}):
            ours = [
                (row["group"]["month"], row["group"]["population_status"], row["min"], row["counts"])
                for row in json.loads(self.get(self.sums(question, **more)))["data"]]
            agree("sums", (*question, more), sorted(ours, key=str), theirs)

    # The same over all parties and events: sitrep finds overlaps and takes the highest account, DuckDB adds up all.

    def guarded_question(self, chance):
        return [chance.choice(self.days[:len(self.days) // 20])]

    def guarded_sums(self, question):
        return target(
            "/v1/counts/aggregate", group_by="month,population_status", measure="killed", reported_since=question[0],
            policy="maximum", limit=1000)

    def duck_plain_sums(self, question):
        return self.duck.execute(
            "SELECT date_trunc('month', period_start$), population_status, sum(min)::BIGINT, sum(max)::BIGINT, "
            "count(*) FROM counts WHERE report_date$ >= ?::TIMESTAMP AND measure = 'killed' "
            "AND superseded_by IS NULL GROUP BY 1, 2", question).fetchall()

    def check_guarded(self, question):
        """Only how many cells there are: what overlaps is in DuckDB's sums several times, as they are no answer to
        this. What the policy gives where nothing overlaps is compared with the sums of a party."""
        ours = json.loads(self.get(self.guarded_sums(question)))["meta"]["total"]
        agree("number of cells", question, ours, len(self.duck_plain_sums(question)))

    # Two words, ranked, top 20 with highlights.

    def search(self, words):
        return target("/v1/search", q=words, type="article", limit=20, highlight="true")

    def lite_search(self, words):
        return self.lite.execute(
            "SELECT a.id, a.headline, snippet(articles_text, -1, '[', ']', '…', 24), "
            "bm25(articles_text, 5, 2, 1) AS score FROM articles_text JOIN articles a ON a.rowid = articles_text.rowid "
            "WHERE articles_text MATCH ? ORDER BY score LIMIT 20", (words,)).fetchall()

    def check_search(self, words):
        """The very same articles, found by three programs; their order is a matter of taste."""
        total = json.loads(self.get(self.search(words)))["meta"]["total"]
        lite = [row[0] for row in self.lite.execute(
            "SELECT a.id FROM articles_text JOIN articles a ON a.rowid = articles_text.rowid "
            "WHERE articles_text MATCH ?", (words,)).fetchall()]
        ours = self.get(target("/v1/articles.ndjson", q=words, fields="id")).splitlines()
        agree("number found", words, total, len(lite))
        agree("articles found, FTS5", words, sorted(json.loads(row)["id"] for row in ours), sorted(lite))
        agree("articles found, tantivy", words, sorted(lite), sorted(self.texts.all_found(words)))

    # The toll of an event with about thirty statements.

    def toll_questions(self, chance, count):
        events = [row[0] for row in self.duck.execute(
            "SELECT event_id FROM counts WHERE event_id IS NOT NULL GROUP BY 1 "
            "HAVING count(DISTINCT tally_id) BETWEEN 26 AND 34 ORDER BY 1").fetchall()]
        asked = chance.sample(events, min(count, len(events)))
        return [(event, chance.choice(["killed", "injured"])) for event in asked]

    def toll(self, question):
        event, measure = question
        return target(f"/v1/events/{event}/toll", measure=measure)


def quarters(days):
    """Spans of days that hold a quarter of all rows."""
    total, running, reach = sum(count for _, count in days), 0, []
    for day, count in days:
        reach.append((day, running))
        running += count
    ends = iter(reach)
    end, spans = next(ends), []
    for day, before in reach:
        while end and end[1] < before + total / 4:
            end = next(ends, None)
        if end is None:
            break
        spans.append((day, end[0]))
    return spans


def agree(what, question, ours, theirs):
    """Ends the contest when two answers differ, with the first of both that do."""
    if ours == theirs:
        return
    if isinstance(ours, list) and isinstance(theirs, list):
        place = next((place for place, (one, other) in enumerate(zip(ours, theirs)) if one != other), -1)
        at = min(len(ours), len(theirs)) if place < 0 else place
        ours, theirs = f"{len(ours)} rows, from {ours[at:at + 3]}", f"{len(theirs)} rows, from {theirs[at:at + 3]}"
    raise SystemExit(f"{what} differs for {question}:\n  sitrep {ours}\n  peer   {theirs}")


def words_of_generator(chance):
    return " ".join(chance.sample(WORDS, 2))


class WordsOfArticles:
    """Pairs of words that stand in one article, none of them part of a name: names find their other names, too."""

    def __init__(self, relations):
        _, words = relations.texts()
        known, pairs = set(words), []
        for (text,) in relations.rows("SELECT text$ FROM texts ORDER BY id"):
            found = sorted(set(text.split()) & known)
            pairs += list(zip(found[::2], found[1::2]))
        self.pairs = sorted(set(pairs))

    def __call__(self, chance):
        return " ".join(chance.choice(self.pairs))
