"""The programs that a contest starts, as command lines that somebody else could type."""

import contextlib
import os
import re
import shlex
import sys

here = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(here, "../../..")) + "/"
# What is another one in each run, and the word for it.
CHANGING = [
    (re.escape(sys.executable), "python3"), (re.escape(ROOT), ""), (r"contests/\.\./", ""),
    (r"Tests/Benchmarks/\.\./\.\./", ""),
    (r"/tmp/tmp\w+", "FOLDER"), (r"127\.0\.0\.1:\d+", "127.0.0.1:PORT"),
    (r"(?<=--port )\d{2,5}\b|(?<=Peer )\d+|(?<=bare_loop )\d+|(?<=bare_stream )\d+|(?<=open_loop )\d+", "PORT"),
    (r"(?<=node\.mjs )\d+|(?<=asgi\.py )\d+", "PORT"), (r"(?<=--zero )\d+|(?<=--dump )\d+", "PID"),
]

noting = None


def hear(event, arguments):
    if noting is not None and event == "subprocess.Popen":
        command = arguments[1]
        line = command if isinstance(command, str) else shlex.join(os.fspath(part) for part in command)
        for pattern, word in CHANGING:
            line = re.sub(pattern, word, line)
        noting.setdefault(line)


# Python tells of every process that is started, so no contest has to.
sys.addaudithook(hear)


@contextlib.contextmanager
def noted():
    """A list of what is started inside the block, each once; it is filled when the block ends."""
    global noting
    lines, noting = [], {}
    try:
        yield lines
    finally:
        lines += noting
        noting = None
