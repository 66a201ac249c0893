"""Writes the folder from what each source gives, with all their licences and attributions."""

import json
import os
import tempfile

from .gaza import Gaza
from .news import News
from .records import Records
from .ucdp import Ucdp

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../shared/data")
NEEDED = ["ucdp/ged_syria_2018-2019.csv", "ucdp/hdx_conflict_data_BGD.csv", "palestine-datasets", "current-events"]
TYPES = ["sources", "places", "actors", "events", "articles", "tallies", "interviews"]
FROM = (
    "UCDP GED of Syria 2018 and 2019 and of Bangladesh, daily figures from Gaza and the West Bank, "
    "and Wikipedia's current events of 2010 to 2016")
FORM = "1"
CARD = {
    "title": "Real figures and news items, for measuring",
    "license": "CC-BY-SA-4.0 AND CC-BY-4.0 AND Unlicense",
    "attribution": (
        "UCDP GED, Uppsala University: Sundberg & Melander 2013, Högbladh 2019 (CC BY 4.0); Bangladesh by way of HDX. "
        "Tech for Palestine, from Gaza's Ministry of Health and Government Media Office and UN OCHA (Unlicense). "
        "Wikipedia contributors, Portal:Current events (CC BY-SA 4.0)."),
    "languages": ["en"],
    "caveats": [
        "A part of each source, converted for measuring speed and not for reading.",
        "Where UCDP's range is not in order, its best figure stands alone as approximate.",
    ],
}


def is_there():
    return all(os.path.exists(os.path.join(DATA, name)) for name in NEEDED)


def ensure_real_dataset():
    """The folder, which is kept between runs, and what is in it."""
    folder = os.path.join(tempfile.gettempdir(), "sitrep-benchmark-real")
    mark = os.path.join(folder, ".complete")
    if not os.path.exists(mark) or open(mark).read() != FORM:
        write_real_dataset(folder)
        with open(mark, "w") as file:
            file.write(FORM)
    return folder, {"from": FROM}


def write_real_dataset(folder):
    """Writes the dataset and returns how many there are of each type."""
    os.makedirs(folder, exist_ok=True)
    records = Records()
    for source in (Ucdp(records), Gaza(records), News(records)):
        source.read(DATA)
    with open(os.path.join(folder, "dataset.json"), "w", encoding="utf-8") as file:
        json.dump(CARD, file, ensure_ascii=False, indent=2)
    for name in TYPES:
        with open(os.path.join(folder, f"{name}.ndjson"), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records.of(name))
    return {name: len(records.of(name)) for name in TYPES}
