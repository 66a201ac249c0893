"""Docs/Performance.md from what the contests gave: all ratios in one table and one picture, what ran, each contest.

What was measured is kept in Docs/Performance/results.json, so that a run of one contest replaces only its own part.
"""

import json
import os
import re

from . import ratio_bars
from .measuring import is_lost, number, table

here = os.path.dirname(os.path.abspath(__file__))
DOCS = os.path.join(here, "../../../Docs")
PAGE = os.path.join(DOCS, "Performance.md")
PICTURES = os.path.join(DOCS, "Performance")
RESULTS = os.path.join(PICTURES, "results.json")
MARKER = "<!-- Tests/Benchmarks/run --write replaces what follows. -->"
BARS = "ratios.svg"


def markdown(results, names):
    """Everything below the marker, of the contests that were measured, in the order of `names`."""
    results = {name: results[name] for name in names if name in results}
    chapters = [chapter(name, result) for name, result in results.items()]
    return "\n\n".join([*summary(results), ran(results), *chapters]) + "\n"


def summary(results):
    """The ratios first: all of them, won and lost, and what each that is lost would take."""
    lines = [(name, line) for name, result in results.items() for line in result["ratios"]]
    if not lines:
        return []
    missed = sum(1 for _, line in lines if outcome(line) in ("missed", "behind"))
    wanted = [outcome(line) for _, line in lines if line["wanted"]]
    rows = [
        [name, line["name"].removeprefix(name + ": "), number(line["measured"]), line["wanted"] or "",
         emphasised(outcome(line)), line.get("note") or ""]
        for name, line in lines]
    said = f"{wanted.count('met')} of {len(wanted)} targets met; {missed} of {len(lines)} lines missed or behind."
    return [
        "### Ratios", said, f"![Ratios to the peers, as bars](Performance/{BARS})",
        table(["contest", "ratio", "measured", "wanted", "outcome", "what it would take"], rows)]


def outcome(line):
    """Of a line with a target, whether it is met; of another, whether we are ahead of the peer."""
    lost = is_lost(line["measured"], line["wanted"], line["higher_is_better"])
    if line["wanted"]:
        return "missed" if lost else "met"
    if "sitrep / " not in line["name"]:
        return ""
    return "behind" if lost else "ahead"


def emphasised(word):
    return f"**{word}**" if word in ("missed", "behind") else word


def ran(results):
    """Machines and versions, each once with the contests that ran there, and how long they took."""
    by_setting = {}
    for name, result in results.items():
        by_setting.setdefault((result["measured_on"], result["machine"], result["versions"]), []).append(name)
    parts = [
        f"Measured on {day}, {machine}{minutes([results[name] for name in names])}: {', '.join(names)}.\n\n{versions}"
        for (day, machine, versions), names in by_setting.items()]
    return "### What ran\n\n" + "\n\n".join(parts)


def minutes(results):
    """How long contests took together; nothing where one was kept from a time when that was not noted."""
    if not all("seconds" in result for result in results):
        return ""
    return f", in {sum(result['seconds'] for result in results) / 60:.1f} minutes"


def chapter(name, result):
    took = f", in {result['seconds']} s" if "seconds" in result else ""
    parts = [f"### {name}: {result['title']}", f"`Tests/Benchmarks/run {name}`, on {result['measured_on']}{took}."]
    if result["commands"]:
        parts.append("<details><summary>The programs that ran</summary>\n\n```sh\n" + "\n".join(result["commands"])
                     + "\n```\n\n</details>")
    parts += [f"![{picture_title(picture)}](Performance/{picture})" for picture in result["pictures"]]
    return "\n\n".join([*parts, result["markdown"]])


def picture_title(name):
    return name.removesuffix(".svg").replace("-", " ").capitalize()


def kept():
    if not os.path.exists(RESULTS):
        return {}
    with open(RESULTS) as file:
        return json.load(file)


def write(results, names):
    """Replaces the results of the contests that were run, and all that is written from them."""
    results = {name: result for name, result in (kept() | results).items() if name in names}
    os.makedirs(PICTURES, exist_ok=True)
    for result in results.values():
        for name, text in result["pictures"].items():
            save(os.path.join(PICTURES, name), text)
    ordered = {name: results[name] for name in names if name in results}
    save(os.path.join(PICTURES, BARS), ratio_bars.draw(
        [(name, line, outcome(line)) for name, result in ordered.items() for line in result["ratios"]]))
    save(RESULTS, json.dumps(ordered, indent=1, ensure_ascii=False) + "\n")
    with open(PAGE) as file:
        before = file.read().split(MARKER)[0]
    page = before + MARKER + "\n\n" + re.sub(r"\n{3,}", "\n\n", markdown(results, names))
    if absent := absent_pictures(page):
        raise SystemExit(
            f"{os.path.relpath(PAGE)} stays as it was: it would show {', '.join(absent)}, which is not there")
    save(PAGE, page)


def absent_pictures(page):
    """Pictures that a text beside the page shows, and that are not there."""
    shown = re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", page)
    return [path for path in shown if not os.path.exists(os.path.join(DOCS, path))]


def save(path, text):
    with open(path, "w") as file:
        file.write(text)
