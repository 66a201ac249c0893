"""Reads the reference page with html5lib and Chromium."""

import re
import urllib.error
import urllib.parse

import html5lib

from chromium import Chromium, distinct_rows
from serving import check, get, main

XHTML = "{http://www.w3.org/1999/xhtml}"


def read(base):
    """html5lib and Chromium: no error of syntax, no link that leads nowhere, no width that a telephone does not have."""
    text = get(f"{base}/docs")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=True).parse(text)
    elements = list(tree.iter())
    anchors = [element.get("id") for element in elements if element.get("id")]
    check(len(anchors) == len(set(anchors)), "an id stands twice")
    addresses = {element.get("href") for element in elements if element.get("href")}
    for address in sorted(addresses):
        if address.startswith("#"):
            check(address[1:] in anchors, f"{address} leads nowhere")
        else:
            try:
                get(urllib.parse.urljoin(base, address))
            except urllib.error.HTTPError as error:
                raise AssertionError(f"{address} answers {error.code}")
    headings = [element.tag for element in elements if re.fullmatch(re.escape(XHTML) + "h[1-6]", str(element.tag))]
    check(headings.count(XHTML + "h1") == 1, "there is not one heading of the page")
    for table in tree.iter(XHTML + "table"):
        check(table.find(XHTML + "caption") is not None, "a table has no caption")
        check(all(head.get("scope") for head in table.iter(XHTML + "th")), "a head of a table does not say of what")
    with Chromium() as browser:
        for width in (360, 768, 1440):
            for scheme in ("light", "dark"):
                browser.open(f"{base}/docs", width, scheme=scheme)
                wide = browser.evaluate("document.documentElement.scrollWidth")
                check(wide <= width, f"the page is {wide} wide in a window of {width}")
                check(distinct_rows(browser.screenshot()) > 100, f"the page shows nothing at {width} in {scheme}")
                ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
                light = sum(map(int, re.findall(r"\d+", ground)[:3])) > 384
                check(light == (scheme == "light"), f"the ground is {ground} in {scheme}")
        errors = [error for error in browser.errors if "favicon" not in error]
        check(not errors, f"Chromium complains: {errors}")
    return "html5lib and Chromium"


def spoil(path, body):
    """A page with a link that leads nowhere."""
    return body.replace(b'id="routes"', b'id="roads"') if path == "/docs" else None


if __name__ == "__main__":
    main(read, spoil)
