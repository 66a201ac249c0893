"""Reads what the server at URL answers with the tools that people have, and compares it with the JSON.

    consumers.py URL
"""

import io
import json
import subprocess
import sys
import urllib.request

import feedparser
import geojson
import hxl
import pandas
import shapely.geometry

LISTS = ["articles", "actors", "tallies", "interviews", "excerpts", "events", "places", "sources", "counts"]
PLACED = [name for name in LISTS if name not in ("actors", "sources")]


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read()


def ids(base, name):
    return [record["id"] for record in json.loads(get(f"{base}/v1/{name}?envelope=false&limit=1000&fields=id"))]


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def sheets(base):
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


def hashtags(base):
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


def maps(base):
    """geojson and shapely: valid objects, geometries that are where the box says."""
    for name in PLACED:
        collection = geojson.loads(get(f"{base}/v1/{name}.geojson"))
        check(collection.is_valid, f"{name}.geojson: {collection.errors()}")
        check([feature["id"] for feature in collection["features"]] == ids(base, name), f"{name}.geojson: other rows")
        shapes = [shapely.geometry.shape(f["geometry"]) for f in collection["features"] if f["geometry"]]
        for feature in collection["features"]:
            flat = all(not isinstance(value, (dict, list)) for value in feature["properties"].values())
            check(flat, f"{name}.geojson: properties are not flat")
        if shapes:
            box = shapely.geometry.box(*collection["bbox"])
            check(all(box.covers(shape) for shape in shapes), f"{name}.geojson: a point lies outside the box")
    return "geojson and shapely"


def feeds(base):
    """feedparser and xmllint: well formed, the entries of the list, dated and named."""
    for name in LISTS:
        wanted = [f"{base}/v1/{name}/{id}" for id in ids(base, name)]
        for suffix in ("atom", "rss"):
            text = get(f"{base}/v1/{name}.{suffix}?limit=1000")
            subprocess.run(["xmllint", "--noout", "-"], input=text, check=True)
            feed = feedparser.parse(text)
            check(not feed.bozo, f"{name}.{suffix}: {feed.get('bozo_exception')}")
            check([entry.id for entry in feed.entries] == wanted, f"{name}.{suffix}: feedparser reads other entries")
            check(all(entry.title and entry.published_parsed for entry in feed.entries if name in ("articles", "tallies")),
                  f"{name}.{suffix}: an entry has no title or date")
        feed = json.loads(get(f"{base}/v1/{name}.feed.json?limit=1000"))
        check(feed["version"].endswith("/version/1.1"), f"{name}.feed.json: version")
        check([item["id"] for item in feed["items"]] == wanted, f"{name}.feed.json: other items")
        check(all(item["content_text"] for item in feed["items"]), f"{name}.feed.json: an item without content")
    return "feedparser and xmllint"


def main():
    base = sys.argv[1]
    for consumer in (sheets, hashtags, maps, feeds):
        print(f"consumers: {consumer(base)} read all lists")


if __name__ == "__main__":
    main()
