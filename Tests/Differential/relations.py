"""A dataset folder as tables of DuckDB, by SQL that was written from the contract and not from sitrep's code.

`Relations.at(moment)` gives the names of tables that hold what was served at a moment of knowledge, one per type, with
columns named as the API names them. A date has a second column with `$` at the end: its first instant. Rows of every
type have `at$` and `until$` (the time they are about), `place$` (where they are) and `known$`.
"""

import os

import duckdb

TEXT = "VARCHAR"
PERIOD = "STRUCT(start VARCHAR, \"end\" VARCHAR)"
VALUE = (
    "STRUCT(qualifier VARCHAR, value BIGINT, min BIGINT, max BIGINT, best BIGINT, rounded_to BIGINT, text VARCHAR)")
POPULATION = "STRUCT(status VARCHAR, affiliation_actor_id VARCHAR, sex VARCHAR, age_group VARCHAR, occupation VARCHAR)"
COUNT = (
    f"STRUCT(n BIGINT, measure VARCHAR, unit VARCHAR, population {POPULATION}, item STRUCT(category VARCHAR, outcome "
    f"VARCHAR), cause VARCHAR, perpetrator STRUCT(actor_id VARCHAR, attribution VARCHAR), value {VALUE}, part_of BIGINT, "
    f"exhaustive BOOLEAN)")
NAME = "STRUCT(name VARCHAR, lang VARCHAR, kind VARCHAR, \"from\" VARCHAR, \"to\" VARCHAR)"
COMMON = {
    "id": TEXT, "language": TEXT, "tags": "VARCHAR[]", "recorded_at": TEXT, "retracted_at": TEXT, "embargoed_until": TEXT,
}
FILES = {
    "sources": {"name": TEXT, "source_type": TEXT, "country": TEXT, "url": TEXT, "affiliation_actor_id": TEXT},
    "places": {
        "name": TEXT, "names": f"{NAME}[]", "place_type": TEXT, "country": TEXT, "parent_id": TEXT,
        "location": "STRUCT(lat DOUBLE, lon DOUBLE)", "geo_precision": "BIGINT", "pcode": TEXT,
    },
    "actors": {
        "name": TEXT, "names": f"{NAME}[]", "actor_type": TEXT, "country": TEXT, "active_from": TEXT, "active_to": TEXT,
        "relations": "STRUCT(type VARCHAR, actor_id VARCHAR)[]",
    },
    "events": {
        "name": TEXT, "event_type": TEXT, "sub_event_type": TEXT, "date_start": TEXT, "date_end": TEXT,
        "date_precision": "BIGINT", "place_id": TEXT, "actors": "STRUCT(actor_id VARCHAR, role VARCHAR)[]",
        "parent_event_id": TEXT, "article_ids": "VARCHAR[]",
    },
    "articles": {
        "headline": TEXT, "abstract": TEXT, "body_text": TEXT, "byline": TEXT, "publisher_id": TEXT, "url": TEXT,
        "dateline": TEXT, "published_at": TEXT, "modified_at": TEXT, "genre": TEXT, "keywords": "VARCHAR[]",
        "event_ids": "VARCHAR[]", "actor_ids": "VARCHAR[]", "place_ids": "VARCHAR[]",
        "corrections": "STRUCT(date VARCHAR, text VARCHAR)[]",
    },
    "tallies": {
        "attributed_to": TEXT, "relayed_by": "VARCHAR[]", "article_id": TEXT, "event_id": TEXT, "place_id": TEXT,
        "report_date": TEXT, "reference_period": PERIOD, "accumulation": TEXT, "phase": "BIGINT", "kind": TEXT,
        "verification": TEXT, "revises": TEXT, "revision_kind": TEXT, "wording": TEXT, "counts": f"{COUNT}[]",
    },
    "interviews": {
        "title": TEXT, "article_id": TEXT, "interviewer": TEXT, "date": TEXT, "place_id": TEXT, "verbatim": "BOOLEAN",
        "interviewee": "STRUCT(name VARCHAR, role VARCHAR, actor_id VARCHAR, source_id VARCHAR)",
        "exchanges": "STRUCT(n BIGINT, question VARCHAR, answer VARCHAR, topics VARCHAR[], actor_ids VARCHAR[], "
                     "place_ids VARCHAR[], start_time VARCHAR)[]",
    },
}

