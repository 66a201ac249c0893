"""What may be asked of each type: field, kind, and whether it is a list. Written down again, to disagree with the server."""

from collections import namedtuple

Field = namedtuple("Field", "name kind is_list")


def fields(text):
    """`name:kind` separated by spaces; a kind with `*` is of a list."""
    parts = (word.split(":") for word in text.split())
    return [Field(name, kind.rstrip("*"), kind.endswith("*")) for name, kind in parts]


# Kinds: word (any text that is compared), integer, number, flag, date.
FIELDS = {
    "counts": fields(
        "tally_id:word attributed_to:word relayed_by:word* article_id:word event_id:word event_type:word place_id:word "
        "measure:word unit:word population_status:word population_affiliation_actor_id:word population_sex:word "
        "population_age_group:word item_category:word item_outcome:word cause:word perpetrator_actor_id:word "
        "perpetrator_attribution:word qualifier:word value:integer min:integer max:integer best:integer text:word "
        "part_of:word exhaustive:flag accumulation:word phase:integer kind:word verification:word period_start:date "
        "period_end:date report_date:date recorded_at:date revises:word superseded_by:word country:word lat:number "
        "lon:number n:integer"),
    "tallies": fields(
        "attributed_to:word relayed_by:word* article_id:word event_id:word place_id:word report_date:date "
        "reference_period.start:date reference_period.end:date accumulation:word phase:integer kind:word "
        "verification:word revises:word revision_kind:word counts.measure:word* counts.unit:word* "
        "counts.population.status:word* counts.value.min:integer* recorded_at:date"),
    "events": fields(
        "name:word event_type:word sub_event_type:word date_start:date date_end:date date_precision:integer place_id:word "
        "actors.actor_id:word* actors.role:word* parent_event_id:word article_ids:word*"),
    "articles": fields(
        "headline:word byline:word publisher_id:word dateline:word published_at:date modified_at:date genre:word "
        "keywords:word* event_ids:word* actor_ids:word* place_ids:word* language:word"),
    "places": fields(
        "name:word place_type:word country:word parent_id:word geo_precision:integer location.lat:number "
        "location.lon:number pcode:word"),
    "actors": fields(
        "name:word actor_type:word country:word active_from:date active_to:date names.kind:word* relations.type:word* "
        "relations.actor_id:word*"),
    "sources": fields("name:word source_type:word country:word affiliation_actor_id:word"),
    "interviews": fields(
        "title:word article_id:word interviewee.name:word interviewee.role:word interviewee.actor_id:word "
        "interviewer:word date:date place_id:word verbatim:flag language:word"),
    "excerpts": fields(
        "interview_id:word topics:word* actor_ids:word* date:date verbatim:flag interviewee.role:word interviewer:word "
        "n:integer"),
}

# How often each type is asked about: the ones with most data and most fields most.
WEIGHTS = {
    "counts": 10, "tallies": 6, "events": 6, "articles": 5, "places": 2, "actors": 2, "sources": 1, "interviews": 1,
    "excerpts": 2,
}

# The order without `sort`, by SQL; and what every sort ends with.
ENDINGS = {name: ["id"] for name in FIELDS} | {"counts": ["tally_id", "n"], "excerpts": ["interview_id", "n"]}
DEFAULT_ORDERS = {
    "counts": "report_date$ DESC", "tallies": "report_date$ DESC", "events": "date_start$ DESC",
    "articles": "published_at$ DESC", "interviews": "date$ DESC", "excerpts": "date$ DESC",
}
REPORTED = {
    "counts": "report_date", "tallies": "report_date", "articles": "published_at", "interviews": "date", "excerpts": "date",
}
# Types whose records are at a time, or at a place.
TIMED = ["counts", "tallies", "events", "articles", "interviews", "excerpts", "actors"]
PLACED = ["counts", "tallies", "events", "places"]


def sql_name(name):
    return f'"{name}"'


def order(kind, keys):
    """ORDER BY of a type for the keys of a `sort`, each with `-` before it when it falls."""
    by_name = {field.name: field for field in FIELDS[kind]}
    terms = []
    for key in keys:
        name = key.lstrip("-")
        column = f"{name}$" if name in by_name and by_name[name].kind == "date" else name
        terms.append(f'"{column}" {"DESC" if key.startswith("-") else "ASC"} NULLS LAST')
    if not keys and kind in DEFAULT_ORDERS:
        terms.append(DEFAULT_ORDERS[kind] + " NULLS LAST")
    return ", ".join(terms + ENDINGS[kind])
