"""Sums of counts by group, as the rules of aggregates read, for groups in which nothing overlaps."""

PARTIES = [
    "observatory-for-documentation", "network-for-records", "casualty-archive", "army-of-qasrin", "gulf-wire",
    "qasrin-ministry-of-health",
]
# Each key with the SQL of its value. Ids of places are their parents' with two digits more.
GROUPS = {
    name: name for name in (
        "attributed_to", "measure", "population_status", "population_sex", "population_age_group", "item_category",
        "population_affiliation_actor_id", "item_outcome", "cause", "event_id", "event_type", "place_id", "kind",
        "verification")
} | {
    "day": "strftime(period_start$, '%Y-%m-%d')", "month": "strftime(period_start$, '%Y-%m')",
    "year": "strftime(period_start$, '%Y')", "week": "strftime(date_trunc('week', period_start$), '%Y-%m-%d')",
    "place.country": "left(place$, 3)",
    "place.governorate": "CASE WHEN length(place$) >= 5 THEN left(place$, 5) END",
    "place.district": "CASE WHEN length(place$) >= 7 THEN left(place$, 7) END",
}
# What says that two counts are of one series, besides their group.
SERIES = (
    "attributed_to, event_id, place_id, measure, unit, population_status, population_affiliation_actor_id, population_sex, "
    "population_age_group, population_occupation, item_category, item_outcome, cause, perpetrator_actor_id, "
    "perpetrator_attribution, accumulation, phase")


def sums(table, where, keys):
    """SQL: the keys, measure and unit of each group, then value, min, max, counts, tallies."""
    groups = ", ".join(f"{GROUPS[key]} AS key{number}" for number, key in enumerate(keys))
    names = ", ".join([f"key{number}" for number in range(len(keys))] + ["measure", "unit"])
    same = " AND ".join(f"w.{name} IS NOT DISTINCT FROM m.{name}" for name in names.split(", "))
    return (
        f"WITH m AS (SELECT *, {groups} FROM {table} WHERE superseded_by IS NULL AND ({where})), "
        # The whole of a count, and the whole of that.
        f"above AS (SELECT id, part_of AS whole FROM {table} WHERE part_of IS NOT NULL UNION ALL "
        f"SELECT a.id, b.part_of FROM {table} a JOIN {table} b ON b.id = a.part_of WHERE b.part_of IS NOT NULL), "
        f"whole AS (SELECT * FROM m WHERE NOT EXISTS (SELECT 1 FROM above JOIN m w ON w.id = above.whole "
        f"WHERE above.id = m.id AND {same})), "
        f"latest AS (SELECT *, dense_rank() OVER (PARTITION BY {names}, {SERIES} "
        f"ORDER BY until$ DESC, report_date$ DESC, recorded_at$ DESC, tally_id DESC) AS age FROM whole) "
        f"SELECT {names}, CASE WHEN count(value) = count(*) THEN sum(value)::BIGINT END, sum(min)::BIGINT, "
        f"CASE WHEN count(max) = count(*) THEN sum(max)::BIGINT END, count(*), count(DISTINCT tally_id) "
        f"FROM latest WHERE accumulation = 'incremental' OR age = 1 GROUP BY {names}")
