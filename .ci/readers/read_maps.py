"""Reads the maps of every list that has places with geojson and shapely."""

import geojson
import shapely.geometry

from serving import LISTS, check, get, ids, main

PLACED = [name for name in LISTS if name not in ("actors", "sources")]


def read(base):
    """geojson and shapely: valid objects, geometries that are where the box says."""
    for name in PLACED:
        collection = geojson.loads(get(f"{base}/v1/{name}.geojson"))
        check(collection.is_valid, f"{name}.geojson: {collection.errors()}")
        check([feature["id"] for feature in collection["features"]] == ids(base, name), f"{name}.geojson: other rows")
        shapes = [shapely.geometry.shape(f["geometry"]) for f in collection["features"] if f["geometry"]]
        for feature in collection["features"]:
            flat = all(not isinstance(value, (dict, list)) for value in feature["properties"].values())
            check(flat, f"{name}.geojson: properties are not flat")
        if shapes:
            box = shapely.geometry.box(*collection["bbox"])
            check(all(box.covers(shape) for shape in shapes), f"{name}.geojson: a point lies outside the box")
    return "geojson and shapely"


def spoil(path, body):
    """A map whose first feature is gone."""
    if ".geojson" not in path:
        return None
    collection = geojson.loads(body)
    del collection["features"][:1]
    return geojson.dumps(collection).encode()


if __name__ == "__main__":
    main(read, spoil)