MACROS = """
CREATE MACRO first_instant(t) AS CASE length(t)
    WHEN 4 THEN (t || '-01-01')::TIMESTAMP WHEN 7 THEN (t || '-01')::TIMESTAMP WHEN 10 THEN t::TIMESTAMP
    ELSE t::TIMESTAMPTZ AT TIME ZONE 'UTC' END;
CREATE MACRO last_instant(t) AS CASE length(t)
    WHEN 4 THEN first_instant(t) + INTERVAL 1 YEAR - INTERVAL 1 MICROSECOND
    WHEN 7 THEN first_instant(t) + INTERVAL 1 MONTH - INTERVAL 1 MICROSECOND
    WHEN 10 THEN first_instant(t) + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND
    ELSE first_instant(t) END;
CREATE MACRO members(list) AS list_filter(list, lambda x: x IS NOT NULL);
CREATE MACRO figure_value(v) AS CASE v.qualifier
    WHEN 'none' THEN 0 WHEN 'between' THEN NULL WHEN 'order_of' THEN NULL WHEN 'unknown' THEN NULL ELSE v.value END;
CREATE MACRO figure_min(v) AS CASE v.qualifier
    WHEN 'exact' THEN v.value WHEN 'at_least' THEN v.value WHEN 'more_than' THEN v.value + 1 WHEN 'at_most' THEN 0
    WHEN 'fewer_than' THEN 0 WHEN 'none' THEN 0 WHEN 'between' THEN v.min
    WHEN 'approximately' THEN
        coalesce(greatest(0, ceil(v.value - v.rounded_to / 2.0)::BIGINT), v.min)
    WHEN 'order_of' THEN CASE v.text
        WHEN 'tens' THEN 10 WHEN 'dozens' THEN 12 WHEN 'scores' THEN 20 WHEN 'hundreds' THEN 100 WHEN 'thousands' THEN 1000 END
    END;
CREATE MACRO figure_max(v) AS CASE v.qualifier
    WHEN 'exact' THEN v.value WHEN 'at_most' THEN v.value WHEN 'fewer_than' THEN v.value - 1 WHEN 'none' THEN 0
    WHEN 'between' THEN v.max WHEN 'approximately' THEN coalesce(floor(v.value + v.rounded_to / 2.0)::BIGINT, v.max)
    END;
"""

# What each type has besides the columns of its file; `known$` is since when the dataset has known it.
DERIVED = {
    "sources": "NULL::TIMESTAMP AS at$, NULL::TIMESTAMP AS until$, NULL AS place$, first_instant(recorded_at) AS known$",
    "places": 'location.lat AS "location.lat", location.lon AS "location.lon", NULL::TIMESTAMP AS at$, '
              "NULL::TIMESTAMP AS until$, id AS place$, first_instant(recorded_at) AS known$",
    "actors": "coalesce(first_instant(active_from), '0001-01-01'::TIMESTAMP) AS at$, "
              "coalesce(last_instant(active_to), '9999-12-31'::TIMESTAMP) AS until$, "
              "first_instant(active_from) AS active_from$, first_instant(active_to) AS active_to$, NULL AS place$, "
              "first_instant(recorded_at) AS known$, members(list_transform(names, lambda x: x.kind)) AS \"names.kind\", "
              "members(list_transform(relations, lambda x: x.type)) AS \"relations.type\", "
              "members(list_transform(relations, lambda x: x.actor_id)) AS \"relations.actor_id\"",
    "events": "first_instant(date_start) AS date_start$, first_instant(date_end) AS date_end$, "
              "first_instant(date_start) AS at$, last_instant(coalesce(date_end, date_start)) AS until$, "
              "place_id AS place$, first_instant(recorded_at) AS known$, "
              "members(list_transform(actors, lambda x: x.actor_id)) AS \"actors.actor_id\", "
              "members(list_transform(actors, lambda x: x.role)) AS \"actors.role\"",
    "articles": "first_instant(published_at) AS published_at$, first_instant(modified_at) AS modified_at$, "
                "first_instant(published_at) AS at$, last_instant(published_at) AS until$, NULL AS place$, "
                "first_instant(coalesce(recorded_at, published_at)) AS known$",
    "interviews": "first_instant(date) AS date$, first_instant(date) AS at$, last_instant(date) AS until$, "
                  "place_id AS place$, interviewee.name AS \"interviewee.name\", interviewee.role AS \"interviewee.role\", "
                  "interviewee.actor_id AS \"interviewee.actor_id\", "
                  "first_instant(coalesce(recorded_at, (SELECT published_at FROM raw_articles a WHERE a.id = article_id))) "
                  "AS known$",
}

