"""Reads the files of a dataset as people read NDJSON in Python, in a process of its own that is measured from outside.

    python loaders.py duckdb|orjson FOLDER

Says `ready` when its modules are imported, then the numbers of records that it holds, as JSON; then waits until
standard input ends. What follows `served` is counted afterwards and belongs to no measurement.
"""

import gc
import json
import os
import sys
from datetime import datetime, timezone


def files(folder):
    """Types and the paths of their files."""
    return {name[:-7]: os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".ndjson")}


def with_duckdb(folder):
    """Tables in memory by two threads, columns as DuckDB finds them; nothing is checked, linked or indexed."""
    import duckdb

    connection = duckdb.connect(config={"threads": 2})
    yield
    for name, path in files(folder).items():
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_json('{path}', format = 'newline_delimited')")
    yield {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in files(folder)}
    yield None


def with_orjson(folder):
    """Objects of Python, one line after the other, without pauses of the garbage collector."""
    import orjson

    gc.disable()
    loads = orjson.loads
    yield
    records = {}
    for name, path in files(folder).items():
        with open(path, "rb") as file:
            records[name] = [loads(line) for line in file]
    yield {name: len(rows) for name, rows in records.items()}
    yield served(records)


def served(records):
    """How many records a server may show: not those under embargo, retracted, or retracted by another."""
    now = datetime.now(timezone.utc).isoformat()
    shown = {
        name: [row for row in rows
               if row.get("embargoed_until", "") <= now and ("retracted_at" not in row or row["retracted_at"] > now)]
        for name, rows in records.items()}
    revoked = {row["revises"] for row in shown["tallies"] if row.get("revision_kind") == "retraction"}
    shown["tallies"] = [row for row in shown["tallies"] if row["id"] not in revoked]
    numbers = {name: len(rows) for name, rows in shown.items()}
    return numbers | {"counts": sum(len(row["counts"]) for row in shown["tallies"])}


def main():
    steps = {"duckdb": with_duckdb, "orjson": with_orjson}[sys.argv[1]](sys.argv[2])
    next(steps)
    print("ready", flush=True)
    print(json.dumps(next(steps)), flush=True)
    if sys.stdin.readline():
        print(json.dumps(next(steps)), flush=True)


if __name__ == "__main__":
    main()
    # Giving back millions of objects one by one takes longer than reading them did.
    os._exit(0)
