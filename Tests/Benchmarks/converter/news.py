"""Items of Wikipedia's current events as articles of the paper that each of them names."""

import glob
import json
import os
import re

# The paper in brackets at the end; some items name two, of which the last one counts.
PUBLISHER = re.compile(r"\(([^()]{2,60})\)\s*$")
SHORTEST, HEADLINE = 25, 110


class News:
    def __init__(self, records):
        self.records, self.articles = records, 0

    def read(self, data):
        for path in sorted(glob.glob(os.path.join(data, "current-events/*.jsonl"))):
            with open(path, encoding="utf-8") as file:
                for day in map(json.loads, file):
                    for category, items in day["Intelligence_Payload"].items():
                        for text in dict.fromkeys(items):
                            # What is shorter is a heading and no item.
                            if len(text) >= SHORTEST:
                                self.article(text.strip(), category, day)

    def article(self, text, category, day):
        self.articles += 1
        named = PUBLISHER.search(text)
        words = text[:named.start()].strip() if named else text
        article = {
            "id": f"item-{self.articles}", "headline": shortened(words or text), "body_text": text,
            "publisher_id": self.records.source(named[1] if named else "Wikipedia", "x_medium"),
            "url": "https://en.wikipedia.org/wiki/" + day["Source_URI"].replace(" ", "_"), "published_at": day["Date"],
        }
        if category != "Uncategorized":
            article["keywords"] = [category]
        self.records.add("articles", article)


def shortened(text):
    """The first words, up to the end of a word."""
    return text if len(text) <= HEADLINE else text[:HEADLINE].rsplit(" ", 1)[0] + "…"
