"""Reads the HXL sheets of every list with libhxl."""

import io

import hxl

from serving import LISTS, check, get, ids, main


def read(base):
    """libhxl: every tag is one, and every row is below them."""
    for name in LISTS:
        text = get(f"{base}/v1/{name}.csv?hxl=true")
        with hxl.data(io.BytesIO(text), hxl.InputOptions(allow_local=True)) as source:
            check(any(column.tag for column in source.columns), f"{name}: libhxl finds no tags")
            rows = list(source)
        check(len(rows) == len(ids(base, name)), f"{name}: libhxl reads {len(rows)} rows")
    query = "measure=killed&population_status=civilian,direct_participant,armed_forces&population_affiliation_actor_id[exists]=true"
    text = get(f"{base}/v1/counts.csv?{query}&hxl=true".replace("[", "%5B").replace("]", "%5D"))
    with hxl.data(io.BytesIO(text), hxl.InputOptions(allow_local=True)) as source:
        total = sum(int(row.get("#affected+killed-min-max-best") or 0) for row in source)
    check(total == 24 + 144 + 87, f"libhxl sums {total} killed")
    return "libhxl"


def spoil(path, body):
    """A sheet whose row of hashtags is gone."""
    lines = body.splitlines(keepends=True)
    return b"".join(lines[:1] + lines[2:]) if "hxl=true" in path else None


if __name__ == "__main__":
    main(read, spoil)
