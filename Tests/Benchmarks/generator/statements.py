"""Tallies: what each party says about a happening, once or in a series, in figures that seldom contradict."""

import random

from .happenings import DAYS

MEASURES = ["displaced", "missing", "abducted", "detained", "surrendered", "localities_captured"]
UNITS = {"localities_captured": "places"}
ITEMS = ["main_battle_tank", "armoured_vehicle", "artillery", "uav", "vehicle", "helicopter"]
OUTCOMES = ["destroyed", "damaged", "captured", "shot_down"]
CAUSES = [
    "heavy_weapons_and_explosives", "heavy_weapons_and_explosives", "small_arms",
    "planted_explosives_and_uxo", "unknown", "incendiary",
]
VERIFICATIONS = ["claimed", "reported", "reported", "corroborated", "confirmed", "contested", None, None]
KINDS = {
    "monitor": "documented", "local_network": "documented", "ngo": "documented", "un": "estimate", "expert": "estimate",
    "news_agency": "estimate", "newspaper": "estimate", "broadcaster": "estimate",
}
WORDINGS = [
    "at least {0} people were killed, among them {1} civilians",
    "the number of the dead has risen to {0}, {1} of them civilians, and is expected to rise",
    "قُتل {0} شخصاً على الأقل، بينهم {1} مدنياً",
    "{0} dead have been documented by name; {1} were civilians, the others fighters of both sides",
    "our units killed {0} of the enemy and took their positions",
    "ارتفعت الحصيلة إلى {0} قتيلاً",
]
# Which figures a party gives, with its weight: who of the dead, and what else.
SHAPES = [
    (30, "whole civilian fighter"), (10, "whole"), (15, "whole injured"), (15, "whole civilian child woman injured"),
    (18, "whole! civilian fighter soldier injured"), (5, "materiel"), (7, "other"),
]
SHAPE_WEIGHTS = [weight for weight, _ in SHAPES]
SHAPE_PARTS = [shape.split() for _, shape in SHAPES]


