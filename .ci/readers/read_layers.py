"""Reads the maps of every list that has places with GDAL's ogrinfo."""

import json
import re
import subprocess
import tempfile

from serving import LISTS, check, get, main

PLACED = [name for name in LISTS if name not in ("actors", "sources")]


def read(base):
    """ogrinfo: one layer of as many features in longitude and latitude, as far as the box says, with figures as numbers."""
    for name in PLACED:
        text = get(f"{base}/v1/{name}.geojson")
        collection = json.loads(text)
        with tempfile.NamedTemporaryFile(suffix=".geojson") as file:
            file.write(text)
            file.flush()
            command = ["ogrinfo", "-ro", "-al", "-so", file.name]
            told = subprocess.run(command, capture_output=True, text=True, check=True)
        summary = told.stdout
        check(not told.stderr.strip(), f"{name}.geojson: ogrinfo says {told.stderr.strip()}")
        count = int(re.search(r"Feature Count: (\d+)", summary)[1])
        check(count == len(collection["features"]), f"{name}.geojson: ogrinfo finds {count} features")
        if not collection["features"]:
            continue
        check('ID["EPSG",4326]' in summary, f"{name}.geojson: ogrinfo finds another reference system")
        fields = dict(re.findall(r"^([\w.]+): (\w+)(?:\(\w+\))? \(", summary, re.MULTILINE))
        for column in set(collection["features"][0]["properties"]) - set(fields):
            check(False, f"{name}.geojson: ogrinfo finds no field {column}")
        if any(feature["geometry"] for feature in collection["features"]):
            extent = re.search(r"Extent: \((.+), (.+)\) - \((.+), (.+)\)", summary)
            far = [abs(float(a) - b) for a, b in zip(extent.groups(), collection["bbox"])]
            check(max(far) < 1e-5, f"{name}.geojson: ogrinfo finds {extent[0]}, the box is {collection['bbox']}")
        if name == "counts":
            kinds = {fields[column] for column in ("value", "min", "max")}
            check(kinds == {"Integer"}, f"counts.geojson: figures are {kinds} to ogrinfo")
    return "ogrinfo"


def spoil(path, body):
    """A map whose first feature has no coordinates left."""
    return body.replace(b'"coordinates":', b'"places":') if ".geojson" in path else None


if __name__ == "__main__":
    main(read, spoil)
