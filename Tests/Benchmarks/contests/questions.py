"""Questions about a million counts and 100,000 articles, and about what was really counted and written.

sitrep is asked over HTTP on a kept connection; DuckDB, SQLite and tantivy are called inside the process. No address is
asked for twice, so that no answer comes from a cache. Answers are compared before anything is timed. Datasette is asked
over HTTP, too: on one connection, and by wrk on several.
"""

import functools
import itertools
import json
import random
import re
import statistics
import sys

from converter import ensure_real_dataset, is_there

from . import mixed
from .asked import PRESSED_DAYS, Questions, WordsOfArticles, agree, words_of_generator
from .asking import Line, microseconds, spread
from .datasette import datasette
from .load import folder_of
from .measuring import Sitrep, ratio, table
from .pressure import press
from .texts import TextIndex
from .warehouse import Warehouse

ROUNDS = "fastest to slowest round"
# Pages under load: both servers and wrk share both cores.
CONNECTIONS, CORES, PRESSED_ROUNDS, PRESSED_SECONDS = 16, "0,1", 3, 3
# How many are made: more than are answered in the first second, and for later ones a multiple of what was.
FIRST_PAGES, SPARE = {"sitrep": 60_000, "Datasette": 6_000}, 2.5
# Types of events that no offensive is of, so that none is inside another.
APART = ["explosions_remote_violence", "violence_against_civilians"]
# What it would take to win, of what may be lost.
NOTES = {
    "page": "indexes that hold place and date together",
    "facets": "counting from totals by day",
    "sums": "sums by month kept per party",
    "guarded sums": "what overlaps found once per data version and kept, since DuckDB adds up without looking",
    "search, FTS5": "fewer candidates scored",
    "search, tantivy": "block-wise upper bounds of scores (block-max WAND), so that most that is found is never scored",
    "Datasette": "a cheaper page, since most of it is reading and writing on sockets",
    "toll": "statements of an event kept in order",
    "mixed": "less time for the dear ones, which the others wait for",
}


# On so little data a library answers in less time than a request takes to get there and back.
NOTE_OF_SMALL = (
    "nothing but a shorter way: what is measured is mostly the socket, which a library in the process has not")


class Results:
    """Rows of the table, figures and ratios of one dataset; bounds are for the million, not for what is `small`."""

    def __init__(self, of, small=False):
        self.of, self.small, self.rows, self.figures, self.ratios = of, small, [], {}, []

    def put(self, name, samples, peer, wanted, note, higher_is_better=False):
        """`samples`: what both gave, a list for each round."""
        ours, theirs = (statistics.median(itertools.chain(*rounds)) for rounds in samples)
        of_rounds = [[statistics.median(one) for one in rounds] for rounds in samples]
        measured, wanted = ours / theirs, None if self.small else wanted
        self.figures[name] = {"sitrep": ours, peer: theirs, "ratio": measured, "rounds": of_rounds}
        self.ratios.append(ratio(
            f"{name.rsplit(', µs', 1)[0]}{self.of}, sitrep / {peer}", measured, wanted, higher_is_better,
            NOTE_OF_SMALL if self.small else NOTES[note]))
        spreads = [spread(rounds, higher_is_better) for rounds in of_rounds]
        self.rows.append([f"{name}, sitrep / {peer}", f"{measured:.2f}", wanted or "", f"{ours:,.0f}", spreads[0],
                          f"{theirs:,.0f}", spreads[1]])

    def put_alone(self, name, measured, wanted=None, note=None, decimals=0, rounds=None):
        self.rows.append(
            [name, f"{measured:,.{decimals}f}", wanted or "", "", spread(rounds) if rounds else "", "", ""])
        if wanted:
            self.ratios.append(ratio(name, measured, wanted, note=NOTES[note]))

    def table(self):
        return table(["", "measured", "wanted", "sitrep", ROUNDS, "peer", ROUNDS], self.rows)