TALLIES = """
CREATE TABLE all_tallies AS SELECT t.* REPLACE (coalesce(t.recorded_at, a.published_at, report_date) AS recorded_at),
    reference_period.start AS "reference_period.start",
    reference_period."end" AS "reference_period.end", first_instant(reference_period.start) AS "reference_period.start$",
    first_instant(reference_period."end") AS "reference_period.end$", first_instant(report_date) AS report_date$,
    first_instant(coalesce(t.recorded_at, a.published_at, report_date)) AS recorded_at$,
    first_instant(reference_period.start) AS at$, last_instant(reference_period."end") AS until$,
    coalesce(t.place_id, e.place_id) AS place$, e.event_type AS event_type,
    first_instant(coalesce(t.recorded_at, a.published_at, report_date)) AS known$,
    members(list_transform(counts, lambda x: x.measure)) AS "counts.measure",
    list_transform(counts, lambda x: coalesce(x.unit, 'persons')) AS "counts.unit",
    members(list_transform(counts, lambda x: x.population.status)) AS "counts.population.status",
    members(list_transform(counts, lambda x: figure_min(x.value))) AS "counts.value.min",
    members([t.attributed_to]
        || list_transform(coalesce(counts, []), lambda x: x.population.affiliation_actor_id)
        || list_transform(coalesce(counts, []), lambda x: x.perpetrator.actor_id)) AS who$
FROM raw_tallies t LEFT JOIN raw_events e ON e.id = t.event_id LEFT JOIN raw_articles a ON a.id = t.article_id
"""

COUNTS = """
CREATE TABLE all_counts AS SELECT tally_id || '.' || c.n AS id, c.n AS n, c.measure AS measure,
    coalesce(c.unit, 'persons') AS unit, c.population.status AS population_status,
    c.population.affiliation_actor_id AS population_affiliation_actor_id, c.population.sex AS population_sex,
    c.population.age_group AS population_age_group, c.population.occupation AS population_occupation,
    c.item.category AS item_category, c.item.outcome AS item_outcome, c.cause AS cause,
    c.perpetrator.actor_id AS perpetrator_actor_id, c.perpetrator.attribution AS perpetrator_attribution,
    c.value.qualifier AS qualifier, figure_value(c.value) AS value, figure_min(c.value) AS min, figure_max(c.value) AS max,
    c.value.best AS best, c.value.text AS text, tally_id || '.' || c.part_of AS part_of, c.exhaustive AS exhaustive,
    members([attributed_to, c.population.affiliation_actor_id, c.perpetrator.actor_id]) AS who$, rest.* EXCLUDE (c)
FROM (SELECT id AS tally_id, attributed_to, relayed_by, article_id, event_id, event_type, place_id, accumulation, phase,
        kind, verification, "reference_period.start" AS period_start, "reference_period.start$" AS period_start$,
        "reference_period.end" AS period_end, "reference_period.end$" AS period_end$, report_date, report_date$,
        recorded_at, recorded_at$, revises, p.country AS country, p.location.lat AS lat, p.location.lon AS lon, wording,
        at$, until$, place$, unnest(counts) AS c
    FROM all_tallies LEFT JOIN (SELECT id AS place_key, country, location FROM raw_places) p ON place_key = place$) rest
"""

EXCERPTS = """
CREATE TABLE all_excerpts AS SELECT interview_id || '.' || x.n AS id, x.n AS n, x.question AS question,
    x.answer AS answer, x.topics AS topics, x.actor_ids AS actor_ids, x.place_ids AS place_ids, x.start_time AS start_time,
    rest.* EXCLUDE (x)
FROM (SELECT id AS interview_id, "interviewee.name", "interviewee.role", "interviewee.actor_id", interviewer, date, date$,
        verbatim, article_id, at$, until$, NULL AS place$, unnest(exchanges) AS x FROM all_interviews) rest
"""


# Of five letters and more: they are not looked for, and in a phrase they are any word.
STOP_WORDS = {"their", "there", "these", "those", "which"}


