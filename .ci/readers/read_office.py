"""Opens sheets with a headless LibreOffice and saves them again: the columns, the figures and the Arabic stay."""

import contextlib
import csv
import io
import os
import pathlib
import subprocess
import tempfile

from serving import LISTS, check, get, ids, main, serving

ARABIC = "مراسلون: 24 مدنيًا قُتلوا، «معظمهم» بالقصف"
# Of the filter "Text - txt - csv (StarCalc)": comma, quotes, UTF-8, from line 1; written as it stands, not as it is shown.
SAVED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"


def read(base):
    """LibreOffice: every cell of every sheet, and one dataset whose texts are Arabic."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = {name: get(f"{base}/v1/{name}.csv?bom=true") for name in LISTS}
        with arabic() as address:
            sheets["arabic"] = get(f"{address}/v1/articles.csv?bom=true")
        for name, text in sheets.items():
            pathlib.Path(folder, f"{name}.csv").write_bytes(text)
        opened(folder, [f"{name}.csv" for name in sheets])
        for name, text in sheets.items():
            check(text.startswith(b"\xef\xbb\xbf"), f"{name}.csv: there is no byte order mark")
            ours = rows(text.decode("utf-8-sig"))
            theirs = rows(pathlib.Path(folder, "saved", f"{name}.csv").read_text("utf-8-sig"))
            if name in LISTS:
                check([row[0] for row in theirs[1:]] == ids(base, name), f"{name}.csv: LibreOffice reads other rows")
            check(len(ours) == len(theirs), f"{name}.csv: LibreOffice reads {len(theirs)} rows of {len(ours)}")
            for row, other in zip(ours, theirs):
                row, other = row + [""] * (len(other) - len(row)), other + [""] * (len(row) - len(other))
                for column, cell, kept in zip(ours[0], row, other):
                    check(same(cell, kept), f"{name}.csv, {column}: LibreOffice makes {kept!r} of {cell!r}")
        check(ARABIC in sheets["arabic"].decode(), "arabic.csv: the Arabic is not in it")
    return "LibreOffice"


def rows(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def same(cell, kept):
    """A number may be spelled otherwise, and a line may end otherwise."""
    if cell.replace("\r\n", "\n") == kept.replace("\r\n", "\n"):
        return True
    with contextlib.suppress(ValueError):
        return float(cell) == float(kept)
    return cell.upper() == kept and cell in ("true", "false")


def opened(folder, names):
    """Converts all files with one start of the program, with settings of its own."""
    import_options = "44,34,76,1,,0,false,true,false,false"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/settings",
               f"--infilter=CSV:{import_options}", "--convert-to", SAVED, "--outdir", os.path.join(folder, "saved"),
               *[os.path.join(folder, name) for name in names]]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def arabic():
    """A dataset whose article speaks Arabic, with what cells may hold."""
    return serving({
        "dataset": {"title": "A", "license": "CC0-1.0", "attribution": "A"},
        "sources": [{"id": "sohr", "name": "المرصد السوري", "source_type": "monitor"}],
        "articles": [{
            "id": "a", "headline": ARABIC, "abstract": "سطر\nثانٍ, with \"quotes\"", "publisher_id": "sohr",
            "published_at": "2024-11-29T18:00:00Z", "language": "ar", "keywords": ["حلب", "إدلب"]}],
    })


def spoil(path, body):
    """A sheet in which a quote was lost, so that all cells behind it run together."""
    return body.replace(b"\r\n", b'\r\n"', 1) if "tallies.csv" in path else None


if __name__ == "__main__":
    main(read, spoil)
