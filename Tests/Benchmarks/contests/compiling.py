"""What is written in C is compiled when it is needed."""

import os
import subprocess

here = os.path.dirname(os.path.abspath(__file__))


def compiled(name, folder):
    """A program in C of this folder."""
    program = os.path.join(folder, name)
    try:
        subprocess.run(
            ["cc", "-O2", "-o", program, os.path.join(here, name + ".c")], check=True, timeout=60, capture_output=True)
    except FileNotFoundError:
        raise SystemExit("a C compiler is missing: apt-get install gcc libc6-dev") from None
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{name}.c does not compile: {error.stderr.decode()}") from None
    return program
