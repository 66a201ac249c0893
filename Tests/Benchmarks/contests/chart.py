"""A chart of 400 points, from the question to the last byte of the picture."""

import json
import os
import statistics
import tempfile
from datetime import date, timedelta

from .asking import Line, microseconds, target
from .measuring import Sitrep, cpu_seconds, ratio, table_of

POINTS = 400


def run(binary, quick):
    rounds = 1 if quick else 5
    with tempfile.TemporaryDirectory() as folder:
        write(folder)
        with Sitrep(binary, [folder]) as sitrep:
            line = Line(sitrep.url)
            points = json.loads(sitrep.get("/v1/timeseries"))["meta"]["total"]
            picture = sitrep.get("/v1/timeseries.svg").decode()
            if points != POINTS or "<svg" not in picture:
                raise SystemExit(f"{points} points and no picture of them")
            # No width is asked for twice, so no picture comes from the cache.
            widths = list(range(400, 1_600))[: rounds * 200]
            begun = cpu_seconds(sitrep.pids)
            times = microseconds(lambda width: line.get(target("/v1/timeseries.svg", width=width)), widths)
            spent = (cpu_seconds(sitrep.pids) - begun) / len(widths) * 1e6
            line.close()
    figures = {"microseconds": statistics.median(times), "cpu_microseconds": spent, "bytes": len(picture)}
    lines = [
        ratio(f"a chart of {POINTS} points, µs", figures["microseconds"], "<= 1,000", note="shorter paths of points")]
    also = [("CPU of the server for it, µs", f"{spent:,.0f}"), ("its size, KB", f"{len(picture) / 1000:.0f}")]
    return {
        "title": f"a time series of {POINTS} points, median of {len(widths)} pictures",
        "markdown": table_of(lines, also),
        "figures": figures,
        "ratios": lines,
    }


def write(folder):
    """A monitor that counts the dead of one event day by day."""
    first = date(2023, 1, 1)
    days = [(first + timedelta(index)).isoformat() for index in range(POINTS)]
    files = {
        "dataset.json": {"title": "Days", "license": "CC0-1.0", "attribution": "Nobody; nothing of this happened."},
        "sources.json": [{"id": "monitor", "name": "The Monitor", "source_type": "monitor"}],
        "events.json": [
            {"id": "siege", "name": "Siege", "event_type": "battles", "date_start": days[0], "date_end": days[-1]}],
        "tallies.json": [tally(index, day) for index, day in enumerate(days)],
    }
    for name, content in files.items():
        with open(os.path.join(folder, name), "w") as file:
            json.dump(content, file)


def tally(index, day):
    """Every third figure is a floor, every seventh a span."""
    number = 3 + index * index % 41
    if index % 7 == 0:
        value = {"qualifier": "between", "min": number, "max": number + 9}
    else:
        value = {"qualifier": "at_least" if index % 3 == 0 else "exact", "value": number}
    return {
        "id": f"day-{index}", "attributed_to": "monitor", "event_id": "siege", "report_date": day,
        "reference_period": {"start": day, "end": day}, "accumulation": "incremental", "kind": "documented",
        "counts": [{"n": 1, "measure": "killed", "value": value}],
    }