class Statements:
    """Makes the lines of a tallies file; `counts` and `tallies` say how many there are so far."""

    def __init__(self, parties, seed):
        self.parties = parties
        self.chance = random.Random(seed + 6)
        self.counts = self.tallies = 0
        # Until which day a party has a bulletin about a region: it has one at a time.
        self.taken_until = {}

    def about(self, happening):
        """Lines of all parties about one happening."""
        left, taken = happening.statements, set()
        while left > 0:
            party = self.party(happening, taken)
            taken.add(party["id"])
            if happening.event is None and not self.begins_bulletin(happening, party, left):
                if len(taken) > 5:
                    return
                continue
            share = left if len(taken) > 4 or left < 3 else 1 + int((left - 1) * self.chance.random())
            share = min(share, 240)
            yield from self.series(happening, party, share)
            left -= share

    def begins_bulletin(self, happening, party, months):
        key = party["id"], happening.place["id"]
        if self.taken_until.get(key, -1) >= happening.day:
            return False
        self.taken_until[key] = happening.day + 31 * months
        return True

    def party(self, happening, taken):
        """Monitors and agencies mostly, the larger ones more often; belligerents and their ministries sometimes."""
        chance, counters = self.chance, self.parties.counters
        while True:
            luck = chance.random()
            if luck < 0.7:
                party = counters[min(int(chance.expovariate(1 / 4)), len(counters) - 1)]
            elif luck < 0.85:
                party = chance.choice(happening.sides)
            else:
                party = chance.choice(self.parties.own_sources[happening.country])
            if party["id"] not in taken:
                return party

    def series(self, happening, party, length):
        chance = self.chance
        prefix = f"{happening.name}.{party['id']}"
        shape = chance.choices(SHAPE_PARTS, cum_weights=CUMULATED)[0]
        is_bulletin = happening.event is None
        cumulative = not is_bulletin and chance.random() < (0.4 if length == 1 else 0.65)
        step = 30 if is_bulletin else 1
        bias = chance.choice([0.6, 0.8, 0.9, 1, 1, 1, 1.1, 1.3, 1.7])
        most = happening.dead * bias if cumulative else happening.dead * bias / length ** 0.5
        toll = [0, 0, 0]
        series = {
            "head": self.head(happening, party), "shape": shape,
            "accumulation": "cumulative" if cumulative else "incremental",
            "blame": self.blame(happening, party), "others": happening.sides, "measure": chance.choice(MEASURES),
            "item": (chance.choice(ITEMS), chance.choice(OUTCOMES)),
        }
        restarts = cumulative and length > 20 and chance.random() < 0.2
        phase, restart = "", chance.randrange(10, length) if restarts else None
        start = happening.day
        for number in range(length):
            if number == restart:
                phase, toll, start = ', "phase": 2', [0, 0, 0], happening.day + number
            self.grow(toll, most, length, cumulative)
            first = start if cumulative else happening.day + number * step
            last = happening.day + (number + 1) * step - 1
            yield self.statement(series, f"{prefix}.{number}", phase, toll, first, last, happening)
            if chance.random() < 0.03:
                yield from self.revision(series, f"{prefix}.{number}", phase, toll, first, last, happening)

    def grow(self, toll, most, length, cumulative):
        """The dead of the day: civilians, fighters, soldiers."""
        chance = self.chance
        today = most / length if cumulative else most
        for part, share in enumerate((0.45, 0.35, 0.3)):
            dead = int(today * share * chance.expovariate(1) + chance.random())
            toll[part] = toll[part] + dead if cumulative else dead

    def blame(self, happening, party):
        """How they died and who did it, where a party says so: the same in all its statements."""
        chance, text = self.chance, ""
        if chance.random() < 0.25:
            text += f', "cause": "{chance.choice(CAUSES)}"'
        if chance.random() < 0.15:
            enemy = happening.sides[0] if party is happening.sides[1] else happening.sides[1]
            text += f', "perpetrator": {{"actor_id": "{enemy["id"]}", "attribution": "alleged"}}'
        return text

    def head(self, happening, party):
        """What all statements of a series begin with, after the id."""
        chance = self.chance
        kind = "claim" if "actor_type" in party else KINDS.get(party["source_type"], "claim")
        head = f'"attributed_to": "{party["id"]}"'
        if chance.random() < 0.4:
            relays = [source["id"] for source in self.parties.counters[7:15] if source is not party]
            head += f', "relayed_by": ["{chance.choice(relays)}"]'
        if happening.event:
            head += f', "event_id": "{happening.event["id"]}"'
        if happening.event is None or chance.random() < 0.5:
            head += f', "place_id": "{happening.place["id"]}"'
        verification = chance.choice(VERIFICATIONS)
        return head, f'"kind": "{kind}"' + (f', "verification": "{verification}"' if verification else "")

    def revision(self, series, revised, phase, toll, first, last, happening):
        chance = self.chance
        if chance.random() < 0.05:
            extra = f', "revises": "{revised}", "revision_kind": "retraction"'
            yield self.statement({**series, "shape": []}, revised + "r", phase, toll, first, last, happening, extra)
            return
        lower = [toll[0] - min(toll[0], int(chance.random() * 3)), toll[1], toll[2]]
        kind = chance.choice(["update", "correction", "correction", "reclassification"])
        extra = f', "revises": "{revised}", "revision_kind": "{kind}"'
        yield self.statement(series, revised + "r", phase, lower, first, last, happening, extra)

    def statement(self, series, tally_id, phase, toll, first, last, happening, extra=""):
        chance = self.chance
        self.tallies += 1
        reported = last + (int(chance.expovariate(1 / 6)) + 1 if extra else int(chance.random() * 1.3))
        head, tail = series["head"]
        line = [f'{{"id": "{tally_id}", {head}']
        luck = chance.random()
        if happening.articles and luck < 0.7:
            line.append(f', "article_id": "{happening.articles[int(luck / 0.7 * len(happening.articles))]}"')
        line.append(
            f', "report_date": "{DAYS[reported]}", '
            f'"reference_period": {{"start": "{DAYS[first]}", "end": "{DAYS[last]}"}}, '
            f'"accumulation": "{series["accumulation"]}"{phase}, {tail}{extra}')
        luck = chance.random()
        if luck < 0.6:
            number = int(luck * 1000)
            line.append(f', "wording": "{WORDINGS[number % len(WORDINGS)].format(sum(toll), toll[0])}"')
        elif luck < 0.63:
            line.append(', "caveats": ["Fighters of both sides seldom admit their own losses."]')
        line.append(f', "counts": [{", ".join(self.figures(series, toll))}]')
        self.knowledge(line, reported)
        line.append("}\n")
        return "".join(line)

    def knowledge(self, line, reported):
        """Since when the dataset knows it, and the few that are withdrawn or held back."""
        luck = self.chance.random()
        if luck < 0.9:
            late = int(luck * 1e6) % 700 if luck < 0.02 else 0
            seconds = int(luck * 1e7) % 86400
            time = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
            line.append(f', "recorded_at": "{DAYS[reported + late]}T{time}Z"')
        elif luck < 0.9015:
            reason = "Counted another event by mistake."
            line.append(f', "retracted_at": "{DAYS[reported + 30]}", "retraction_reason": "{reason}"')
        elif luck < 0.902:
            line.append(f', "embargoed_until": "{"2099-01-01" if luck < 0.9018 else DAYS[reported + 10]}"')

    def figures(self, series, toll):
        """Counts of one statement as JSON, after the party's shape."""
        chance, counts = self.chance, []
        civilians, fighters, soldiers = toll
        whole, side = civilians + fighters + soldiers, series["others"]
        for part in series["shape"]:
            n = len(counts) + 1
            if part[:5] == "whole":
                extra = series["blame"] + (', "exhaustive": true' if part == "whole!" else "")
                # One in three hundred adds up wrongly, as they do.
                value = exact(whole + (chance.random() < 0.003)) if part == "whole!" else self.value(whole)
                counts.append(f'{{"n": {n}, "measure": "killed"{extra}, "value": {value}}}')
            elif part == "civilian":
                counts.append(part_of_dead(n, 1, '"status": "civilian"', exact(civilians)))
            elif part == "fighter":
                population = f'"status": "direct_participant", "affiliation_actor_id": "{side[0]["id"]}"'
                counts.append(part_of_dead(n, 1, population, exact(fighters)))
            elif part == "soldier":
                population = f'"status": "armed_forces", "affiliation_actor_id": "{side[1]["id"]}"'
                counts.append(part_of_dead(n, 1, population, exact(soldiers)))
            elif part == "child":
                counts.append(part_of_dead(n, 2, '"status": "civilian", "age_group": "child"', exact(civilians // 4)))
            elif part == "woman":
                counts.append(part_of_dead(n, 2, '"status": "civilian", "sex": "female"', exact(civilians // 5)))
            elif part == "injured":
                counts.append(f'{{"n": {n}, "measure": "injured", "value": {self.value(whole * 2 + whole // 3)}}}')
            elif part == "materiel":
                category, outcome = series["item"]
                counts.append(
                    f'{{"n": {n}, "measure": "materiel", "unit": "items", "item": {{"category": "{category}", '
                    f'"outcome": "{outcome}"}}, "value": {self.value(fighters)}}}')
            else:
                measure = series["measure"]
                unit = UNITS.get(measure, "households" if measure == "displaced" else "persons")
                many = whole * 90 if measure == "displaced" else whole
                counts.append(f'{{"n": {n}, "measure": "{measure}", "unit": "{unit}", "value": {self.value(many)}}}')
        self.counts += len(counts)
        return counts

    def value(self, true):
        """A figure as somebody would give it who knows the true one, or some of it."""
        luck = self.chance.random()
        if luck < 0.55:
            return exact(true)
        if luck < 0.75:
            return f'{{"qualifier": "at_least", "value": {true}}}'
        if luck < 0.8 and true > 0:
            return f'{{"qualifier": "more_than", "value": {true - 1 if true < 20 else (true - 1) // 10 * 10}}}'
        if luck < 0.88 and true >= 20:
            return f'{{"qualifier": "approximately", "value": {(true + 5) // 10 * 10}, "rounded_to": 10}}'
        if luck < 0.92:
            best = f', "best": {true}' if luck < 0.9 else ""
            return f'{{"qualifier": "between", "min": {true - true // 4}, "max": {true + true // 3}{best}}}'
        if luck < 0.96 and true >= 12:
            return f'{{"qualifier": "order_of", "text": "{"hundreds" if true >= 100 else "dozens"}"}}'
        if luck < 0.97:
            return f'{{"qualifier": "at_most", "value": {true + true // 10}}}'
        if luck < 0.975:
            return f'{{"qualifier": "fewer_than", "value": {(true // 10 + 1) * 10}}}'
        return '{"qualifier": "unknown"}' if luck < 0.985 else exact(true)


CUMULATED = [sum(SHAPE_WEIGHTS[: place + 1]) for place in range(len(SHAPE_WEIGHTS))]


def exact(number):
    return f'{{"qualifier": "exact", "value": {number}}}' if number else '{"qualifier": "none"}'


def part_of_dead(n, whole, population, value):
    return f'{{"n": {n}, "measure": "killed", "population": {{{population}}}, "part_of": {whole}, "value": {value}}}'
