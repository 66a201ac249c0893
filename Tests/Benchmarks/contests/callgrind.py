"""Instructions and calls of a program, counted by valgrind while something is asked of it."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile

CONTROL_SECONDS = 60


class Callgrind:
    """Whatever is started after the words of `under` is counted; `with` throws away what was written of it."""

    def __init__(self):
        for tool in ("valgrind", "callgrind_control"):
            if not shutil.which(tool):
                raise SystemExit(f"{tool} is missing: apt-get install valgrind")
        self.scratch = tempfile.TemporaryDirectory()
        self.out = os.path.join(self.scratch.name, "counts")
        self.pipes = "--vgdb-prefix=" + os.path.join(self.scratch.name, "vgdb")
        self.under = ["valgrind", "-q", "--tool=callgrind", self.pipes, "--callgrind-out-file=" + self.out]
        self.dumps = 0

    def count(self, pid, work):
        """Instructions of the whole process while `work` was done, and the text that callgrind wrote of them."""
        self.control("--zero", pid)
        work()
        self.control("--dump", pid)
        self.dumps += 1
        with open(f"{self.out}.{self.dumps}") as file:
            text = file.read()
        return int(re.search(r"^(?:summary|totals): (\d+)", text, re.MULTILINE)[1]), text

    def control(self, what, pid):
        """`--zero` begins to count, `--dump` writes down what was counted since. Its status does not tell of errors."""
        run = subprocess.run(
            ["callgrind_control", self.pipes, what, str(pid)], capture_output=True, text=True, timeout=CONTROL_SECONDS)
        said = run.stdout + run.stderr
        if run.returncode != 0 or "Error" in said:
            raise SystemExit(f"callgrind_control {what} {pid}: {said}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.scratch.cleanup()


@contextlib.contextmanager
def within(seconds):
    """Raises when the block takes longer, slow as a program may be under valgrind: whoever started it then ends it."""
    def give_up(*_):
        raise SystemExit(f"not counted within {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