def run(binary, quick):
    counts, rounds, count = (100_000, 1, 20) if quick else (1_000_000, 5, 40)
    folder, size_mb = folder_of(counts)
    made_up = Results("")
    warehouse = Warehouse(folder)
    texts = TextIndex(warehouse.duck)
    with Sitrep(binary, [folder]) as sitrep:
        asked = Questions(sitrep, warehouse, texts, APART, words_of_generator)
        race_all(asked, rounds, count, made_up)
        tolls = asked.toll_questions(random.Random(7), rounds * count)
        taken = [asked.times(asked.toll, tolls[start:start + count]) for start in range(0, len(tolls), count)]
        made_up.figures["toll"] = statistics.median(itertools.chain(*taken))
        made_up.put_alone("toll of an event with 30 statements, µs", made_up.figures["toll"], "<= 200", "toll",
                          rounds=[statistics.median(one) for one in taken])
        loaded = made_up.figures["mixed"] = mixed.run(sitrep, asked, seconds=5 if quick else 20)
        made_up.put_alone(
            f"p99 of {loaded['rate']} mixed requests/s on {mixed.CONNECTIONS} connections, ms",
            loaded["p99_milliseconds"], f"<= {mixed.P99_MILLISECONDS}", "mixed", decimals=1)
        made_up.put_alone("p99 of the cheap among them, ms", loaded["cheap_p99_milliseconds"], decimals=1)
        made_up.put_alone("the slowest of them, ms", loaded["slowest_milliseconds"], decimals=1)
    parts = [
        made_up.table(),
        f"With {CONNECTIONS} connections, pages are asked for by wrk, which shares both cores with the server: medians "
        f"of {min(rounds, PRESSED_ROUNDS)} rounds of {pressed_seconds(rounds)} s for each server.",
        f"tantivy took {texts.seconds:.1f} s to index the articles.",
    ]
    warehouse.close()
    parts.append("**Real data**")
    real = run_real(binary, rounds, count, parts)
    return {
        "title": f"{counts:,} counts, {size_mb:.0f} MB, medians of {rounds} rounds of {count} questions, two cores",
        "markdown": "\n\n".join(parts),
        "figures": made_up.figures | {"real": real.figures},
        "ratios": made_up.ratios + real.ratios,
    }


def run_real(binary, rounds, count, parts):
    """The same of what UCDP, ministries and newspapers counted and wrote, where that is at hand."""
    results = Results(", real data", small=True)
    if not is_there():
        parts.append("Left out: there is no ../shared/data beside the repository, whose files this part converts.")
        return results
    folder, numbers = ensure_real_dataset()
    warehouse = Warehouse(folder)
    with Sitrep(binary, [folder]) as sitrep:
        asked = Questions(
            sitrep, warehouse, TextIndex(warehouse.duck), ["battles", "violence_against_civilians"],
            WordsOfArticles(warehouse.relations))
        race_all(asked, rounds, count, results)
        total = json.loads(sitrep.get("/v1"))["data"]
    warehouse.close()
    names = ("counts", "events", "articles", "places", "actors")
    held = ", ".join(f"{total['counts'][name]:,} {name}" for name in names)
    parts += [f"{held}: {numbers['from']}.", results.table(), f"Data: {total['attribution']}"]
    return results


