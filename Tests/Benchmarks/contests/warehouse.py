"""The same rows in DuckDB and in SQLite, as somebody who knows them well would set them up."""

import os
import sqlite3
import sys

from .environment import use_peers

COLUMNS = (
    "id tally_id n attributed_to article_id event_id event_type place_id measure unit population_status "
    "population_affiliation_actor_id population_sex population_age_group population_occupation item_category "
    "item_outcome cause perpetrator_actor_id perpetrator_attribution qualifier value min max best text part_of "
    "exhaustive accumulation phase kind verification period_start period_end report_date recorded_at revises "
    "superseded_by country lat lon wording"
).split()
ARTICLE_COLUMNS = "id headline abstract body_text keywords_text publisher_id published_at genre".split()
# What a search looks through.
TEXTS = "headline abstract body_text keywords_text".split()
# What a DBA would put there for the questions that are asked: every filter and order has its index.
INDEXES = [
    "CREATE INDEX counts_by_place ON counts (governorate_id, report_date)",
    "CREATE INDEX counts_by_event ON counts (event_id, report_date)",
    "CREATE INDEX counts_by_report ON counts (report_date)",
]


# Changes with the tables, so that a file of an older program is not taken for one of this.
FORM = 2


class Warehouse:
    """`duck` has the tables of `Relations`, counts with their governorate and what their whole is; `lite` is SQLite."""

    def __init__(self, folder):
        use_peers()
        sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Differential"))
        from relations import Relations

        self.relations = Relations(folder, threads=2)
        self.duck = self.relations.connection
        prefix = self.relations.at()
        self.duck.execute(
            "CREATE TABLE region AS WITH RECURSIVE inside (place, governorate_id) AS ("
            "SELECT id, id FROM raw_places WHERE place_type = 'governorate' UNION ALL "
            "SELECT p.id, governorate_id FROM raw_places p JOIN inside ON p.parent_id = place) SELECT * FROM inside")
        self.duck.execute(
            f"CREATE TABLE counts AS SELECT c.*, governorate_id, w.measure AS whole_measure, "
            f"w.population_status AS whole_status FROM {prefix}counts c LEFT JOIN region ON place = place$ "
            f"LEFT JOIN {prefix}counts w ON w.id = c.part_of ORDER BY c.report_date$ DESC, c.tally_id, c.n")
        self.duck.execute(
            f"CREATE TABLE articles AS SELECT *, array_to_string(keywords, ' | ') AS keywords_text "
            f"FROM {prefix}articles ORDER BY published_at$ DESC, id")
        self.path = os.path.join(folder, "peer.sqlite")
        written = os.path.getmtime(os.path.join(folder, "tallies.ndjson"))
        if not os.path.exists(self.path) or os.path.getmtime(self.path) < written or form_of(self.path) != FORM:
            self.fill()
        self.lite = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        for pragma in ("mmap_size = 4000000000", "cache_size = -1000000", "temp_store = memory"):
            self.lite.execute(f"PRAGMA {pragma}")
        # Touches every page, so that none is fetched while a question is timed.
        self.lite.execute("SELECT sum(length(wording)) FROM counts").fetchone()
        self.lite.execute("SELECT sum(length(body_text)) FROM articles").fetchone()

    def close(self):
        self.lite.close()
        self.duck.close()

    def fill(self):
        """Copies the rows into SQLite with its indexes, and articles into FTS5."""
        if os.path.exists(self.path + ".new"):
            os.remove(self.path + ".new")
        lite = sqlite3.connect(self.path + ".new")
        lite.execute("PRAGMA journal_mode = off")
        lite.execute("PRAGMA synchronous = off")
        self.copy(lite, "counts", COLUMNS + ["governorate_id"])
        self.copy(lite, "articles", ARTICLE_COLUMNS)
        for index in INDEXES:
            lite.execute(index)
        lite.execute(
            f"CREATE VIRTUAL TABLE articles_text USING fts5({', '.join(TEXTS)}, content = 'articles', "
            "tokenize = 'unicode61 remove_diacritics 2')")
        lite.execute("INSERT INTO articles_text (articles_text) VALUES ('rebuild')")
        lite.execute("INSERT INTO articles_text (articles_text) VALUES ('optimize')")
        lite.execute("ANALYZE")
        lite.execute(f"PRAGMA user_version = {FORM}")
        lite.commit()
        lite.close()
        os.rename(self.path + ".new", self.path)

    def copy(self, lite, table, columns):
        names = ", ".join(f'"{name}"' for name in columns)
        lite.execute(f"CREATE TABLE {table} ({names})")
        rows = self.duck.cursor().execute(f"SELECT {names} FROM {table}")
        marks = ", ".join("?" * len(columns))
        while batch := rows.fetchmany(20_000):
            lite.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)


def form_of(path):
    lite = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    form = lite.execute("PRAGMA user_version").fetchone()[0]
    lite.close()
    return form
