"""What happened when and where: incidents, offensives with the incidents inside them, bulletins about a region.

A happening is an event with what its statements need: who took part, how bad it was, how many statements there are.
"""

import bisect
import datetime
import random

from .gazetteer import COUNTRIES

FIRST_DAY = datetime.date(2012, 1, 1)
YEARS = 12
# How much of the fighting fell into each year.
INTENSITY = [3, 6, 9, 8, 9, 7, 6, 5, 4, 3, 2, 3]

# ACLED types with their weights and the names of their events.
TYPES = [
    (34, "battles", "armed_clash", "Clashes at {0}"),
    (6, "battles", "non_state_actor_overtakes_territory", "Capture of {0}"),
    (4, "battles", "government_regains_territory", "Recapture of {0}"),
    (20, "explosions_remote_violence", "shelling_artillery_missile_attack", "Shelling of {0}"),
    (12, "explosions_remote_violence", "air_drone_strike", "Air strike on {0}"),
    (6, "explosions_remote_violence", "remote_explosive_landmine_ied", "Roadside bomb near {0}"),
    (1, "explosions_remote_violence", "suicide_bomb", "Car bomb in {0}"),
    (9, "violence_against_civilians", "attack", "Killings in {0}"),
    (3, "violence_against_civilians", "abduction_forced_disappearance", "Abductions in {0}"),
    (3, "protests", "peaceful_protest", "March in {0}"),
    (1, "riots", "mob_violence", "Riot in {0}"),
    (1, "strategic_developments", "agreement", "Truce at {0}"),
]
TYPE_WEIGHTS = [row[0] for row in TYPES]

# Fatalities of an event in UCDP GED (Syria 2018 and 2019): share of events with fewer, and the figure there.
FATALITIES = [
    (0.0, 0), (0.09, 1), (0.39, 2), (0.55, 3), (0.62, 4), (0.72, 5), (0.8, 8), (0.9, 15), (0.95, 23), (0.98, 39),
    (0.99, 60), (0.995, 94), (0.999, 314), (1.0, 600),
]
SHARES = [share for share, _ in FATALITIES]


def fatalities(chance):
    share = chance.random()
    place = bisect.bisect_right(SHARES, share)
    (low, least), (high, most) = FATALITIES[place - 1], FATALITIES[min(place, len(FATALITIES) - 1)]
    return least + int((most - least) * (share - low) / (high - low)) if high > low else least


