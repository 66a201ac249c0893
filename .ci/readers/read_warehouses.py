"""Reads the sheets, the lines and the files of every list with DuckDB."""

import hashlib
import json
import os
import tempfile

import duckdb

from serving import LISTS, check, get, ids, main


def read(base):
    """DuckDB: from every form of every list the same rows, with the types that their fields have."""
    files = {row["name"]: row for row in json.loads(get(f"{base}/v1/export?envelope=false"))}
    with tempfile.TemporaryDirectory() as folder:
        for name in LISTS:
            wanted = ids(base, name)
            addresses = [f"/v1/{name}.csv", f"/v1/{name}.ndjson"]
            addresses += [f"/v1/export/{name}.{form}" for form in ("csv", "ndjson", "ndjson.gz")]
            for address in addresses:
                body = get(base + address)
                path = os.path.join(folder, os.path.basename(address))
                with open(path, "wb") as file:
                    file.write(body)
                if "export" in address:
                    agree_with_index(files[os.path.basename(address)], body, len(wanted))
                agree_with_list(path, wanted)
        agree_on_figures(base, folder)
    return "DuckDB"


def source(path):
    return f"read_csv('{path}')" if path.endswith(".csv") else f"read_json('{path}')"


def agree_with_index(row, body, count):
    check(row["bytes"] == len(body), f"{row['name']}: {len(body)} bytes, {row['bytes']} by the index")
    check(row["sha256"] == hashlib.sha256(body).hexdigest(), f"{row['name']}: another SHA-256 than the index has")
    check(row["rows"] == count, f"{row['name']}: {count} rows, {row['rows']} by the index")


def agree_with_list(path, wanted):
    """A list without rows has no types to find out, and a file without lines nothing at all."""
    if not wanted and not path.endswith(".csv"):
        return
    rows = duckdb.sql(f"SELECT id FROM {source(path)}").fetchall()
    check([row[0] for row in rows] == wanted, f"{path}: DuckDB reads other rows")


def agree_on_figures(base, folder):
    """Figures are numbers, dates are dates, and they come to the same in every form."""
    totals = []
    for form in ("csv", "ndjson", "ndjson.gz"):
        table = source(f"{folder}/counts.{form}")
        types = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM {table}").fetchall()}
        for name in ("n", "value", "min", "max"):
            check(types[name] == "BIGINT", f"counts.{form}: DuckDB takes {name} for {types[name]}")
        for name in ("lat", "lon"):
            check(types[name] == "DOUBLE", f"counts.{form}: DuckDB takes {name} for {types[name]}")
        for name in ("period_start", "report_date"):
            check(types[name] in ("DATE", "TIMESTAMP"), f"counts.{form}: DuckDB takes {name} for {types[name]}")
        totals.append(duckdb.sql(f"SELECT sum(value), sum(min), sum(max), count(part_of), count(lat) FROM {table}").fetchall()[0])
    rows = json.loads(get(f"{base}/v1/counts?envelope=false&limit=1000"))
    ours = tuple(sum(row[name] or 0 for row in rows) for name in ("value", "min", "max"))
    ours += tuple(sum(row[name] is not None for row in rows) for name in ("part_of", "lat"))
    for total in totals:
        check(tuple(total) == ours, f"counts: DuckDB sums {total}, the list {ours}")


def spoil(path, body):
    """A file that is not the one of which the index tells."""
    return body[:-1] if path.endswith("counts.csv") else None


if __name__ == "__main__":
    main(read, spoil)
