"""The same rows in DuckDB and in SQLite, as somebody who knows them well would set them up."""

import os
import site
import sqlite3
import subprocess
import sys
import tempfile

PEERS = ["duckdb==2.0.0", "datasette==0.65.5"]
PYTHON = os.path.join(tempfile.gettempdir(), "sitrep-benchmark-python")
COLUMNS = (
    "id tally_id n attributed_to article_id event_id event_type place_id measure unit population_status "
    "population_affiliation_actor_id population_sex population_age_group population_occupation item_category item_outcome "
    "cause perpetrator_actor_id perpetrator_attribution qualifier value min max best text part_of exhaustive accumulation "
    "phase kind verification period_start period_end report_date recorded_at revises superseded_by country lat lon wording"
).split()
ARTICLE_COLUMNS = "id headline abstract body_text publisher_id published_at genre".split()
# What a DBA would put there for the questions that are asked: every filter and order has its index.
INDEXES = [
    "CREATE INDEX counts_by_place ON counts (governorate_id, report_date)",
    "CREATE INDEX counts_by_event ON counts (event_id, report_date)",
    "CREATE INDEX counts_by_report ON counts (report_date)",
]


def use_peers():
    """Makes the peers' packages importable; they are installed beside the data, not into the system."""
    program = os.path.join(PYTHON, "bin/python")
    if subprocess.run([program, "-c", "import duckdb, datasette"], capture_output=True).returncode if os.path.exists(
            program) else True:
        subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True)
        subprocess.run([program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site.addsitedir(os.path.join(PYTHON, "lib", version, "site-packages"))


class Warehouse:
    """`duck` has the tables of `Relations`, counts with their governorate and what their whole is; `lite` is SQLite."""

    def __init__(self, folder):
        use_peers()
        sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Differential"))
        from relations import Relations

        self.relations = Relations(folder, threads=2)
        self.duck = self.relations.connection
        prefix = self.relations.at()
        self.duck.execute("CREATE TABLE region AS SELECT id AS place, left(id, 5) AS governorate_id FROM raw_places")
        self.duck.execute(
            f"CREATE TABLE counts AS SELECT c.*, governorate_id, w.measure AS whole_measure, "
            f"w.population_status AS whole_status FROM {prefix}counts c LEFT JOIN region ON place = place$ "
            f"LEFT JOIN {prefix}counts w ON w.id = c.part_of ORDER BY c.report_date$ DESC, c.tally_id, c.n")
        self.duck.execute(f"CREATE TABLE articles AS SELECT * FROM {prefix}articles ORDER BY published_at$ DESC, id")
        self.path = os.path.join(folder, "peer.sqlite")
        written = os.path.getmtime(os.path.join(folder, "tallies.ndjson"))
        if not os.path.exists(self.path) or os.path.getmtime(self.path) < written:
            self.fill()
        self.lite = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        for pragma in ("mmap_size = 4000000000", "cache_size = -1000000", "temp_store = memory"):
            self.lite.execute(f"PRAGMA {pragma}")
        # Touches every page, so that none is fetched while a question is timed.
        self.lite.execute("SELECT sum(length(wording)) FROM counts").fetchone()
        self.lite.execute("SELECT sum(length(body_text)) FROM articles").fetchone()

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
            "CREATE VIRTUAL TABLE articles_text USING fts5(headline, abstract, body_text, content = 'articles', "
            "tokenize = 'unicode61 remove_diacritics 2')")
        lite.execute("INSERT INTO articles_text (articles_text) VALUES ('rebuild')")
        lite.execute("INSERT INTO articles_text (articles_text) VALUES ('optimize')")
        lite.execute("ANALYZE")
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