class Relations:
    """`connection` has `all_<type>` tables of everything, and what `at` made."""

    def __init__(self, folder, threads=2):
        self.connection = duckdb.connect(config={"threads": threads})
        self.moments, self.words = {}, []
        self.execute("SET TimeZone = 'UTC'")
        self.connection.execute(MACROS)
        for name, columns in FILES.items():
            text = ", ".join(f"'{key}': '{kind}'" for key, kind in {**COMMON, **columns}.items())
            path = os.path.join(folder, f"{name}.ndjson")
            self.execute(
                f"CREATE TABLE raw_{name} AS SELECT * FROM read_json('{path}', format = 'newline_delimited', "
                f"columns = {{{text}}})")
        for name, columns in DERIVED.items():
            self.execute(f"CREATE TABLE all_{name} AS SELECT *, {columns} FROM raw_{name}")
        for statement in (TALLIES, COUNTS, EXCERPTS):
            self.execute(statement)
        self.below = self.descendants()

    def execute(self, sql, parameters=None):
        return self.connection.execute(sql, parameters)

    def rows(self, sql, parameters=None):
        return self.execute(sql, parameters).fetchall()

    def column(self, sql, parameters=None):
        return [row[0] for row in self.rows(sql, parameters)]

    def descendants(self):
        """Of every place, itself and all places below it."""
        parents = dict(self.rows("SELECT id, parent_id FROM raw_places"))
        below = {}
        for place in parents:
            at = place
            while at is not None:
                below.setdefault(at, []).append(place)
                at = parents[at]
        return below

    def texts(self):
        """The name of a table of articles with their words between spaces, and words that are in no name."""
        if not self.words:
            # No phrase goes from one text to another.
            texts = "[headline, abstract, body_text] || coalesce(keywords, []) || [x.text for x in coalesce(corrections, [])]"
            words = "regexp_extract_all(strip_accents(lower(coalesce(t, ''))), '[\\p{L}\\p{N}]+')"
            self.execute(
                f"CREATE TABLE texts AS SELECT id, ' ' || array_to_string([array_to_string({words}, ' ') for t in {texts}], "
                f"' | ') || ' ' AS text$ FROM raw_articles")
            names = " ".join(self.column(
                "SELECT lower(name) FROM raw_actors UNION ALL SELECT lower(name) FROM raw_places UNION ALL "
                "SELECT lower(unnest(names).name) FROM raw_actors UNION ALL SELECT lower(unnest(names).name) FROM raw_places"))
            self.words = [word for word in self.column(
                "SELECT word FROM (SELECT unnest(string_split(text$, ' ')) AS word FROM texts) "
                "WHERE regexp_full_match(word, '[a-z]{5,}') GROUP BY 1 HAVING count(*) BETWEEN 4 AND 400 ORDER BY 1")
                if word[:4] not in names and word not in STOP_WORDS]
        return "texts", self.words

    def at(self, moment=None):
        """The prefix of the tables of what was known then (an instant as text), now without one."""
        if moment in self.moments:
            return self.moments[moment]
        prefix = f"m{len(self.moments)}_"
        retracted, superseded = self.standing(moment)
        self.execute(f"CREATE TABLE {prefix}gone (id VARCHAR)")
        self.execute(f"CREATE TABLE {prefix}newer (id VARCHAR, superseded_by VARCHAR)")
        for name, rows in (("gone", [(one,) for one in retracted]), ("newer", list(superseded.items()))):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {prefix}{name} VALUES ({marks})", rows)
        for name in FILES:
            newer = ", superseded_by" if name == "tallies" else ""
            join = f"LEFT JOIN {prefix}newer n USING (id)" if newer else ""
            self.execute(
                f"CREATE TABLE {prefix}{name} AS SELECT r.*{newer} FROM all_{name} r {join} WHERE {visible(moment)} AND "
                f"(retracted_at IS NULL OR first_instant(retracted_at) > {instant(moment)})"
                + (f" AND id NOT IN (SELECT id FROM {prefix}gone)" if newer else ""))
        self.execute(
            f"CREATE TABLE {prefix}counts AS SELECT c.*, t.superseded_by FROM all_counts c "
            f"JOIN {prefix}tallies t ON t.id = c.tally_id")
        self.execute(
            f"CREATE TABLE {prefix}excerpts AS SELECT x.* FROM all_excerpts x "
            f"WHERE interview_id IN (SELECT id FROM {prefix}interviews)")
        self.moments[moment] = prefix
        return prefix

    def standing(self, moment):
        """Which tallies others retract, and which others supersede, with the one that does."""
        revisers = {}
        for row in self.rows(
            f"SELECT revises, id, revision_kind, known$, retracted_at IS NOT NULL AND "
            f"first_instant(retracted_at) <= {instant(moment)} FROM all_tallies "
            f"WHERE revises IS NOT NULL AND {visible(moment)}"):
            revisers.setdefault(row[0], []).append(row[1:])

        def is_retracted(tally):
            return any(kind == "retraction" and is_served(one, own) for one, kind, _, own in revisers.get(tally, []))

        def is_served(tally, own):
            return not own and not is_retracted(tally)

        retracted, superseded = [], {}
        for tally, rows in revisers.items():
            if is_retracted(tally):
                retracted.append(tally)
            served = [(known, one) for one, kind, known, own in rows if is_served(one, own)]
            if served:
                superseded[tally] = max(served)[1]
        return retracted, superseded


def instant(moment):
    """SQL of the moment; without one it is now."""
    return f"last_instant('{moment}')" if moment else "(now() AT TIME ZONE 'UTC')"


def visible(moment):
    """SQL: known by then, and not under embargo; a moment to come reveals nothing."""
    earlier = f"least(now() AT TIME ZONE 'UTC', {instant(moment)})"
    embargo = f"(embargoed_until IS NULL OR first_instant(embargoed_until) <= {earlier})"
    return f"{embargo} AND (known$ IS NULL OR known$ <= {instant(moment)})" if moment else embargo