def race_all(asked, rounds, count, results):
    contests = [
        ("page of 50 by place and date, µs", asked.page_question, asked.check_page, asked.page,
         "SQLite", asked.lite_page, "<= 0.5", "page"),
        ("three facets over a quarter, µs", asked.facet_question, asked.check_facets, asked.facets,
         "DuckDB, 2 threads", asked.duck_facets, "<= 1.0", "facets"),
        ("month × status sums of a party, µs", asked.sum_question, asked.check_sums, asked.sums,
         "DuckDB, 2 threads", asked.duck_sums, "<= 1.0", "sums"),
        ("month × status sums of all, guarded / plain, µs", asked.guarded_question, asked.check_guarded,
         asked.guarded_sums, "DuckDB, 2 threads", asked.duck_plain_sums, "<= 1.0", "guarded sums"),
        ("two-word search, µs", asked.search_question, asked.check_search, asked.search,
         "FTS5", asked.lite_search, "<= 0.5", "search, FTS5"),
        ("two-word search, top 20 with highlights, µs", asked.search_question, asked.check_search, asked.search,
         "tantivy", asked.texts.search, None, "search, tantivy"),
    ]
    for number, (name, question, check, ours, peer, theirs, wanted, note) in enumerate(contests):
        print(f"  {name}, {peer}", file=sys.stderr)
        # Each its own seed, so that the second race of searches does not ask what the first has asked.
        contestants = functools.partial(asked.times, ours), functools.partial(microseconds, theirs)
        samples = race_questions(question, check, contestants, rounds, count, asked.known, seed=2024 + number)
        results.put(name, samples, peer, wanted, note)
    put_datasette(asked, rounds, count // 4, results)


def race_questions(question, check, both, rounds, count, known, seed):
    """Microseconds of both, a list for each round, which they do in turn, after their answers were compared. `both` say
    how long each of some questions took them."""
    chance = random.Random(seed)
    for one in new_questions(question, chance, 5, known):
        check(one)
    samples = [], []
    for number in range(rounds):
        contestants = list(zip(both, samples))
        asked = new_questions(question, chance, count, known)
        # On little data there are not enough for every round.
        if not asked:
            break
        for contestant, taken in contestants if number % 2 == 0 else reversed(contestants):
            taken.append(contestant(asked))
    return samples


def new_questions(question, chance, count, known):
    """Questions that nobody was asked yet; fewer when there are not so many."""
    asked = []
    for _ in range(count * 20):
        one = question(chance)
        if repr(one) not in known:
            known.add(repr(one))
            asked.append(one)
        if len(asked) == count:
            break
    return asked


def put_datasette(asked, rounds, count, results):
    """The page once more, against Datasette on the same file of SQLite, both over HTTP: one after the other, which is
    how long an answer takes, and as fast as both answer."""
    with datasette(asked.warehouse.path) as peer:
        line = Line(peer.url)

        def times(questions):
            return line.times([asked.datasette_page(question) for question in questions])

        def check(question):
            ours = json.loads(asked.get(asked.page(question)))
            theirs = json.loads(line.get(asked.datasette_page(question)))
            agree("Datasette's total", question, ours["meta"]["total"], theirs["filtered_table_rows_count"])
            agree("Datasette's page", question, [row["value"] for row in ours["data"]],
                  [row["value"] for row in theirs["rows"]])

        both = functools.partial(asked.times, asked.page), times
        samples = race_questions(asked.page_question, check, both, rounds, count, asked.known, seed=3025)
        line.close()
        rates = press_both(asked, peer, min(rounds, PRESSED_ROUNDS), pressed_seconds(rounds))
    results.put(
        f"pages per second over HTTP, {CONNECTIONS} connections", rates, "Datasette", ">= 40", "Datasette", True)
    rates = [[[1e6 / one for one in taken] for taken in of_rounds] for of_rounds in samples]
    results.put("pages per second over HTTP, one after the other", rates, "Datasette", None, "Datasette", True)
    # A server closes what is idle for long.
    asked.connect()


def pressed_seconds(rounds):
    """How long wrk asks in a round; a second where it is for one look."""
    return PRESSED_SECONDS if rounds > 1 else 1


def press_both(asked, peer, rounds, seconds):
    """Pages a second of both as fast as wrk asks for them, none twice; a list for each round, which they do in turn."""
    servers = {"sitrep": (asked.sitrep, asked.page), "Datasette": (peer, asked.datasette_page)}
    chance, rates, most = random.Random(3026), {name: [] for name in servers}, dict(FIRST_PAGES)

    def question(chance):
        return asked.page_question(chance, PRESSED_DAYS)

    stored = answers_from_store(asked.sitrep)
    # The first round warms up, and tells how many pages the others need.
    for number in range(rounds + 1):
        questions = new_questions(question, chance, max(most.values()), asked.known)
        for name, (server, address) in servers.items() if number % 2 else reversed(servers.items()):
            addresses = [address(one) for one in questions[:most[name]]]
            rate = press(server.url, server.pids, seconds if number else 1, CONNECTIONS, CORES, addresses).rate
            if number:
                rates[name].append([rate])
            else:
                most[name] = int(SPARE * rate * seconds)
    if (of_these := answers_from_store(asked.sitrep) - stored) > 0:
        raise SystemExit(f"{of_these:,} pages came from the store of answers")
    return list(rates.values())


def answers_from_store(sitrep):
    """How many answers came from the store so far."""
    return int(re.search(rb'sitrep_response_cache_requests_total{result="hit"} (\d+)', sitrep.get("/metrics"))[1])
