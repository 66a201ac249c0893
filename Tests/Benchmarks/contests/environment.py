"""The peers from PyPI: an environment of their own beside the data, made anew when their versions change."""

import os
import shutil
import site
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
REQUIREMENTS = os.path.join(here, "../requirements.txt")
PYTHON = os.path.join(tempfile.gettempdir(), "sitrep-benchmark-python")
INSTALL_SECONDS = 600


def use_peers():
    """Makes the packages of requirements.txt importable, and their programs runnable from `PYTHON`/bin."""
    mark = os.path.join(PYTHON, ".requirements")
    with open(REQUIREMENTS) as file:
        wanted = file.read() + sys.version
    if not os.path.exists(mark) or open(mark).read() != wanted:
        shutil.rmtree(PYTHON, ignore_errors=True)
        install()
        with open(mark, "w") as file:
            file.write(wanted)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site.addsitedir(os.path.join(PYTHON, "lib", version, "site-packages"))


def install():
    pip = [os.path.join(PYTHON, "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True, timeout=INSTALL_SECONDS)
        subprocess.run([*pip, "-r", REQUIREMENTS], check=True, timeout=INSTALL_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise SystemExit(f"cannot install the peers of {os.path.relpath(REQUIREMENTS)} (needs python3-venv): {error}")


def program(name):
    return os.path.join(PYTHON, "bin", name)
