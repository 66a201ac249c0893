"""Looks at every kind of chart as Chromium draws it, in light and in dark, and as xmllint parses it.

`read_charts.py URL --keep FOLDER` leaves the pictures in that folder for people to look at.
"""

import io
import itertools
import os
import re
import subprocess
import sys
import xml.etree.ElementTree

from PIL import Image

from chromium import Chromium
from serving import check, get, main, serving

STARTER = [
    "/v1/events/aleppo-offensive/toll.svg",
    "/v1/counts.svg",
    "/v1/counts.svg?measure=killed&width=360",
    "/v1/counts/aggregate.svg?group_by=attributed_to,population_status&measure=killed",
    "/v1/timeseries.svg?measure=killed&interval=day",
    "/v1/timeseries.svg?q=nothinglikethis",
]
"""Charts of the dataset that the program brings along; the last one is empty."""

CASES = [
    "/v1/events/siege/toll.svg",
    "/v1/events/siege/toll.svg?width=340",
    "/v1/events/siege/toll.svg?width=1200&policy=envelope",
    "/v1/events/siege/toll.svg?height=360",
    "/v1/events/siege/toll.svg?measure=materiel",
    "/v1/counts.svg?width=900",
    "/v1/counts.svg?width=320&height=500",
    "/v1/counts/aggregate.svg?group_by=month,population_status&attributed_to=daily",
    "/v1/counts/aggregate.svg?group_by=attributed_to,month&policy=by_source&width=400",
    "/v1/timeseries.svg?attributed_to=daily&interval=day",
    "/v1/timeseries.svg?attributed_to=daily&interval=month&width=400",
    "/v1/timeseries.svg?interval=month&width=1000&height=600",
    "/v1/timeseries.svg?width=640",
    "/v1/events/quiet/toll.svg",
]
"""Charts of a dataset that is made to be hard: names that are long, from right to left, or markup; every qualifier."""


def hard_dataset():
    names = {
        "short": "OCHA",
        "long": "Independent Joint Commission of Inquiry into Allegations of Violations of the Laws of War in the "
                "Northern and Eastern Governorates",
        "arabic": "المرصد السوري لحقوق الإنسان",
        "arabic-long": "اللجنة الوطنية للتحقيق في ادعاءات انتهاكات حقوق الإنسان في المحافظات الشمالية والشرقية",
        "markup": "</text><script>alert(1)</script> & ]]> \"Agency\" \u202ereversed",
        "unbroken": "Kriegsberichterstattungsgesellschaftsvorstandsvorsitzendenverbindungsstelle",
        "daily": "Daily Monitor",
    }
    values = {
        "short": {"qualifier": "exact", "value": 214},
        "long": {"qualifier": "at_least", "value": 255},
        "arabic": {"qualifier": "between", "min": 180, "max": 340, "best": 230},
        "arabic-long": {"qualifier": "order_of", "text": "hundreds"},
        "markup": {"qualifier": "approximately", "value": 300, "rounded_to": 50},
        "unbroken": {"qualifier": "unknown"},
        "daily": {"qualifier": "at_most", "value": 290},
    }
    tallies = []

    def tally(id, source, day, counts, **more):
        tallies.append({
            "id": id, "attributed_to": source, "event_id": "siege", "report_date": day,
            "reference_period": {"start": more.pop("start", day), "end": day}, "accumulation": "cumulative",
            "kind": "documented", "counts": [{"n": n + 1, "measure": "killed", **count} for n, count in enumerate(counts)],
            **more})

    for source, value in values.items():
        parts = []
        if value["qualifier"] in ("exact", "at_least"):
            parts = [
                {"part_of": 1, "population": {"status": "civilian"}, "value": {"qualifier": "exact", "value": 24}},
                {"part_of": 1, "population": {"status": "armed_forces"}, "value": {"qualifier": "more_than", "value": 60}}]
        tally(f"toll-{source}", source, "2024-11-29", [{"value": value}] + parts, start="2024-11-27")
    tally("drones", "long", "2024-11-29", [
        {"measure": "materiel", "unit": "items", "item": {"category": "uav", "outcome": "shot_down"},
         "value": {"qualifier": "order_of", "text": "dozens"}}], start="2024-11-27")
    for day in [*range(1, 12), *range(15, 29)]:
        tally(f"day-{day}", "daily", f"2024-{1 + day % 3:02}-{day:02}", [
            {"population": {"status": "civilian"}, "value": {"qualifier": "exact" if day % 4 else "at_least", "value": 3 + day * 7 % 40}},
            {"population": {"status": "direct_participant"}, "value": {"qualifier": "between", "min": day, "max": day * 2}},
            {"population": {"status": "armed_forces"}, "value": {"qualifier": "exact", "value": 12_000 + day * 31}},
        ], accumulation="incremental", event_id="daily")
    for day in (3, 9, 20):
        tally(f"total-{day}", "arabic", f"2024-02-{day:02}", [{"value": {"qualifier": "exact", "value": 4_000 + day * 300}}],
              start="2024-01-01", event_id="daily")
    return {
        "dataset": {"title": "Siege <desk> & others", "license": "CC-BY-4.0", "attribution": "مكتب الأرقام, and " * 9},
        "sources": [{"id": id, "name": name, "source_type": "monitor"} for id, name in names.items()],
        "events": [
            {"id": id, "name": name, "event_type": "battles", "date_start": "2024-01-01"}
            for id, name in [("siege", "حصار المدينة and the long Siege of the Old City & its Suburbs"), ("daily", "War"),
                             ("quiet", "A quiet day")]],
        "tallies": tallies,
    }


