"""Pages through every list with a client that openapi-python-client makes of /openapi.json, and compares it with the JSON."""

import importlib
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

from serving import LISTS, check, get, ids, main


# Pictures are bytes to it, which it must be told by their names.
SETTINGS = """project_name_override: sitrep-client
package_name_override: sitrep_client
post_hooks: []
content_type_overrides:
  image/svg+xml: application/octet-stream
  image/vnd.microsoft.icon: application/octet-stream
"""


def generate(base, folder):
    """Makes the client; a warning of the generator is an error."""
    document = folder / "openapi.json"
    document.write_bytes(get(f"{base}/openapi.json"))
    settings = folder / "settings.yml"
    settings.write_text(SETTINGS)
    command = [
        pathlib.Path(sys.executable).with_name("openapi-python-client"), "generate", "--path", document, "--config", settings,
        "--output-path", folder / "client", "--fail-on-warning"]
    made = subprocess.run(command, capture_output=True, text=True)
    said = made.stdout[-600:] + made.stderr[-600:]
    check(made.returncode == 0 and "Warning" not in made.stdout, f"openapi-python-client: {said}")
    sys.path.insert(0, str(folder / "client"))
    for name in [name for name in sys.modules if name.split(".")[0] == "sitrep_client"]:
        del sys.modules[name]
    importlib.invalidate_caches()
    return importlib.import_module("sitrep_client")


def module(name):
    return importlib.import_module(f"sitrep_client.api.{name}")


def pages(client, operation, limit):
    """All rows of a list, page by page, as objects of the client."""
    cursor, rows, total = {}, [], None
    while True:
        answer = operation.sync_detailed(client=client, limit=limit, **cursor)
        check(answer.status_code == 200, f"{operation.__name__}: {answer.status_code}")
        page = answer.parsed
        rows += page.data
        total = page.meta.total
        check(page.meta.returned == len(page.data), f"{operation.__name__}: returned is not what is there")
        if page.links.next_ is None:
            break
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(page.links.next_).query)
        cursor = {"cursor": query["cursor"][0]}
    check(total == len(rows), f"{operation.__name__}: {len(rows)} rows of {total}")
    return rows


def read(base):
    """openapi-python-client: a client that reads every list to its end, and every record."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            client = generate(base, pathlib.Path(folder)).Client(base_url=base, raise_on_unexpected_status=True)
            for name in LISTS:
                rows = pages(client, module(f"records.list_{name}"), 3)
                check([row.id for row in rows] == ids(base, name), f"{name}: the client has other rows")
                singular = "tally" if name == "tallies" else name.removesuffix("s")
                get_one = module(f"records.get_{singular}")
                for row in rows[:5]:
                    one = get_one.sync(row.id, client=client)
                    check(one.data.to_dict() == row.to_dict(), f"{name}: {row.id} is another at its own address")
            toll = module("figures.get_toll").sync("aleppo-offensive", client=client)
            check(toll.data.statements[0].value.min_ == 255, "the toll has another figure")
            check(pages(client, module("dataset.list_changes"), 5), "there are no changes")
            card = module("dataset.get_dataset").sync(client=client)
            check(card.data.counts.tallies == len(ids(base, "tallies")), "the card counts otherwise")
            missing = module("records.get_tally").sync("nonsense", client=client)
            check(missing.type_ == "/problems/record-not-found", "a missing record is no problem")
        finally:
            sys.path[:] = [path for path in sys.path if not path.startswith(folder)]
    return "openapi-python-client"


def spoil(path, body):
    """A page that has lost what is required of it."""
    return body.replace(b'"returned"', b'"given"', 1) if path.startswith("/v1/events") else None


if __name__ == "__main__":
    main(read, spoil)
