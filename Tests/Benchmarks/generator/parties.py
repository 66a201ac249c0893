"""Who fights, who is counted and who counts: actors under all their names, and sources."""

import random

from .gazetteer import COUNTRIES, SECOND

KINDS = [
    ("Brigade", "لواء", "rebel_group"), ("Front", "جبهة", "rebel_group"), ("Movement", "حركة", "rebel_group"),
    ("Battalions", "كتائب", "rebel_group"), ("Army", "جيش", "rebel_group"), ("Union", "اتحاد", "coalition"),
    ("Guards", "حرس", "political_militia"), ("Committees", "لجان", "political_militia"),
    ("Council", "مجلس", "identity_militia"), ("Operations Room", "غرفة عمليات", "coalition"),
]
SOURCES = [
    ("Observatory for Documentation", "monitor"), ("Network for Records", "monitor"), ("Casualty Archive", "monitor"),
    ("Centre for Violations", "monitor"), ("Airstrike Monitor", "monitor"),
    ("Local Reporters' Network", "local_network"),
    ("Civil Rescue Volunteers", "local_network"), ("Meridian Press Agency", "news_agency"),
    ("Continental News Agency", "news_agency"), ("Gulf Wire", "news_agency"), ("Daily Courier", "newspaper"),
    ("The Levant Post", "newspaper"), ("Evening Gazette", "newspaper"), ("Channel Nine", "broadcaster"),
    ("Radio Horizon", "broadcaster"), ("Doctors' Relief", "ngo"), ("Refugee Legal Aid", "ngo"),
    ("Humanitarian Coordination Office", "un"), ("Human Rights Mission", "un"), ("Commission of Inquiry", "un"),
    ("Front Lines Channel", "social_media"), ("Conflict Studies Institute", "expert"),
]
OWN_SOURCES = [
    ("Ministry of Health", "وزارة الصحة", "ministry"), ("Ministry of Defence", "وزارة الدفاع", "ministry"),
    ("General Command", "القيادة العامة", "military"), ("State News", "الأنباء الرسمية", "state_media"),
]
OUTSIDERS = [("Northern Expeditionary Force", "القوة الشمالية"), ("Coalition Air Command", "قيادة التحالف الجوي")]
GROUPS_PER_COUNTRY = 24


def slug(name):
    words = name.lower().replace("-", " ").replace("'", "").split()
    return "-".join(words)


class Parties:
    """`actors` and `sources` are the records; the other members say who may take part in what."""

    def __init__(self, seed):
        self.chance = random.Random(seed + 1)
        self.actors, self.sources, self.texts = [], [], []
        self.armies, self.groups, self.own_sources = {}, {}, {}
        self.civilians = self.add("civilians", "Civilians", "مدنيون", "civilians")
        self.outsiders = [
            self.add(slug(name), name, arabic, "external_forces")
            for name, arabic in OUTSIDERS
        ]
        for code, country, arabic, *_ in COUNTRIES:
            self.add_country(code, country, arabic)
        self.counters = [self.add_source(slug(name), name, kind) for name, kind in SOURCES]

    def add_country(self, code, country, arabic):
        army = self.add(
            f"army-of-{country.lower()}", f"Army of {country}", f"جيش {arabic}", "state_forces", code,
            [{"name": f"Armed Forces of the Republic of {country}", "lang": "en", "kind": "official"},
             {"name": "the army", "lang": "en", "kind": "weak"}])
        self.armies[code] = army
        self.groups[code] = [self.add_group(code, arabic, army) for _ in range(GROUPS_PER_COUNTRY)]
        self.own_sources[code] = [
            self.add_source(slug(f"{country} {name}"), f"{country} {name}", kind, code, army["id"])
            for name, _, kind in OWN_SOURCES
        ]

    def add_group(self, code, country_arabic, army):
        name, arabic, kind = self.group_name()
        letters = "".join(word[0] for word in name.removeprefix("al-").split())
        names = [{"name": letters + code[1], "kind": "acronym"},
                 {"name": f"the {name.split()[-1].lower()}", "lang": "en", "kind": "weak"}]
        actor = self.add(slug(name), name, arabic, kind, code, names)
        year = self.chance.randrange(2009, 2015)
        actor["active_from"] = str(year)
        if self.chance.random() < 0.3:
            until = self.chance.randrange(year + 1, 2019)
            former, former_arabic, _ = self.group_name()
            actor["names"] += [
                {"name": former, "lang": "en", "kind": "former", "to": f"{until}-{self.chance.randrange(1, 13):02}"},
                {"name": former_arabic, "lang": "ar", "kind": "former"}]
            self.texts += [(former, actor["id"]), (former_arabic, actor["id"])]
        if self.chance.random() < 0.15:
            actor["active_to"] = str(self.chance.randrange(2020, 2024))
        relation = {"type": "opposed_to", "actor_id": army["id"]}
        if self.groups.get(code) and self.chance.random() < 0.4:
            relation = {"type": "allied_with", "actor_id": self.chance.choice(self.groups[code])["id"]}
        actor["relations"] = [relation]
        return actor

    def group_name(self):
        """One that no group has or had."""
        while True:
            (first, script), (kind, kind_script, actor_type) = self.chance.choice(SECOND), self.chance.choice(KINDS)
            name = f"al-{first} {kind}"
            if all(name != text for text, _ in self.texts):
                return name, f"{kind_script} {script}", actor_type

    def add(self, actor_id, name, arabic, kind, country=None, names=()):
        actor = {"id": actor_id, "name": name, "names": [{"name": arabic, "lang": "ar", "kind": "official"}, *names],
                 "actor_type": kind}
        if country:
            actor["country"] = country
        self.actors.append(actor)
        self.texts += [(name, actor_id), (arabic, actor_id)]
        return actor

    def add_source(self, source_id, name, kind, country=None, affiliation=None):
        source = {"id": source_id, "name": name, "source_type": kind}
        if country:
            source["country"] = country
        if affiliation:
            source["affiliation_actor_id"] = affiliation
        source["url"] = f"https://{source_id}.example"
        self.sources.append(source)
        return source
