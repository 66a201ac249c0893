"""A large dataset that is the same on every machine: statements of many parties about many events, round by round.

Every id exists, parts add up to their wholes and cumulative figures never fall, so that loading it gives no finding.
"""

import json
import os
import random
from datetime import date, timedelta

EVENTS_PER_PARENT = 20
ROUNDS = 24
TOWNS_PER_GOVERNORATE = 25
FIRST_DAY = date(2014, 1, 1)

MONITORS = [f"monitor-{number}" for number in range(1, 5)]
AGENCIES = [f"agency-{number}" for number in range(1, 4)]
GROUPS = [f"group-{number}" for number in range(1, 6)]
PARTIES = MONITORS + GROUPS[:2]

WORDINGS = [
    "at least {0} people were killed since the fighting began, among them {1} civilians",
    "the number of the dead has risen to {0}, {1} of them civilians, and is expected to rise",
    "قُتل {0} شخصاً على الأقل، بينهم {1} مدنياً",
    "{0} dead have been documented by name; {1} were civilians, the others fighters of both sides",
]


def write_dataset(folder, wanted_bytes):
    """Writes the folder unless it is there already; returns the bytes of its tallies."""
    tallies = os.path.join(folder, "tallies.ndjson")
    complete = os.path.join(folder, ".complete")
    if not os.path.exists(complete):
        os.makedirs(folder, exist_ok=True)
        events = write_tallies(tallies, wanted_bytes)
        write_surroundings(folder, events)
        open(complete, "w").close()
    return os.path.getsize(tallies)


def day(number):
    return (FIRST_DAY + timedelta(days=number)).isoformat()


def event_day(event):
    return event % 3600


def town(event):
    return f"town-{event % 500}"


def write_tallies(path, wanted_bytes):
    """Writes events one after the other until there are bytes enough; returns how many."""
    chance = random.Random(2024)
    written, event = 0, 0
    with open(path, "w", encoding="utf-8", buffering=1 << 20) as file:
        while written < wanted_bytes:
            text = "".join(statements(event, chance))
            file.write(text)
            written += len(text.encode())
            event += 1
    return event


def statements(event, chance):
    """What every party says about one event, in rounds of growing figures."""
    dead = {party: [chance.randrange(1, 40) for _ in range(3)] for party in PARTIES}
    for number in range(ROUNDS):
        for place, party in enumerate(PARTIES):
            parts = dead[party]
            yield statement(event, number, party, parts, chance.randrange(1000))
            parts[number % 3] += chance.randrange(0, 9)


def statement(event, number, party, parts, luck):
    start = event_day(event)
    whole = sum(parts)
    civilians, fighters, soldiers = parts
    qualifier = "at_least" if luck % 3 == 0 else "exact"
    wording = WORDINGS[luck % 4].format(whole, civilians)
    kind = "claim" if party.startswith("group") else "documented"
    return (
        f'{{"id": "event-{event}.{party}.{number}", "attributed_to": "{party}", '
        f'"relayed_by": ["{AGENCIES[luck % 3]}"], "event_id": "event-{event}", "place_id": "{town(event)}", '
        f'"recorded_at": "{day(start + number)}T18:{luck % 60:02}:00Z", "report_date": "{day(start + number)}", '
        f'"reference_period": {{"start": "{day(start)}", "end": "{day(start + number)}"}}, '
        f'"accumulation": "cumulative", "kind": "{kind}", "verification": "reported", '
        f'"wording": "{wording}", "counts": ['
        f'{{"n": 1, "measure": "killed", "unit": "persons", "exhaustive": true, '
        f'"value": {{"qualifier": "{qualifier}", "value": {whole}}}}}, '
        f'{{"n": 2, "measure": "killed", "population": {{"status": "civilian"}}, "part_of": 1, '
        f'"value": {{"qualifier": "exact", "value": {civilians}}}}}, '
        f'{{"n": 3, "measure": "killed", "population": {{"status": "direct_participant", '
        f'"affiliation_actor_id": "{GROUPS[2 + event % 3]}"}}, "part_of": 1, '
        f'"value": {{"qualifier": "exact", "value": {fighters + soldiers}}}}}]}}\n'
    )


def write_surroundings(folder, events):
    """What the tallies refer to: sources, actors, places and the events themselves."""
    sources = [
        {"id": name, "name": name.replace("-", " ").title(),
         "source_type": "monitor" if name in MONITORS else "news_agency"}
        for name in MONITORS + AGENCIES
    ]
    actors = [
        {"id": name, "name": name.replace("-", " ").title(), "actor_type": "rebel_group",
         "names": [{"name": name.upper(), "kind": "acronym"}]}
        for name in GROUPS
    ]
    governorates = [
        {"id": f"governorate-{number}", "name": f"Governorate {number}", "place_type": "governorate", "country": "SYR"}
        for number in range(500 // TOWNS_PER_GOVERNORATE)
    ]
    towns = [
        {"id": f"town-{number}", "name": f"Town {number}", "place_type": "town", "country": "SYR",
         "parent_id": f"governorate-{number // TOWNS_PER_GOVERNORATE}",
         "location": {"lat": 33 + number % 40 / 10, "lon": 36 + number % 50 / 10}}
        for number in range(500)
    ]
    write(folder, "dataset.json", {"title": "Benchmark", "license": "CC0-1.0", "attribution": "Nobody"})
    write(folder, "sources.json", sources)
    write(folder, "actors.json", actors)
    write(folder, "places.json", governorates + towns)
    write(folder, "events.json", [event_record(number) for number in range(events)])


def event_record(number):
    record = {
        "id": f"event-{number}", "name": f"Fighting {number}", "event_type": "battles", "place_id": town(number),
        "date_start": day(event_day(number)), "actors": [{"actor_id": GROUPS[number % 5], "role": "side_a"}],
    }
    parent = number - number % EVENTS_PER_PARENT
    return record if parent == number else {**record, "parent_event_id": f"event-{parent}"}


def write(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False)
