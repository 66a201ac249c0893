"""Records by type and id: each is made once, whoever needs it first."""

import re
import unicodedata


class Records:
    def __init__(self):
        self.by_type = {}

    def of(self, name):
        return list(self.by_type.get(name, {}).values())

    def add(self, name, record):
        """Keeps the record unless its id is there already; returns the one that is kept."""
        return self.by_type.setdefault(name, {}).setdefault(record["id"], record)

    def source(self, name, kind, prefix="source"):
        name = " ".join(name.split())
        return self.add("sources", {"id": f"{prefix}-{slug(name)}", "name": name, "source_type": kind})["id"]

    def place(self, name, kind, country, parent=None, location=None, precision=None):
        """A place below its parent: the same name elsewhere is another place."""
        name = " ".join(name.split())
        record = {
            "id": f"{parent}.{slug(name)}" if parent else country.lower(), "name": name, "place_type": kind,
            "country": country}
        if parent:
            record["parent_id"] = parent
        if location:
            record["location"], record["geo_precision"] = {"lat": location[0], "lon": location[1]}, precision
        return self.add("places", record)["id"]


def slug(text):
    """An id of plain letters; a name that has none of them is told apart by its code points."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (words or "-".join(f"{ord(letter):x}" for letter in text).strip("-"))[:60].strip("-")
