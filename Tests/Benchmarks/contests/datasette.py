"""Datasette on the file of SQLite that the other contests ask, too."""

import subprocess

from .environment import program
from .measuring import Running
from .peers import free_port

# Its own second would cut off the dearest questions on a slow machine; and files as large as they are.
SETTINGS = {"sql_time_limit_ms": 60_000, "max_csv_mb": 0}


def datasette(path, core=None):
    """Serves that file, which does not change."""
    port = free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    return Running(
        [program("datasette"), "serve", "--immutable", path, "--port", str(port), *settings], port, core,
        stdout=subprocess.DEVNULL)