MEASURE = """
(() => {
  const style = (element, name) => getComputedStyle(element).getPropertyValue(name);
  const texts = [...document.querySelectorAll('text')].filter(text => !text.closest('[role=table]'));
  const shapes = [...document.querySelectorAll('circle,path:not(.g)')].filter(shape => !shape.closest('defs'));
  return {
    paper: style(document.querySelector('rect.p'), 'fill'),
    texts: texts.map(text => {
      const box = text.getBBox();
      const line = [...text.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('');
      return {text: line, fill: style(text, 'fill'), box: [box.x, box.y, box.x + box.width, box.y + box.height]};
    }),
    marks: shapes.map(shape => [style(shape, 'fill'), style(shape, 'stroke')]),
  };
})()
"""


def luminance(colour):
    channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted([luminance(a), luminance(b)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def look(browser, address, scheme, folder):
    """Draws one chart and measures it."""
    name = address.split("/v1/")[1]
    body = get(address)
    parsed = subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=body, capture_output=True)
    check(parsed.returncode == 0, f"{name}: xmllint: {parsed.stderr.decode()[:200]}")
    root = xml.etree.ElementTree.fromstring(body)
    width, height = int(root.get("width")), int(root.get("height"))
    check(root.get("viewBox") == f"0 0 {width} {height}", f"{name}: the view box is not the size")
    tags = {element.tag.split("}")[1] for element in root.iter()}
    check(not tags & {"script", "image", "use", "foreignObject", "a"}, f"{name}: {tags}")
    check(b"href" not in body and b"@import" not in body, f"{name}: something is to be fetched")

    browser.open(address, width, height, scheme)
    found = browser.evaluate(MEASURE)
    for text in found["texts"]:
        left, top, right, bottom = text["box"]
        check(left >= 0 and top >= 0 and right <= width and bottom <= height, f"{name}: “{text['text']}” is cut: {text['box']}")
        check(contrast(text["fill"], found["paper"]) >= 4.5, f"{name}: “{text['text']}” is too pale in {scheme}")
    for a, b in itertools.combinations(found["texts"], 2):
        across = min(a["box"][2], b["box"][2]) - max(a["box"][0], b["box"][0])
        down = min(a["box"][3], b["box"][3]) - max(a["box"][1], b["box"][1])
        # Boxes of lines are as high as the highest letter of the font, and touch where no ink does.
        check(across <= 1 or down <= 4, f"{name}: “{a['text']}” and “{b['text']}” are set over each other")
    for colours in found["marks"]:
        seen = max(contrast(colour, found["paper"]) for colour in colours if colour.startswith("rgb("))
        check(seen >= 3, f"{name}: a mark is too pale in {scheme}: {colours}")

    picture = Image.open(io.BytesIO(browser.screenshot())).convert("RGB")
    if folder:
        picture.save(os.path.join(folder, re.sub(r"[^a-z0-9]+", "-", name) + f"-{scheme}.png"))
    paper = picture.getpixel((0, 0))
    check((sum(paper) > 600) == (scheme == "light"), f"{name}: the paper is {paper} in {scheme}")
    border = [picture.getpixel((x, y)) for x in range(width) for y in (0, 1, height - 2, height - 1)]
    border += [picture.getpixel((x, y)) for x in (0, 1, width - 2, width - 1) for y in range(height)]
    check(all(pixel == paper for pixel in border), f"{name}: ink touches the border")
    ink = sum(count for count, colour in picture.getcolors(1 << 24) if colour != paper)
    check(ink > width * height / 200, f"{name}: the picture is empty")

    # What a screen reader is told.
    nodes = browser.tell("Accessibility.getFullAXTree")["nodes"]
    roles = {role: [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == role and "name" in n]
             for role in ("image", "table", "row", "cell")}
    title, description = root[0].text, root[1].text
    check(any(title in n and description in n for n in roles["image"]), f"{name}: the picture has no name: {roles['image']}")
    hidden = root.findall(".//{*}g[@role='row']")
    check(len(roles["row"]) == len(hidden), f"{name}: {len(roles['row'])} of {len(hidden)} rows are read")
    return len(roles["cell"])


def read(base):
    """xmllint and Chromium: well-formed, legible in both schemes, whole, and read by screen readers."""
    folder = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else None
    with Chromium() as browser, serving(hard_dataset()) as hard:
        for address in [base + path for path in STARTER] + [hard + path for path in CASES]:
            cells = [look(browser, address, scheme, folder) for scheme in ("light", "dark")]
            check(cells[0] > 0 or "nothing" in address or "quiet" in address, f"{address}: no figures as text")
    return "Chromium and xmllint"


def spoil(path, body):
    """A picture whose texts begin outside of it."""
    return body.replace(b' x="16"', b' x="-30"') if ".svg" in path else None


if __name__ == "__main__":
    main(read, spoil)
