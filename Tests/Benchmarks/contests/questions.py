"""Questions about a million counts and 100,000 articles, against DuckDB, SQLite with indexes and FTS5, and Datasette.

sitrep is asked over HTTP on a kept connection; DuckDB and SQLite are called inside the process. No address is asked for
twice, so that no answer comes from a cache. Answers are compared before anything is timed.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time

from . import mixed
from .asking import Line, microseconds, target
from .load import folder_of
from .measuring import Sitrep, memory_mb, stop, table
from .warehouse import COLUMNS, PYTHON, Warehouse

FACETS = ["attributed_to", "population_status", "measure"]
# Types of events that no offensive is of, so that none is inside another.
APART = ["explosions_remote_violence", "violence_against_civilians"]
# Frequent and rare words of the generator, each found in hundreds to thousands of articles.
WORDS = """
hospital shelling convoy bridge winter bread electricity truce rocket sniper tank trench harvest bakery stretcher rubble
courtyard tractor photograph archive ambulance surgeon blanket pipeline orchard mortar warehouse farmers airport mayor
""".split()


class Questions:
    """Asks each contestant for the same thing, and says so in the words of each."""

    def __init__(self, sitrep, warehouse):
        self.line, self.warehouse = Line(sitrep.url), warehouse
        self.duck, self.lite = warehouse.duck, warehouse.lite
        self.regions = [row[0] for row in self.duck.execute(
            "SELECT DISTINCT governorate_id FROM counts WHERE length(governorate_id) = 5 ORDER BY 1").fetchall()]
        self.days = [row[0] for row in self.duck.execute(
            "SELECT DISTINCT report_date FROM counts ORDER BY 1").fetchall()]
        self.sources = [row[0] for row in self.duck.execute(
            "SELECT attributed_to FROM counts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 8").fetchall()]

    # A page of 50 by place and date, sorted: rows and total.

    def page_question(self, chance):
        start = chance.randrange(len(self.days) - 120)
        return chance.choice(self.regions), self.days[start], self.days[start + 120]

    def page(self, question):
        region, since, until = question
        return self.line.get(target(
            "/v1/counts", within=region, reported_since=since, reported_until=until, sort="-value", limit=50))

    def lite_page(self, question):
        where = "FROM counts WHERE governorate_id = ? AND report_date BETWEEN ? AND ?"
        rows = self.lite.execute(
            f"SELECT {', '.join(COLUMNS)} {where} ORDER BY value DESC NULLS LAST, tally_id, n LIMIT 50", question).fetchall()
        return rows, self.lite.execute(f"SELECT count(*) {where}", question).fetchone()[0]

    def check_page(self, question):
        ours, (rows, total) = json.loads(self.page(question)), self.lite_page(question)
        agree("page", question, [row["id"] for row in ours["data"]], [row[0] for row in rows])
        agree("total of a page", question, ours["meta"]["total"], total)

    def datasette_page(self, question):
        region, since, until = question
        return target(
            "/peer/counts.json", governorate_id=region, report_date__gte=since, report_date__lte=until, _sort_desc="value",
            _size=50, _shape="objects", _nofacet=1, _nosuggest=1)

    # Three facets over a quarter of all rows.

    def facet_question(self, chance):
        """A span of report dates with a quarter of the rows, by day."""
        if not hasattr(self, "spans"):
            counted = self.duck.execute(
                "SELECT report_date, count(*) FROM counts GROUP BY 1 ORDER BY 1").fetchall()
            total, running, reach = sum(n for _, n in counted), 0, []
            for day, n in counted:
                reach.append((day, running))
                running += n
            self.spans = [
                (day, next(other for other, at in reach if at >= before + total / 4))
                for day, before in reach if before < total * 0.74]
        return chance.choice(self.spans)

    def facets(self, question):
        since, until = question
        return self.line.get(target(
            "/v1/counts", reported_since=since, reported_until=until, facets=",".join(FACETS), limit=1))

    def duck_facets(self, question):
        sets = ", ".join(f"({name})" for name in FACETS)
        return self.duck.execute(
            f"SELECT {', '.join(FACETS)}, count(*) FROM counts WHERE report_date$ BETWEEN ?::TIMESTAMP AND ?::TIMESTAMP "
            f"GROUP BY GROUPING SETS ({sets})", question).fetchall()

    def check_facets(self, question):
        ours, theirs = json.loads(self.facets(question))["facets"], {name: [] for name in FACETS}
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

    def sums(self, question):
        party, until = question
        return self.line.get(target(
            "/v1/counts/aggregate", group_by="month,population_status", attributed_to=party, accumulation="incremental",
            event_type=",".join(APART), measure="killed", reported_until=until, limit=1000))

    def duck_sums(self, question):
        """Without what was superseded, and without parts of a whole in the same cell."""
        return self.duck.execute(
            "SELECT strftime(date_trunc('month', period_start$), '%Y-%m') AS month, population_status, sum(min)::BIGINT, "
            "count(*) FROM counts WHERE attributed_to = ? AND report_date$ <= ?::TIMESTAMP "
            "AND accumulation = 'incremental' AND event_type IN (?, ?) AND measure = 'killed' AND superseded_by IS NULL "
            "AND (whole_measure IS DISTINCT FROM measure OR whole_status IS DISTINCT FROM population_status) "
            "GROUP BY 1, 2", [*question, *APART]).fetchall()

    def check_sums(self, question):
        ours = [
            (row["group"]["month"], row["group"]["population_status"], row["min"], row["counts"])
            for row in json.loads(self.sums(question))["data"]]
        agree("sums", question, sorted(ours, key=str), sorted(self.duck_sums(question), key=str))

    # The same over all parties and events: sitrep finds what overlaps and takes the highest account, DuckDB adds it all up.

    def guarded_question(self, chance):
        return [chance.choice(self.days[:len(self.days) // 20])]

    def guarded_sums(self, question):
        return self.line.get(target(
            "/v1/counts/aggregate", group_by="month,population_status", measure="killed", reported_since=question[0],
            policy="maximum", limit=1000))

    def duck_plain_sums(self, question):
        return self.duck.execute(
            "SELECT date_trunc('month', period_start$), population_status, sum(min)::BIGINT, sum(max)::BIGINT, count(*) "
            "FROM counts WHERE report_date$ >= ?::TIMESTAMP AND measure = 'killed' AND superseded_by IS NULL GROUP BY 1, 2",
            question).fetchall()

    def check_guarded(self, question):
        ours, theirs = json.loads(self.guarded_sums(question))["meta"]["total"], len(self.duck_plain_sums(question))
        agree("number of cells", question, ours, theirs)

    # Two words, ranked, top 20 with highlights.

    def search_question(self, chance):
        return " ".join(chance.sample(WORDS, 2))

    def search(self, words):
        return self.line.get(target("/v1/search", q=words, type="article", limit=20, highlight="true"))

    def lite_search(self, words):
        return self.lite.execute(
            "SELECT a.id, a.headline, snippet(articles_text, -1, '[', ']', '…', 24), bm25(articles_text, 5, 2, 1) AS score "
            "FROM articles_text JOIN articles a ON a.rowid = articles_text.rowid WHERE articles_text MATCH ? "
            "ORDER BY score LIMIT 20", (words,)).fetchall()

    def check_search(self, words):
        theirs = self.lite.execute("SELECT count(*) FROM articles_text WHERE articles_text MATCH ?", (words,)).fetchone()[0]
        agree("number found", words, json.loads(self.search(words))["meta"]["total"], theirs)

    # The toll of an event with about thirty statements.

    def toll_questions(self, chance, count):
        events = [row[0] for row in self.duck.execute(
            "SELECT event_id FROM counts WHERE event_id IS NOT NULL GROUP BY 1 "
            "HAVING count(DISTINCT tally_id) BETWEEN 26 AND 34 ORDER BY 1").fetchall()]
        return [(event, chance.choice(["killed", "injured"])) for event in chance.sample(events, min(count, len(events)))]

    def toll(self, question):
        event, measure = question
        return self.line.get(target(f"/v1/events/{event}/toll", measure=measure))


def agree(what, question, ours, theirs):
    if ours != theirs:
        raise SystemExit(f"{what} differs for {question}:\n  sitrep {ours}\n  peer   {theirs}")


def run(binary, quick):
    counts, rounds, count = (100_000, 1, 20) if quick else (1_000_000, 5, 40)
    folder, size_mb = folder_of(counts)
    rows, figures = [], {}

    def put(name, ours, peer, theirs, bound, sense="at most"):
        ratio = ours / theirs
        figures[name] = {"sitrep": ours, peer: theirs, "ratio": ratio}
        rows.append([f"{name}, sitrep / {peer}", f"{ratio:.2f}", f"{sense} {bound}", f"{ours:,.0f}", f"{theirs:,.0f}"])

    warehouse = Warehouse(folder)
    loads = race_loads(binary, folder, 1 if quick else 3)
    put("load, ms", loads["sitrep"] * 1000, "DuckDB `read_json`", loads["duckdb"] * 1000, "2.0")
    with Sitrep(binary, [folder]) as sitrep:
        resident = memory_mb(sitrep.process.pid, "VmRSS")
        put("resident memory, MB", resident, "input", size_mb, "2.0")
        asked = Questions(sitrep, warehouse)
        contests = [
            ("page of 50 by place and date, µs", asked.page_question, asked.check_page, asked.page,
             "SQLite", asked.lite_page, "0.5"),
            ("three facets over a quarter, µs", asked.facet_question, asked.check_facets, asked.facets,
             "DuckDB, 2 threads", asked.duck_facets, "1.0"),
            ("month × status sums of a party, µs", asked.sum_question, asked.check_sums, asked.sums,
             "DuckDB, 2 threads", asked.duck_sums, "1.0"),
            ("month × status sums of all, guarded / plain, µs", asked.guarded_question, asked.check_guarded,
             asked.guarded_sums, "DuckDB, 2 threads", asked.duck_plain_sums, "1.0"),
            ("two-word search, µs", asked.search_question, asked.check_search, asked.search,
             "FTS5", asked.lite_search, "0.5"),
        ]
        for name, question, check, ours, peer, theirs, bound in contests:
            print(f"  {name}", file=sys.stderr)
            medians = race_questions(question, check, ours, theirs, rounds, count)
            put(name, *medians[:1], peer, *medians[1:], bound)
        put_datasette(asked, warehouse, rounds, count // 4, put)
        tolls = microseconds(asked.toll, asked.toll_questions(random.Random(7), rounds * count))
        figures["toll"] = statistics.median(tolls)
        rows.append(["toll of an event with 30 statements, µs", f"{figures['toll']:,.0f}", "at most 200", "", ""])
        figures["mixed"] = mixed.run(sitrep, asked, seconds=5 if quick else 20)
        rows += mixed.rows(figures["mixed"])
    return {
        "title": f"{counts:,} counts, {size_mb:.0f} MB, medians of {rounds} rounds of {count} questions, two cores",
        "markdown": table(["", "measured", "wanted", "sitrep", "peer"], rows),
        "figures": figures,
    }


def race_questions(question, check, ours, theirs, rounds, count, seed=2024):
    """Medians of both in microseconds, round by round in turn, after their answers were compared."""
    chance = random.Random(seed)
    for _ in range(5):
        check(question(chance))
    samples = [], []
    for number in range(rounds):
        contestants = [(ours, samples[0]), (theirs, samples[1])]
        asked = [question(chance) for _ in range(count)]
        for contestant, taken in contestants if number % 2 == 0 else reversed(contestants):
            taken += microseconds(contestant, asked)
    return [statistics.median(taken) for taken in samples]


def race_loads(binary, folder, rounds):
    """Seconds from the start of sitrep until it listens, and of DuckDB reading the same files into tables."""
    import duckdb

    samples = {"sitrep": [], "duckdb": []}
    names = [name for name in sorted(os.listdir(folder)) if name.endswith(".ndjson")]
    for _ in range(rounds):
        with Sitrep(binary, [folder]) as sitrep:
            samples["sitrep"].append(sitrep.listening - sitrep.begun)
        begun = time.perf_counter()
        connection = duckdb.connect(config={"threads": 2})
        for number, name in enumerate(names):
            connection.execute(
                f"CREATE TABLE t{number} AS SELECT * FROM read_json('{folder}/{name}', format = 'newline_delimited')")
        samples["duckdb"].append(time.perf_counter() - begun)
        connection.close()
    return {name: statistics.median(taken) for name, taken in samples.items()}


def put_datasette(asked, warehouse, rounds, count, put):
    """The page once more, against Datasette on the same file of SQLite, both over HTTP."""
    port = 18101
    process = subprocess.Popen(
        [os.path.join(PYTHON, "bin/datasette"), "serve", "--immutable", warehouse.path, "--port", str(port),
         "--setting", "sql_time_limit_ms", "20000"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        line = connected(f"http://127.0.0.1:{port}")

        def ask(question):
            return line.get(asked.datasette_page(question))

        def check(question):
            ours, theirs = json.loads(asked.page(question)), json.loads(ask(question))
            agree("Datasette's total", question, ours["meta"]["total"], theirs["filtered_table_rows_count"])
            agree("Datasette's page", question, [row["value"] for row in ours["data"]],
                  [row["value"] for row in theirs["rows"]])

        ours, theirs = race_questions(asked.page_question, check, asked.page, ask, rounds, count, seed=2025)
        put("pages per second over HTTP", 1e6 / ours, "Datasette", 1e6 / theirs, "40", "at least")
    finally:
        stop(process)


def connected(url):
    for _ in range(400):
        try:
            return Line(url)
        except OSError:
            time.sleep(0.05)
    raise SystemExit("Datasette did not start")
