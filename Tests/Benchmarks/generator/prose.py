"""Articles and interviews: sentences that name actors and places, among words after Zipf's law."""

import random

from . import words
from .happenings import DAYS

LEADS = [
    "Fighters of the {0} entered {1} on {3}, residents said.",
    "The {0} and the {2} exchanged fire near {1} until dawn.",
    "At least {4} people were killed in {1}, according to local officials.",
    "A spokesman of the {2} denied that its units had shelled {1}.",
    "Families left {1} on foot after the {0} closed the road.",
]
ARABIC_LEADS = [
    "دخل مقاتلو {0} إلى {1} يوم أمس بحسب سكان محليين.",
    "قُتل {4} شخصاً على الأقل في {1} خلال اشتباكات بين {0} و{2}.",
    "نفى متحدث باسم {2} قصف {1}.",
]
HEADLINES = [
    "{4} dead as {0} attacks {1}", "{0} says it holds {1}", "Thousands flee {1} after shelling",
    "{2} denies losses near {1}", "Truce in {1} breaks down", "Hospital in {1} runs out of fuel",
]
ARABIC_HEADLINES = ["{4} قتلى في {1}", "{0} تعلن السيطرة على {1}", "نزوح من {1} بعد القصف"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
REPORTERS = ["L. Haddad", "M. Okafor", "S. Lindqvist", "R. Nasser", "A. Petrova", "Staff"]
GENRES = ["report", "report", "report", "report", "analysis", "statement", "interview", "sitrep"]
KEYWORDS = ["fighting", "civilians", "ceasefire", "displacement", "aid", "air strikes", "health", "talks", "detainees"]
QUESTIONS = [
    "What did you see in {1} on that day?", "Who controls {1} now?", "What does the toll say about the civilians?",
    "How strong is the {0} compared with the {2}?", "What should humanitarian organisations do in {1}?",
    "How reliable are the figures that the {2} gives?",
]
TOPICS = ["overview", "tactics", "civilians", "outlook", "strength", "aid"]
ROLES = ["teacher", "surgeon", "former officer", "conflict researcher", "aid worker", "mayor"]


def name_in(record, script):
    """The usual name, or one in Arabic script; actors and places both begin their names with it."""
    return record["names"][0]["name"] if script == "ar" else record["name"]


class Prose:
    """Makes articles and interviews; `articles` and `interviews` say how many there are so far."""

    def __init__(self, parties, gazetteer, seed, own_seed, first_id=0):
        """`seed` makes the words, `own_seed` the texts; `first_id` comes before the number of the first of them."""
        self.parties, self.gazetteer, self.first_id = parties, gazetteer, first_id
        self.chance = random.Random(own_seed + 7)
        self.english, self.arabic = words.english(seed), words.arabic(seed)
        self.articles = self.interviews = 0

    def article(self, happening):
        chance = self.chance
        self.articles += 1
        number = self.first_id + self.articles
        day = happening.day + min(int(chance.expovariate(1 / 3)), 200)
        is_arabic = chance.random() < 0.15
        terms = self.terms(happening, day, "ar" if is_arabic else "en")
        leads, headlines, vocabulary = (
            (ARABIC_LEADS, ARABIC_HEADLINES, self.arabic) if is_arabic else (LEADS, HEADLINES, self.english))
        publisher = self.parties.counters[7 + int(chance.random() * 8)]
        article = {
            "id": f"article-{number}", "headline": chance.choice(headlines).format(*terms),
            "body_text": self.body(leads, terms, vocabulary, 90 + int(chance.random() * 150)),
            "publisher_id": publisher["id"], "url": f"{publisher['url']}/{DAYS[day].replace('-', '/')}/{number}",
            "published_at": self.moment(day), "genre": chance.choice(GENRES),
            "keywords": sorted(set(chance.choices(KEYWORDS, k=int(chance.random() * 4)))),
            "language": "ar" if is_arabic else "en",
        }
        if happening.event:
            article["event_ids"] = [happening.event["id"]]
        self.adorn(article, happening, day, leads, terms)
        return article

    def terms(self, happening, day, script):
        """What the sentences are filled with: one side, the place, the other side, the weekday, the dead."""
        first, second = happening.sides
        if self.chance.random() < 0.2 and len(first["names"]) > 1:
            first = {"name": first["names"][1]["name"], "names": first["names"]}
        names = [name_in(record, script) for record in (first, happening.place, second)]
        return (*names, WEEKDAYS[day % 7], happening.dead)

    def body(self, leads, terms, vocabulary, length):
        chance, paragraphs = self.chance, []
        while length > 0:
            text = vocabulary.text(chance, min(length, 35 + int(chance.random() * 60)))
            length -= 65
            paragraphs.append(chance.choice(leads).format(*terms) + " " + text if chance.random() < 0.7 else text)
        return "\n\n".join(paragraphs)

    def moment(self, day):
        seconds = int(self.chance.random() * 86400)
        zone = "Z" if seconds % 3 else "+03:00"
        return f"{DAYS[day]}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{zone}"

    def adorn(self, article, happening, day, leads, terms):
        """The fields that not every article has."""
        chance = self.chance
        if chance.random() < 0.6:
            article["abstract"] = chance.choice(leads).format(*terms)
        if chance.random() < 0.7:
            article["byline"] = chance.choice(REPORTERS)
        if chance.random() < 0.5:
            article["dateline"] = happening.place["name"].upper()
        if chance.random() < 0.4:
            article["actor_ids"] = [happening.sides[0]["id"]]
        if chance.random() < 0.4:
            article["place_ids"] = [happening.place["id"]]
        if chance.random() < 0.05:
            article["recorded_at"] = f"{DAYS[day + 3]}T06:00:00Z"
        if chance.random() < 0.01:
            article["modified_at"] = self.moment(day + 2)
            correction = {"date": DAYS[day + 2], "text": "An earlier version gave another number of dead."}
            article["corrections"] = [correction]

    def interview(self, happening, article_id):
        chance = self.chance
        self.interviews += 1
        number = self.first_id + self.interviews
        day = happening.day + 1 + int(chance.random() * 60)
        interview = {
            "id": f"interview-{number}", "title": f"After {happening.place['name']}",
            "interviewee": {"name": f"Witness {number}", "role": chance.choice(ROLES)}, "date": DAYS[day],
            "interviewer": chance.choice(REPORTERS), "verbatim": chance.random() < 0.7, "language": "en",
        }
        if chance.random() < 0.2:
            interview["interviewee"]["actor_id"] = happening.sides[0]["id"]
        if chance.random() < 0.5:
            interview["place_id"] = happening.place["id"]
        if article_id and chance.random() < 0.5:
            interview["article_id"] = article_id
        interview["exchanges"] = [self.exchange(n, happening, day) for n in range(1, 5 + int(chance.random() * 6))]
        return interview

    def exchange(self, n, happening, day):
        chance = self.chance
        terms = self.terms(happening, day, "en")
        exchange = {
            "n": n, "question": chance.choice(QUESTIONS).format(*terms),
            "answer": self.body(LEADS, terms, self.english, 30 + int(chance.random() * 60)),
            "topics": sorted(set(chance.choices(TOPICS, k=1 + int(chance.random() * 2)))),
            "start_time": f"{n // 4:02}:{n * 13 % 60:02}:{n * 29 % 60:02}",
        }
        if chance.random() < 0.2:
            exchange["actor_ids"] = [happening.sides[1]["id"]]
        return exchange