class Calendar:
    """A day for each part of the whole, so that a dataset of any size covers all years."""

    def __init__(self, seed):
        chance = random.Random(seed + 4)
        self.shares, total = [], 0.0
        for day in range(YEARS * 365):
            wave = 1 + 3 * (chance.random() < 0.02)
            total += INTENSITY[day // 365] * wave * (0.6 + 0.8 * chance.random())
            self.shares.append(total)

    def day(self, share):
        return bisect.bisect_left(self.shares, share * self.shares[-1])


# Nearly every day is asked for thousands of times.
DAYS = [(FIRST_DAY + datetime.timedelta(days=number)).isoformat() for number in range((YEARS + 4) * 366)]


class Happening:
    """An event, or with `event` None a region that is reported on month by month.

    `name` begins the ids of its statements.
    """

    __slots__ = ("name", "event", "place", "country", "day", "sides", "dead", "statements", "articles")

    def __init__(self, name, event, place, country, day, sides, dead, statements):
        self.name, self.event, self.place, self.country, self.day = name, event, place, country, day
        self.sides, self.dead, self.statements = sides, dead, statements
        self.articles = []


class Happenings:
    """`first_id` comes before the number of its first event; with `last_day` no bulletin goes on beyond that."""

    def __init__(self, gazetteer, parties, seed, first_id=0, last_day=None):
        self.gazetteer, self.parties = gazetteer, parties
        self.first_id, self.last_day = first_id, last_day
        self.chance = random.Random(seed + 5)
        self.events = self.bulletins = 0

    def unit(self, day):
        """An incident, an offensive before its incidents, or a bulletin; all begin on that day or soon after."""
        chance = self.chance
        country = chance.choices(COUNTRIES, weights=[6, 3, 2, 1])[0][0]
        if chance.random() < 0.05:
            self.bulletins += 1
            place = chance.choice(self.gazetteer.governorates[country])
            sides = [self.parties.armies[country], chance.choice(self.parties.groups[country])]
            months = 1 + int(chance.random() * 24)
            if self.last_day is not None:
                months = min(months, (self.last_day - day) // 31)
            name = f"bulletin-{self.first_id + self.bulletins}"
            return [Happening(name, None, place, country, day, sides, 40, months)]
        if chance.random() < 0.06:
            return self.offensive(country, day)
        return [self.incident(country, day, self.sides(country), self.town(country), None)]

    def offensive(self, country, day):
        chance = self.chance
        sides, town = self.sides(country), self.town(country)
        season = ("winter", "spring", "summer", "autumn")[(int(DAYS[day][5:7]) % 12) // 3]
        count = 2 + min(int(chance.expovariate(1 / 12)), 120)
        name = f"Offensive on {town['name']}, {season} {DAYS[day][:4]}"
        event = self.record(name, "battles", "armed_clash", day, town, sides)
        event["date_end"] = DAYS[day + count]
        statements = 5 + min(int(chance.paretovariate(1.1) * 10), 600)
        whole = Happening(event["id"], event, town, country, day, sides, 60 * count, statements)
        near = [place for place in self.gazetteer.towns[country] if place["parent_id"] == town["parent_id"]] or [town]
        return [whole] + [
            self.incident(country, day + int(chance.random() * count), sides, chance.choice(near), event["id"])
            for _ in range(count)
        ]

    def incident(self, country, day, sides, town, parent):
        chance = self.chance
        _, kind, sub_kind, title = chance.choices(TYPES, weights=TYPE_WEIGHTS)[0]
        event = self.record(title.format(town["name"]), kind, sub_kind, day, town, sides)
        if parent:
            event["parent_event_id"] = parent
        dead = fatalities(chance) if kind not in ("protests", "strategic_developments") else int(chance.random() * 1.2)
        statements = min(int(chance.paretovariate(1.3) * 1.1), 900)
        return Happening(event["id"], event, town, country, day, sides, dead, statements)

    def record(self, name, kind, sub_kind, day, town, sides):
        chance = self.chance
        self.events += 1
        event = {
            "id": f"event-{self.first_id + self.events}", "name": name, "event_type": kind, "sub_event_type": sub_kind}
        luck = chance.random()
        if luck < 0.02:
            event["date_start"], event["date_precision"] = DAYS[day][:7], 4
        elif luck < 0.07:
            event["date_start"], event["date_precision"] = DAYS[day], 2
        else:
            event["date_start"], event["date_precision"] = DAYS[day], 1
            if luck > 0.95:
                event["date_end"] = DAYS[day + 1 + int(chance.random() * 4)]
        luck = chance.random()
        if luck < 0.88:
            event["place_id"] = town["id"]
        elif luck < 0.97:
            event["place_id"] = town["parent_id"]
        roles = ["target" if kind == "violence_against_civilians" else "side_b", "side_a"]
        event["actors"] = [{"actor_id": side["id"], "role": role} for side, role in zip(reversed(sides), roles)]
        if kind == "violence_against_civilians":
            event["actors"][0]["actor_id"] = "civilians"
        elif chance.random() < 0.15:
            event["actors"].append({"actor_id": chance.choice(self.parties.outsiders)["id"], "role": "associated_b"})
        return event

    def sides(self, country):
        groups, chance = self.parties.groups[country], self.chance
        group = groups[min(int(chance.expovariate(1 / 5)), len(groups) - 1)]
        other = chance.choice(groups) if chance.random() < 0.25 else self.parties.armies[country]
        return [group, self.parties.armies[country] if other is group else other]

    def town(self, country):
        towns = self.gazetteer.towns[country]
        return towns[min(int(self.chance.paretovariate(0.6) * 3) - 3, len(towns) - 1)]
