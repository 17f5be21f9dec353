#!/usr/bin/env python3
"""Builds the archive on a machine that has nothing but Python 3.11 and a network.

    python3 build.py                 content/ -> public/
    python3 build.py test [...]      the tests; further arguments go to pytest
    python3 build.py serve           any command of `backfile`, see `python3 build.py --help`

The first run makes `.venv` beside this file and installs Backfile into it; later runs start at once. In an
environment that has this Backfile already (`uv run build.py`) nothing is made. The syntax is that of old
Pythons, so that they can say what is missing.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
STAMP = os.path.join(VENV, "backfile-installed")
BACKFILE = "import sys; from backfile.cli import program; sys.argv[0] = 'backfile'; program()"


def main(arguments):
    """Set up what is missing, then become pytest or backfile."""
    if sys.version_info < (3, 11):
        stop(f"Backfile needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable})")
    testing = arguments[:1] == ["test"]
    python = sys.executable
    if not installed_here(testing):
        set_up(testing)
        python = PYTHON
    if testing:
        os.chdir(ROOT)
        run([python, "-P", "-m", "pytest", *arguments[1:]])
    run([python, "-P", "-c", BACKFILE, *(arguments or ["build", ROOT])])


def installed_here(testing):
    """Return True when the running Python, of an environment we did not make, has all that is needed."""
    if sys.prefix == sys.base_prefix or os.path.exists(os.path.join(sys.prefix, os.path.basename(STAMP))):
        return False
    if testing and not importlib.util.find_spec("pytest"):
        return False
    spec = importlib.util.find_spec("backfile")
    return spec is not None and os.path.realpath(spec.origin or "").startswith(os.path.join(ROOT, "src"))


def set_up(testing):
    """Make .venv and install Backfile into it, unless that was done for this Python and pyproject.toml."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        needed = [sys.version.replace("\n", " "), ROOT, hashlib.sha256(file.read()).hexdigest()]
    done = []
    if os.path.exists(STAMP) and os.path.exists(PYTHON):
        with open(STAMP, encoding="utf-8") as file:
            done = file.read().split("\n")
    if done[:3] == needed and (not testing or "test" in done):
        return
    for module in ("venv", "ensurepip"):
        if not importlib.util.find_spec(module):
            stop(f"Python's module {module} is missing; on Debian and Ubuntu: apt install python3-venv")
    extras = ["test"] if testing or "test" in done else []
    print("Setting up .venv; this happens once and needs the network.", file=sys.stderr, flush=True)
    if os.path.exists(STAMP):
        os.unlink(STAMP)
    python = getattr(sys, "_base_executable", None) or sys.executable  # not that of the .venv to be remade
    clear = ["--clear"] if done and done[0] != needed[0] else []
    attempt("cannot make .venv", [python, "-P", "-m", "venv", *clear, VENV])
    what = ROOT + ("[test]" if extras else "[all]")
    trouble = "cannot install what Backfile needs (is there a network?)"
    attempt(trouble, [PYTHON, "-P", "-m", "pip", "install", "--quiet", "--editable", what])
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write("\n".join(needed + extras))


def attempt(trouble, command):
    """Run a command in silence; stop with the last error that it tells of when it fails."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        stop(f"{trouble}: {error}")
    if done.returncode:
        lines = [line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
        errors = [line for line in lines if line.split(":")[0].endswith(("ERROR", "Error"))]
        stop("{}: {}".format(trouble, (errors or lines or ["no reason was given"])[-1]))


def run(command):
    """Become the command; Windows cannot, so there it is run and its exit code taken over."""
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def stop(why):
    """Say why in one line and exit with 2."""
    print(f"build.py: {why}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
