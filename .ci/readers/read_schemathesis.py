"""Lets schemathesis ask the whole contract: examples, bounds, what is random and what is wrong, and chains along the links.

All checks are on. What a schema cannot say (whether a record exists, whether two parameters go together) may be refused, but
only for such a reason: the check in HOOKS looks at the problem."""

import json
import pathlib
import subprocess
import sys
import tempfile

from serving import check, get, main

SETTINGS = """
seed = 20241129
suppress-health-check = ["all"]
continue-on-failure = true

[generation]
max-examples = %(examples)d
allow-x00 = false
deterministic = true
database = "none"

[output.truncation]
enabled = true

[checks]
max_response_time = 60

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "404", "409", "410", "414"]

[checks.negative_data_rejection]
expected-statuses = ["400", "404", "405", "406", "414"]

[phases.stateful]
max-steps = 4

[phases.stateful.generation]
max-examples = %(chains)d
"""

HOOKS = '''
import schemathesis

# What no schema can tell: which records there are, which parameters go together, how much is too much.
UNTOLD = {
    "unknown-value", "unknown-name", "parameter-not-applicable", "missing-parameter", "invalid-cursor", "query-too-large"}
# Values whose form is told and whose sense is not: dates in order, words to be looked for, boxes and circles on the globe.
SENSE = {"q", "since", "reported_since", "bbox", "near", "name", "histogram"}


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    """A request that the contract allows is refused only for what a schema cannot tell."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    problem = response.json()
    # An id that is the name of another route asks that route: /v1/actors/resolve.json.
    name = problem.get("instance", "").split("?")[0].split("/")[-1].split(".")[0]
    if name in ("resolve", "aggregate"):
        return
    kind = problem["type"].removeprefix("/problems/")
    parameter = problem.get("parameter", "").split("[")[0]
    assert kind in UNTOLD or parameter in SENSE, f"{kind} {parameter}: {problem['detail']}"


@schemathesis.hook
def map_query(ctx, query):
    """A question has a dozen parameters, and not all that there are."""
    return dict(list(query.items())[:12]) if query else query
'''


def thinned(document):
    """The filters on rows of counts are those of four routes; three of them are asked without most."""
    for path in ("/v1/counts/aggregate", "/v1/timeseries", "/v1/events/{id}/toll"):
        operation = document["paths"][path]["get"]
        names = [parameter["$ref"].split("/")[-1] for parameter in operation["parameters"]]
        kept = [name for name in names if not name.startswith("counts.") or name.endswith(("measure", "event_id"))]
        operation["parameters"] = [{"$ref": f"#/components/parameters/{name}"} for name in kept]
    return document


def run(base, document, folder, examples, chains):
    (folder / "openapi.json").write_text(json.dumps(document))
    (folder / "schemathesis.toml").write_text(SETTINGS % {"examples": examples, "chains": chains})
    (folder / "hooks.py").write_text(HOOKS)
    command = [
        pathlib.Path(sys.executable).with_name("schemathesis"), "--config-file", folder / "schemathesis.toml", "run",
        folder / "openapi.json", "--url", base, "--checks", "all", "--no-color", "--workers", "2"]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=folder, timeout=800,
        env={"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "HOME": str(folder)})


def read(base):
    """schemathesis: no check of the contract fails."""
    document = thinned(json.loads(get(f"{base}/openapi.json")))
    examples, chains = 20, 40
    if "--self-test" in sys.argv:
        # A few routes will do, and their links among themselves.
        few = ("/v1", "/v1/tallies/{id}/revisions", "/v1/tallies/{id}")
        document["paths"] = {path: document["paths"][path] for path in few}
        document["paths"]["/v1/tallies/{id}"]["get"]["responses"]["200"]["links"].pop("Counts")
        examples, chains = 5, 5
    with tempfile.TemporaryDirectory() as folder:
        ended = run(base, document, pathlib.Path(folder), examples, chains)
    check(ended.returncode == 0, f"schemathesis: {ended.stdout[-6000:]}{ended.stderr[-2000:]}")
    return "schemathesis"


def spoil(path, body):
    """A card that has lost what is required of it."""
    return body.replace(b'"data_version"', b'"version"') if path.startswith("/v1?") or path == "/v1" else None


if __name__ == "__main__":
    main(read, spoil)
