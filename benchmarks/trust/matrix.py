"""The same bytes: one archive built under many circumstances, and the hash of each site; there must be one.

    python benchmarks/trust/matrix.py [FOLDER] [--python PATH ...]

FOLDER holds `content/`; without one the project's own content is taken, with more texts beside it, so that workers have
something to share. Circumstances: hash seed, time zone, locale, workers, order in which the files were made and where,
times of the files, umask, names of folders, ways to call, user, clock (with `faketime`), cache, versions of Python.
What a machine has not is said and left out.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
NOW = "2024-11-26"
PROGRAM = "from backfile.cli import main; main()"
ZONES = ("UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns")
LOCALES = ("C", "POSIX", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")
PLACES = ("short", "a path with spaces", "Архив статей", "архив 📰 100% #1", "x" * 100)


def made(content, more):
    """Write more texts, so that there are enough to be shared among workers."""
    folder = content / "articles/more"
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(more):
        words = "\n\n".join(
            f"The harbour master Anna Hill said on Monday that ferry {n} had carried {n * k} people to Straße {k}, İzmir."
            for k in range(4)
        )
        (folder / f"{n:04}-I.txt").write_text(
            f"Ferry number {n} sails\n{n % 28 + 1} May 2024\n\n{words}\n", encoding="utf-8"
        )


def copied(content, folder, order, times=None):
    """Copy content into a folder, its files made in an order of their own."""
    paths = sorted(path for path in content.rglob("*") if path.is_file())
    key = {"forward": None, "shuffled": lambda p: hashlib.sha256(str(p).encode()).digest()}.get(order)
    for path in sorted(paths, key=key, reverse=order == "backward"):
        to = folder / "content" / path.relative_to(content)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        if times is not None:
            os.utime(to, (times, times))


def tree(site):
    """Return one hash of all paths and bytes of a site."""
    whole = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            whole.update(f"{path.relative_to(site).as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--python", action="append", default=[], help="another Python that has the libraries")
    parser.add_argument("--more", type=int, default=420, help="texts beside the project's own")
    asked = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="matrix-"))
    base.chmod(0o755)
    content = base / "source/content"
    shutil.copytree((asked.folder or HERE) / "content", content)
    if asked.folder is None:
        made(content, asked.more)
    hashes, number = {}, 0

    def build(
        what,
        folder,
        *options,
        env=None,
        cwd=None,
        name=None,
        before=(),
        python=sys.executable,
        out=None,
        mask=None,
    ):
        """Build a folder and note the hash of the site."""
        nonlocal number
        number += 1
        given = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASH"))}
        given |= {
            "PYTHONPATH": str(HERE / "src"),
            "HOME": str(base),
            "PYTHONDONTWRITEBYTECODE": "1",
            **(env or {}),
        }
        command = [*before, python, "-c", PROGRAM, "build", str(name or folder), "--now", NOW, *options]
        old = os.umask(mask) if mask is not None else None
        done = subprocess.run(command, cwd=cwd or folder, env=given, capture_output=True, check=False)
        if old is not None:
            os.umask(old)
        if done.returncode:
            hashes.setdefault(f"exit {done.returncode}: {done.stderr.decode()[-300:]}", []).append(what)
        else:
            hashes.setdefault(tree(out or folder / "public"), []).append(what)
        last = next(h for h, names in hashes.items() if what in names)
        print(f"{number:3} {last[:16]}  {what}", flush=True)

    def fresh(what, *options, order="forward", place="short", top=base, times=None, **more):
        """Build a copy with no cache; return its folder."""
        folder = Path(tempfile.mkdtemp(prefix="m", dir=top)) / place
        folder.parent.chmod(0o755)
        copied(content, folder, order, times)
        build(what, folder, *options, **more)
        return folder

    def gone(folder):
        shutil.rmtree(folder.parent)

    first = fresh("as it is", "--jobs", "1")
    build("warm cache, nothing changed", first)
    for path in sorted((first / "public").rglob("*.html"))[::3]:
        path.unlink()
    build("warm cache, a third of the pages deleted", first, env={"PYTHONHASHSEED": "random"})
    build("relative path", first, cwd=first.parent, name=Path("short"))
    build("from the root of the file system", first, "--no-cache", cwd="/")
    gone(first)
    for seed in ("0", "1", "4242", "random"):
        gone(fresh(f"hash seed {seed}", "--jobs", "2", env={"PYTHONHASHSEED": seed}))
    for zone in ZONES:
        gone(fresh(f"zone {zone}", env={"TZ": zone}, order="backward"))
    known = (
        subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
        .stdout.casefold()
        .replace("-", "")
        .split()
    )
    for locale in LOCALES:
        if locale.casefold().replace("-", "") in (*known, "c", "posix"):
            gone(fresh(f"locale {locale}", env={"LC_ALL": locale, "LANG": locale}))
        else:
            print(f"    not on this machine: the locale {locale}")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for jobs in ("1", "2"):
        gone(fresh(f"locale C without UTF-8, {jobs} workers", "--jobs", jobs, env=ascii_only, place="Архив"))
    for jobs in (1, 2, 3, 8):
        gone(fresh(f"{jobs} workers", "--jobs", str(jobs), order="shuffled"))
    memory = Path("/dev/shm")
    for top in (base, memory) if memory.is_dir() and os.access(memory, os.W_OK) else (base,):
        for order in ("forward", "backward", "shuffled"):
            gone(
                fresh(f"files made {order} below {top if top != base else 'the disk'}", order=order, top=top)
            )
    for times in (0, 86400 * 365 * 60):
        gone(fresh(f"files of {'1970' if not times else '2029'}", times=times))
    for mask in (0o000, 0o022, 0o077):
        gone(fresh(f"umask {mask:03o}", mask=mask))
    for place in PLACES:
        gone(fresh(f"folder {place[:30]!r}", place=place))
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("setpriv"):
        folder = Path(tempfile.mkdtemp(prefix="m", dir=base)) / "other"
        copied(content, folder, "forward")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
        folder.parent.chmod(0o755)
        who = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        build("another user", folder, before=who, env={"HOME": "/nonexistent"})
        gone(folder)
    else:
        print("    not on this machine: another user (needs root and setpriv)")
    for clock in ("2001-02-03 04:05:06", "2031-12-31 23:59:58") if shutil.which("faketime") else ():
        gone(fresh(f"clock at {clock}", before=("faketime", clock)))
    if not shutil.which("faketime"):
        print("    not on this machine: another clock (needs faketime)")
    for python in asked.python:
        gone(fresh(f"Python {python}", python=python))
    shutil.rmtree(base)
    print(
        f"{number} builds, {len(hashes)} tree hash{'es' if len(hashes) > 1 else ''}: {', '.join(h[:16] for h in hashes)}"
    )
    for found, names in list(hashes.items())[1:]:
        print(f"    {found[:300]}: {', '.join(names)}")
    return len(hashes) > 1


if __name__ == "__main__":
    sys.exit(main())
