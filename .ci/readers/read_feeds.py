"""Reads the feeds of every list with feedparser, and holds them against schemas of Atom and RSS with xmllint."""

import json
import pathlib
import subprocess

import feedparser

from serving import LISTS, check, get, ids, main


def validate(what, schema, text):
    """xmllint: what the format demands is there, and nothing it does not know."""
    rules = pathlib.Path(__file__).with_name(f"{schema}.rng")
    found = subprocess.run(["xmllint", "--noout", "--relaxng", rules, "-"], input=text, capture_output=True)
    check(found.returncode == 0, f"{what}: {found.stderr.decode()[:400]}")


def read(base):
    """feedparser and xmllint: as the schemas say, the entries of the list, dated and named."""
    for name in LISTS:
        wanted = [f"{base}/v1/{name}/{id}" for id in ids(base, name)]
        for suffix in ("atom", "rss"):
            text = get(f"{base}/v1/{name}.{suffix}?limit=1000")
            validate(f"{name}.{suffix}", suffix, text)
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


def spoil(path, body):
    """A feed whose last entry does not say when it was changed."""
    if ".atom" not in path:
        return None
    before, end, after = body.rpartition(b"<updated>")
    return before + after.partition(b"</updated>")[2]


if __name__ == "__main__":
    main(read, spoil)
