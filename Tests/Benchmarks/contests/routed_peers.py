"""Programs that answer the same route as sitrep, `/v1/{type}/{id}`, with one event loop, each as one would write it."""

import os
import shutil

from . import environment
from .peers import PEERS, Peer, here

BUILDING = "swift build -c release --package-path Tests/Benchmarks/Peers --scratch-path .build-peers"
SOURCES = os.path.join(here, "../Peers")


class Routed(Peer):
    """`path` is the one of a record of sitrep, `content` what it answers."""

    def __init__(self, path, content, **options):
        self.path = path
        super().__init__(self.name, {"record.json": content}, **options)

    def program(self):
        raise NotImplementedError

    def command(self):
        return [*self.program(), str(self.port), self.path, f"{self.folder.name}/root/record.json"]

    def address(self, file_name):
        return self.url + self.path


class Hummingbird(Routed):
    """Built from `Tests/Benchmarks/Peers`; answers from memory."""

    name, advice = "Hummingbird", BUILDING

    def program(self):
        return [os.path.join(PEERS, "HummingbirdPeer")]


class FlyingFox(Routed):
    """Built from `Tests/Benchmarks/Peers`; answers from memory."""

    name, advice = "FlyingFox", BUILDING

    def program(self):
        return [os.path.join(PEERS, "FlyingFoxPeer")]


class Node(Routed):
    """Node's own HTTP server, without a framework; answers from memory."""

    name, advice = "Node", "apt-get install nodejs"

    def program(self):
        return ["node" if shutil.which("node") else "nodejs", os.path.join(SOURCES, "node.mjs")]


class Uvicorn(Routed):
    """uvicorn with uvloop and httptools, without a framework; orjson writes the record anew for each answer."""

    name = "uvicorn"

    def program(self):
        environment.use_peers()
        return [environment.program("python"), os.path.join(SOURCES, "asgi.py")]


ROUTED = [Hummingbird, FlyingFox, Node, Uvicorn]
