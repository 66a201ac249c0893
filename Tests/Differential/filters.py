"""Random filters: what stands in the address, and the SQL that means the same."""

import math
import random
import re
import unicodedata
from collections import namedtuple
from datetime import datetime, timedelta, timezone

from catalog import FIELDS, PLACED, REPORTED, TIMED

Filter = namedtuple("Filter", "family name value sql")
# Half of the numbers and places that are asked for are in the data, so that borders are hit.
EARTH_RADIUS_KM = 6371.0088


def literal(value):
    """A value as SQL."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


class Filters:
    """Filters on the tables of one prefix, with values drawn from the data."""

    def __init__(self, relations, seed):
        self.relations = relations
        self.chance = random.Random(seed)
        self.pools = {}
        self.names = self.names_of_actors()

    def pool(self, kind, field):
        """Values that a field has, the first few hundred in a fixed order."""
        if (kind, field.name) not in self.pools:
            column = f'unnest("{field.name}")' if field.is_list else f'"{field.name}"'
            values = self.relations.column(
                f"SELECT v FROM (SELECT DISTINCT {column} AS v FROM all_{kind}) WHERE v IS NOT NULL "
                f"ORDER BY hash(v::VARCHAR), v LIMIT 300") if field.name != "superseded_by" else []
            self.pools[kind, field.name] = values
        return self.pools[kind, field.name]

    def names_of_actors(self):
        """Names that mean one actor and no other at any time, with its id; with `on` a name out of its dates is refused."""
        meanings = {}
        for actor, name, kind in self.relations.rows(
            "SELECT id, name, 'usual' FROM raw_actors UNION ALL "
            "SELECT id, n.name, CASE WHEN n.from IS NULL AND n.to IS NULL THEN n.kind ELSE 'dated' END "
            "FROM (SELECT id, unnest(names) AS n FROM raw_actors)"):
            meanings.setdefault(folded(name), set()).add((actor, name, kind))
        unique = [next(iter(rows)) for _, rows in sorted(meanings.items()) if len(rows) == 1]
        return [(name, actor) for actor, name, kind in unique if kind not in ("weak", "dated")]

    def any(self, kind, families):
        """One filter on a type, of a family that is asked for and that the type has; None where there is no such family."""
        makers = {
            "equal": self.equal, "not": self.without, "exists": self.exists,
            "compare": self.compare if kind != "sources" else None,
            "time": self.time if kind in TIMED else None, "reported": self.reported if kind in REPORTED else None,
            "within": self.within if kind in PLACED else None, "bbox": self.bbox if kind in PLACED else None,
            "near": self.near if kind in PLACED else None,
            "actor": self.actor if kind in ("counts", "tallies", "events", "actors") else None,
        }
        weights = {"equal": 5, "compare": 4, "not": 2, "exists": 2, "time": 3}
        names = [name for name, maker in makers.items() if maker and name in families]
        while names:
            name = self.chance.choices(names, [weights.get(name, 1) for name in names])[0]
            made = makers[name](kind)
            if made:
                return Filter(name, *made)
        return None

    def field(self, kind, *kinds):
        return self.chance.choice([field for field in FIELDS[kind] if not kinds or field.kind in kinds])

    # Values

    def equality(self, field, values):
        """SQL for "any of the values"; a date matches what lies inside it."""
        column = f'"{field.name}"'
        if field.kind == "date":
            return " OR ".join(
                f'"{field.name}$" BETWEEN first_instant({literal(value)}) AND last_instant({literal(value)})'
                for value in values)
        wanted = ", ".join("true" if v is True else "false" if v is False else literal(v) for v in values)
        return f"list_has_any({column}, [{wanted}])" if field.is_list else f"{column} IN ({wanted})"

    def values(self, kind, field):
        pool = self.pool(kind, field)
        if not pool:
            return []
        count = min(self.chance.choice([1, 1, 1, 2, 3, 6]), len(pool))
        values = self.chance.sample(pool, count)
        return [self.coarser(value) for value in values] if field.kind == "date" else values

    def coarser(self, date):
        return date[:self.chance.choice([4, 7, 7, 10, 10, len(date)])]

    @staticmethod
    def written(values):
        texts = [str(v).lower() if isinstance(v, bool) else str(v) for v in values]
        return ",".join(f'"{text}"' if "," in text else text for text in texts)

    # Families

    def equal(self, kind):
        field = self.field(kind)
        values = self.values(kind, field)
        return values and (field.name, self.written(values), self.equality(field, values))

    def without(self, kind):
        field = self.field(kind)
        values = self.values(kind, field)
        return values and (
            f"{field.name}[not]", self.written(values), f"NOT coalesce({self.equality(field, values)}, false)")

    def exists(self, kind):
        field = self.field(kind)
        wanted = self.chance.random() < 0.6
        column = f'"{field.name}"'
        has = f"coalesce(len({column}), 0) > 0" if field.is_list else f"{column} IS NOT NULL"
        return f"{field.name}[exists]", str(wanted).lower(), has if wanted else f"NOT ({has})"

    def compare(self, kind):
        field = self.field(kind, "date", "integer", "number")
        values = self.pool(kind, field)
        if not values or field.is_list:
            return None
        operator, sign = self.chance.choice([("gte", ">="), ("gt", ">"), ("lte", "<="), ("lt", "<")])
        value = self.chance.choice(values)
        name = f"{field.name}[{operator}]"
        if field.kind == "date":
            value = self.coarser(value)
            bound = "last_instant" if operator in ("gt", "lte") else "first_instant"
            return name, value, f'"{field.name}$" {sign} {bound}({literal(value)})'
        if self.chance.random() < 0.3:
            value += 1
        return name, str(value), f'"{field.name}" {sign} {value}'

    def time(self, kind):
        name = self.chance.choice(["on", "since", "until"])
        date = self.coarser(self.moment())
        first, last = f"first_instant('{date}')", f"last_instant('{date}')"
        tests = {"on": [f"at$ <= {last}", f"until$ >= {first}"], "since": [f"until$ >= {first}"], "until": [f"at$ <= {last}"]}
        return name, date, " AND ".join(tests[name])

    def moment(self):
        start = datetime(2012, 1, 1, tzinfo=timezone.utc)
        moment = start + timedelta(seconds=int(self.chance.random() ** 0.7 * 12.5 * 365 * 86400))
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def reported(self, kind):
        name = self.chance.choice(["reported_since", "reported_until"])
        date, field = self.coarser(self.moment()), REPORTED[kind]
        if name == "reported_since":
            return name, date, f'"{field}$" >= first_instant(\'{date}\')'
        return name, date, f'"{field}$" <= last_instant(\'{date}\')'

    def within(self, kind):
        place = self.chance.choice(sorted(self.relations.below))
        places = ", ".join(map(literal, self.relations.below[place]))
        return "within", place, f"place$ IN ({places})"

    def located(self, condition):
        return f'place$ IN (SELECT id FROM all_places WHERE {condition})'

    def corner(self):
        """A point of the data half of the time, else one nearby."""
        places = self.relations.rows('SELECT location.lat, location.lon FROM raw_places WHERE location IS NOT NULL ORDER BY id')
        lat, lon = self.chance.choice(places)
        if self.chance.random() < 0.5:
            return lat, lon
        return round(lat + self.chance.uniform(-1, 1), 3), round(lon + self.chance.uniform(-1, 1), 3)

    def bbox(self, kind):
        (south, west), (north, east) = self.corner(), self.corner()
        south, north = min(south, north), max(south, north)
        inside = (f'"location.lon" BETWEEN {west} AND {east}' if west <= east
                  else f'("location.lon" >= {west} OR "location.lon" <= {east})')
        return "bbox", f"{west},{south},{east},{north}", self.located(
            f'{inside} AND "location.lat" BETWEEN {south} AND {north}')

    def near(self, kind):
        lat, lon = self.corner()
        km = round(10 ** self.chance.uniform(0.3, 2.7), 1)
        # Python's own arithmetic, since the last digits of DuckDB's trigonometry are not ours to judge.
        near = [
            place for place, at, on in self.relations.rows(
                "SELECT id, location.lat, location.lon FROM raw_places WHERE location IS NOT NULL")
            if distance_km(lat, lon, at, on) <= km]
        places = ", ".join(map(literal, near)) or "''"
        return "near", f"{lat},{lon},{km}", f"place$ IN ({places})"

    def actor(self, kind):
        name, actor = self.chance.choice(self.names)
        if self.chance.random() < 0.3:
            name = self.chance.choice([actor, name.upper(), name.replace("-", " ")])
        column = {"counts": "who$", "tallies": "who$", "events": '"actors.actor_id"', "actors": "[id]"}[kind]
        return "actor", f'"{name}"', f"list_contains({column}, {literal(actor)})"


def distance_km(lat, lon, other_lat, other_lon):
    """Great circle, after haversine."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def folded(text):
    """Case, diacritics, hyphens and spaces do not matter."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[-\s]+", " ", plain.casefold()).strip()
