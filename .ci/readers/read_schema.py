"""Reads the schemas of dataset files with jsonschema, and the sample dataset by them."""

import copy
import json
import os
import pathlib
import subprocess
import tempfile

from jsonschema import Draft202012Validator, FormatChecker

from serving import check, get, main

# A file of the sample, where in it something is changed, and to what: each must be refused.
BROKEN = [
    ("dataset", ["atribution"], "misspelt"),
    ("tallies", [0, "reportdate"], "2024-11-29"),
    ("tallies", [0, "accumulation"], "total"),
    ("tallies", [0, "report_date"], "29.11.2024"),
    ("tallies", [0, "counts"], []),
    ("tallies", [0, "counts", 0, "n"], 0),
    ("tallies", [0, "counts", 0, "value"], 255),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "at_least"}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "at_leats", "value": 255}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "exact", "value": 255, "max": 300}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "none", "value": 0}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "between", "min": 10}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "order_of", "value": 12}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "approximately", "value": 40, "min": 30, "rounded_to": 10}),
    ("tallies", [0, "counts", 0, "item"], {"category": "uav"}),
    ("places", [0, "country"], "Syria"),
    ("places", [0, "location"], {"lat": 91, "lon": 0}),
    ("actors", [0, "names"], [{"name": "HTS"}]),
    ("events", [0, "sub_event_type"], "Armed clash"),
    ("sources", [0, "id"], "SOHR"),
    ("sources", [0, "$schema"], 2020),
    ("articles", [0, "publisher_id"], None),
    ("interviews", [0, "verbatim"], "no"),
]

# The same, and each must be taken.
SOUND = [
    ("tallies", [0, "counts", 0, "measure"], "x_arrests"),
    ("tallies", [0, "counts", 0, "x_page"], {"any": ["thing"]}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "x_rumoured", "value": 1, "text": "one"}),
    ("tallies", [0, "counts", 0, "value"], {"qualifier": "approximately", "value": 40, "min": 30, "max": None}),
    ("tallies", [0, "counts", 0, "cause"], None),
    ("tallies", [0, "report_date"], "2024-11-29T18:00:00.5+03:00"),
    ("sources", [0, "$schema"], "../.schemas/sources.json"),
]


def changed(records, path, value):
    records = copy.deepcopy(records)
    place = records
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return records


def read(base):
    """jsonschema: sound schemas, which take the sample dataset and refuse it broken, as the loader does."""
    schemas = {entry["type"]: json.loads(get(base + entry["url"]))
               for entry in json.loads(get(f"{base}/v1/schema?envelope=false"))}
    validators = {}
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema, format_checker=FormatChecker())
        validators[name] = Draft202012Validator(schema, format_checker=FormatChecker())
    with tempfile.TemporaryDirectory() as folder:
        sitrep = os.environ["SITREP"]
        subprocess.run([sitrep, "init", folder], check=True, stdout=subprocess.DEVNULL)
        files = {path.stem: json.loads(path.read_text()) for path in pathlib.Path(folder).glob("*.json")}
        check(files.keys() == schemas.keys(), f"files {sorted(files)} and schemas {sorted(schemas)} differ")
        written = {path.stem: json.loads(path.read_text()) for path in pathlib.Path(folder, ".schemas").glob("*.json")}
        check(written == schemas, "what init writes for editors is not what is served")
        for name, content in files.items():
            error = next(validators[name].iter_errors(content), None)
            check(error is None, f"{name}: {error and error.message}")
            example = schemas[name].get("$defs", {}).get("record", schemas[name])["examples"][0]
            check(validators[name].is_valid(example), f"{name}: the example is not valid")
        for cases, sound in ((BROKEN, False), (SOUND, True)):
            for name, path, value in cases:
                content = changed(files[name], path, value)
                check(validators[name].is_valid(content) == sound, f"{name} {path} {value}: valid is not {sound}")
                pathlib.Path(folder, f"{name}.json").write_text(json.dumps(content))
                loaded = subprocess.run([sitrep, "check", folder], stdout=subprocess.DEVNULL).returncode == 0
                pathlib.Path(folder, f"{name}.json").write_text(json.dumps(files[name]))
                check(loaded == sound, f"{name} {path} {value}: the loader's word is not {sound}")
    return "jsonschema"


def spoil(path, body):
    """A schema that no longer says which figures go with a qualifier."""
    return body.replace(b'"allOf"', b'"x_allOf"') if path == "/v1/schema/tallies.json" else None


if __name__ == "__main__":
    main(read, spoil)
