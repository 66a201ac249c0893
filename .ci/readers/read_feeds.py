"""Reads the feeds of every list with feedparser and xmllint."""

import json
import subprocess

import feedparser

from serving import LISTS, check, get, ids, main


def read(base):
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


def spoil(path, body):
    """A feed of which the end is missing."""
    return body[: len(body) // 2] if ".atom" in path else None


if __name__ == "__main__":
    main(read, spoil)
