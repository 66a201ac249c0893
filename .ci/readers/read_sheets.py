"""Reads the sheets and the streams of every list with pandas."""

import io

import pandas

from serving import LISTS, check, get, ids, main


def read(base):
    """pandas: the columns and the rows that the JSON has, whatever the separator."""
    for name in LISTS:
        wanted = ids(base, name)
        for query, options in (("", {}), ("?sep=tab&bom=true&safe=true", {"sep": "\t"})):
            frame = pandas.read_csv(io.BytesIO(get(f"{base}/v1/{name}.csv{query}")), dtype=str, **options)
            check(list(frame["id"]) == wanted, f"{name}.csv{query}: pandas reads other rows")
    counts = pandas.read_csv(io.BytesIO(get(f"{base}/v1/counts.csv?tally_id=sohr-killed")))
    check(counts["min"].sum() == 255 + 24 + 144 + 87, "counts.csv: figures are not numbers to pandas")
    lines = pandas.read_json(io.BytesIO(get(f"{base}/v1/counts.ndjson")), lines=True)
    check(list(lines["id"]) == ids(base, "counts"), "counts.ndjson: pandas reads other rows")
    return "pandas"


def spoil(path, body):
    """A sheet that has lost its last row."""
    return b"".join(body.splitlines(keepends=True)[:-1]) if ".csv" in path else None


if __name__ == "__main__":
    main(read, spoil)
