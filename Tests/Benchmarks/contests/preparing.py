"""What the contests need on a clean machine: peers from Debian, their builds, and ours; and what version each has."""

import json
import os
import re
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(here, "../../.."))
PACKAGES = [
    "nginx", "h2o", "lighttpd", "lighttpd-mod-deflate", "lighttpd-mod-openssl", "nodejs", "wrk", "valgrind", "gcc",
    "python3-venv"]
SERVICES = ["nginx", "h2o", "lighttpd"]
RELEASE = ["swift", "build", "-c", "release"]
SHIP = [*RELEASE, "--static-swift-stdlib", "--product", "sitrep", "--scratch-path", ".build-ship"]
PEERS = [*RELEASE, "--package-path", "Tests/Benchmarks/Peers", "--scratch-path", ".build-peers"]
BINARY = os.path.join(ROOT, ".build-ship/release/sitrep")
# Each prints its version among its first lines, some to standard error.
VERSIONS = {
    "nginx": ["nginx", "-v"], "h2o": ["h2o", "-v"], "lighttpd": ["lighttpd", "-v"], "Node": ["node", "--version"],
    "wrk": ["wrk", "-v"], "valgrind": ["valgrind", "--version"], "gcc": ["cc", "--version"],
    "Swift": ["swift", "--version"],
}


def install():
    """Debian's packages; what is there already is left as it is."""
    absent = [name for name in SERVICES if not shutil.which(name)]
    carry_out("installing what the contests need", [".ci/install", *PACKAGES])
    # Debian starts a server as soon as it is installed, on port 80; the contests start their own.
    for name in absent:
        subprocess.run(["service", name, "stop"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def build(is_ours_built):
    """The peers in Swift, and sitrep unless a program was named."""
    if not is_ours_built:
        carry_out("building sitrep", SHIP)
    carry_out("building the peers in Swift", PEERS)


def carry_out(what, command):
    print(f"{what} …", file=sys.stderr)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=2400)
    if done.returncode:
        sys.exit(f"{what} failed: {' '.join(command)}\n" + "\n".join(done.stdout.splitlines()[-20:]))


def versions():
    """A line with the version of everything that ran here."""
    found = [f"sitrep {commit()}"]
    for name, command in VERSIONS.items():
        try:
            said = subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=30).stdout
        except OSError:
            continue
        if number := re.search(r"\d+(\.\d+)+", said):
            found.append(f"{name} {number[0]}")
    return ", ".join(found + from_pypi() + swift_packages()) + "."


def from_pypi():
    with open(os.path.join(ROOT, "Tests/Benchmarks/requirements.txt")) as file:
        return [" ".join(pin) for pin in re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", file.read(), re.MULTILINE)]


def swift_packages():
    """Those that Package.swift names, in the versions that were resolved when the peers were built."""
    peers = os.path.join(ROOT, "Tests/Benchmarks/Peers")
    with open(os.path.join(peers, "Package.swift")) as file:
        named = re.findall(r'\.package\(url: ".*/([\w.-]+)"', file.read())
    try:
        with open(os.path.join(peers, "Package.resolved")) as file:
            pins = {pin["identity"]: pin["state"]["version"] for pin in json.load(file)["pins"]}
    except OSError:
        return []
    return [f"{name} {pins[name.lower()]}" for name in named if name.lower() in pins]


def commit():
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "of an unknown commit"
