"""Chromium without a window, told what to do over a pipe (the DevTools protocol): no driver and no library are needed."""

import base64
import contextlib
import ctypes
import json
import os
import signal
import subprocess
import tempfile
import zlib

BECOME_SUBREAPER = 36
"""Of prctl(2): whoever is left behind by a child becomes a child of this process, which can wait for it."""


class Chromium:
    """A page of a fresh browser. `errors`: what it put on its console, and what it could not load."""

    def __init__(self):
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)
        self.folder = tempfile.TemporaryDirectory()
        to_browser, self.commands = os.pipe()
        self.answers, from_browser = os.pipe()
        command = " ".join([
            "exec chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-dev-shm-usage",
            f"--remote-debugging-pipe --user-data-dir={self.folder.name}/profile about:blank",
            f"3<&{to_browser} 4>&{from_browser} 2>/dev/null"])
        self.process = subprocess.Popen(
            ["bash", "-c", command], pass_fds=(to_browser, from_browser), start_new_session=True,
            env={**os.environ, "TMPDIR": self.folder.name})
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.session, self.errors, self.loaded = b"", 0, None, [], set()
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self.tell(f"{domain}.enable")
        self.tell("Page.setLifecycleEventsEnabled", enabled=True)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        """Ends the browser and all its helpers: any of them may still write to the folder that is taken away."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-self.process.pid, 0)
        os.close(self.commands)
        os.close(self.answers)
        self.folder.cleanup()

    def message(self):
        """The next message of the browser; takes note of errors and of what has loaded."""
        while b"\0" not in self.buffer:
            received = os.read(self.answers, 1 << 16)
            if not received:
                raise RuntimeError("chromium ended")
            self.buffer += received
        text, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(text)
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Page.lifecycleEvent" and parameters["name"] == "load":
            self.loaded.add(parameters["loaderId"])
        elif method == "Log.entryAdded" and parameters["entry"]["level"] == "error":
            self.errors.append(parameters["entry"]["text"] + " " + parameters["entry"].get("url", ""))
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(parameters["exceptionDetails"].get("text")))
        return message

    def tell(self, method, **parameters):
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def open(self, url, width, height=900, scheme="light"):
        """Opens a page in a window of that size, in light or dark."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        opened = self.tell("Page.navigate", url=url)
        if "errorText" in opened:
            raise RuntimeError(f"{url}: {opened['errorText']}")
        while opened["loaderId"] not in self.loaded:
            self.message()

    def evaluate(self, expression):
        answer = self.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression[:80]}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def screenshot(self):
        """What the window shows, as PNG."""
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])


def distinct_rows(png):
    """How many rows of a picture differ from all others: one or two in an empty one."""
    data, place, width, channels = b"", 8, 0, 0
    while place < len(png):
        length, kind = int.from_bytes(png[place:place + 4]), png[place + 4:place + 8]
        body = png[place + 8:place + 8 + length]
        if kind == b"IHDR":
            width, channels = int.from_bytes(body[:4]), {2: 3, 6: 4}[body[9]]
        if kind == b"IDAT":
            data += body
        place += length + 12
    pixels, stride = zlib.decompress(data), width * channels + 1
    return len({pixels[row:row + stride] for row in range(0, len(pixels), stride)})
