"""Holds the contract to the specification, and every answer to the contract.

openapi-spec-validator reads /openapi.json; jsonschema compares the answers of every route with the schema that the contract
gives for their status and media type. Schemas allow no member that they do not name, so what is served and not described is
noticed."""

import json
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import openapi_spec_validator

from serving import LISTS, check, get, ids, main

FORMATS = {"json": "application/json", "geojson": "application/geo+json", "feed.json": "application/feed+json"}

# Questions that bring out what a plain list does not show.
MORE = [
    "/v1/{list}?limit=1000&envelope=false",
    "/v1/{list}?include={include}",
    "/v1/{list}?q=aleppo&highlight=true",
    "/v1/{list}?as_of=2024-11-29T09:00:00Z",
    "/v1/counts?facets=measure,population_status,n,exhaustive,lat&histogram=period_start&interval=day",
    "/v1/counts/aggregate?group_by=attributed_to,population_status,month",
    "/v1/counts/aggregate?group_by=place.city&policy=envelope",
    "/v1/counts/aggregate?group_by=event_id",
    "/v1/timeseries?interval=week",
    "/v1/search?q=aleppo",
    "/v1/search?q=aleppo&highlight=false&envelope=false",
    "/v1/actors/resolve?name=nusra%20front&on=2015",
    "/v1/actors/resolve?name=nobody%20at%20all",
    "/v1/changes?limit=1000",
    "/v1/checks",
    "/v1?envelope=false",
    "/problems",
    "/problems/unknown-parameter",
    "/v1/tallies?nonsense=1",
    "/v1/tallies/nonsense",
    "/v1/tallies?limit=0",
]


def ask(address):
    """Status, media type and body, whatever the status."""
    try:
        answer = urllib.request.urlopen(address, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers["Content-Type"].split(";")[0], answer.read()


class Contract:
    def __init__(self, base):
        self.base = base
        self.document = json.loads(get(f"{base}/openapi.json"))
        openapi_spec_validator.validate(self.document)
        self.validators = {}
        self.compared = 0

    def resolve(self, value):
        """What a reference leads to; anything else itself."""
        if "$ref" not in value:
            return value
        found = self.document
        for part in value["$ref"].split("/")[1:]:
            found = found[part]
        return found

    def operation(self, target):
        """The operation that answers a target; literal paths go before those with parameters."""
        segments = urllib.parse.urlsplit(target).path.strip("/").split("/")
        for suffix in sorted(FORMATS, key=len, reverse=True):
            if target.startswith("/v1"):
                segments[-1] = segments[-1].removesuffix("." + suffix)
        for path in sorted(self.document["paths"], key=lambda path: path.count("{")):
            pattern = path.strip("/").split("/")
            if len(pattern) == len(segments) and all(p[:1] == "{" or p == s for p, s in zip(pattern, segments)):
                return self.document["paths"][path]["get"]
        raise AssertionError(f"{target} is in no path of the contract")

    def compare(self, target):
        """Asks, and compares the answer with the contract."""
        status, media_type, body = ask(self.base + target)
        responses = self.operation(target)["responses"]
        check(str(status) in responses, f"{target}: the contract does not know of {status}")
        content = self.resolve(responses[str(status)])["content"]
        check(media_type in content, f"{target}: the contract does not know of {media_type}")
        if not media_type.endswith("json"):
            return None
        value = json.loads(body)
        schema = content[media_type]["schema"]
        key = json.dumps(schema)
        if key not in self.validators:
            whole = {**schema, "components": self.document["components"]}
            self.validators[key] = jsonschema.Draft202012Validator(whole)
        error = jsonschema.exceptions.best_match(self.validators[key].iter_errors(value))
        check(error is None, f"{target}: {error and (error.json_path, error.message[:300])}")
        self.compared += 1
        return value


def examples(contract):
    """The targets that the examples of the contract make: of every operation, each parameter by itself."""
    for path, item in contract.document["paths"].items():
        parameters = [contract.resolve(parameter) for parameter in item["get"].get("parameters", [])]
        target = path
        for parameter in parameters:
            if parameter["in"] == "path":
                target = target.replace("{" + parameter["name"] + "}", str(parameter["example"]))
        if item["get"]["operationId"] in ("enter", "getMetrics", "getFile"):
            continue
        needed = {p["name"]: text(p["example"]) for p in parameters if p.get("required") and p["in"] == "query"}
        yield target + "?" + urllib.parse.urlencode(needed) if needed else target
        for parameter in parameters:
            if parameter["in"] == "query" and "example" in parameter and "wikidata" not in parameter["name"]:
                query = {**needed, parameter["name"]: text(parameter["example"])}
                yield target + "?" + urllib.parse.urlencode(query)


def text(value):
    if isinstance(value, list):
        return ",".join(map(text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def read(base):
    """openapi-spec-validator and jsonschema: a valid contract, kept by every answer."""
    contract = Contract(base)
    for target in examples(contract):
        contract.compare(target)
    for question in MORE:
        for name in LISTS if "{list}" in question else [""]:
            parameters = contract.operation(f"/v1/{name}" if name else question)["parameters"] if name else []
            include = next((p for p in map(contract.resolve, parameters) if p["name"] == "include"), None)
            types = include["schema"]["items"]["enum"] if include else []
            contract.compare(question.format(list=name, include=",".join(types)))
    for name in LISTS:
        for identifier in ids(base, name):
            contract.compare(f"/v1/{name}/{identifier}")
        for suffix in FORMATS:
            if FORMATS[suffix] in contract.operation(f"/v1/{name}")["responses"]["200"]["content"]:
                contract.compare(f"/v1/{name}.{suffix}")
    for event in ids(base, "events"):
        for policy in ["by_source", "conservative", "maximum", "envelope"]:
            contract.compare(f"/v1/events/{event}/toll?include_children=true&policy={policy}")
    for tally in ids(base, "tallies"):
        contract.compare(f"/v1/tallies/{tally}/revisions")
    check(contract.compared > 500, f"only {contract.compared} answers were compared")
    return "openapi-spec-validator and jsonschema"


def spoil(path, body):
    """A record with a member that nobody described."""
    if path.startswith("/v1/places/"):
        return body.replace(b'"place_type"', b'"placetype"', 1)
    return None


if __name__ == "__main__":
    main(read, spoil)
