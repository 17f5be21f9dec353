"""Builds that are killed, told to stop, run in pairs, and sent to places where no site belongs.

    python benchmarks/trust/crash.py [COUNT] [PART ...]

Parts: moments (kill -9 after a random time), calls (kill -9 at the Nth system call that changes files, by strace), faults
(such a call fails), signals, pairs, destinations, readers (of pages, while they change), disks (that are full); all when none is named. COUNT is how often each is tried, 20 when not given.
After each trial every file of the site must be wholly old or wholly new, and a plain build must then equal a clean one.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALLS = "write,rename,unlink,fsync,mkdir,rmdir"
TEXT = "---\ntitle: {0}\ndate: 2024-05-{1:02}\nsource: Example Times\n---\n\nThe first words of report {1}.\n\n{0} it said.\n"
OWN = (".backfile-site", ".backfile-part")


def archive(folder, edition):
    """Write the old or the new edition of a small archive: texts differ, one goes, one comes."""
    texts = folder / "content/articles"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir(parents=True)
    (folder / "content/site.yaml").write_text("title: Trial\nsite_url: https://news.example/\n")
    for n in range(1, 13):
        if n != (3 if edition == "new" else 4):
            title = f"Harbour report {n}" + (", second reading" if edition == "new" and n % 3 == 0 else "")
            (texts / f"{n}.md").write_text(TEXT.format(title, n))


def command(folder, *more):
    """Return the command line of a build."""
    return [sys.executable, "-c", "from backfile.cli import main; main()", "build", str(folder), *more]


def tree(folder):
    """Return the bytes of every file of the site by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def served(files):
    """Return the files that a reader can ask for."""
    return {url: data for url, data in files.items() if not url.startswith(OWN)}


class Trials:
    """An archive with an old site, the two clean sites, and the checks after a trial."""

    def __init__(self, home):
        self.home, self.clean = home, {}
        for edition in ("old", "new"):
            archive(home / edition, edition)
            subprocess.run(command(home / edition), check=True, capture_output=True)
            self.clean[edition] = tree(home / edition / "public")

    def begin(self, cold):
        """Return a folder with the new texts and the old site, or none when cold."""
        folder = self.home / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        if cold:
            folder.mkdir()
        else:
            shutil.copytree(self.home / "old", folder, symlinks=True)
        archive(folder, "new")
        return folder

    def whole(self, folder):
        """Return what is wrong with the site as a reader finds it now."""
        old, new = self.clean["old"], self.clean["new"]
        found = served(tree(folder / "public")) if (folder / "public").exists() else {}
        torn = [url for url, data in found.items() if data not in (old.get(url), new.get(url))]
        return [f"torn: {url}" for url in torn]

    def mended(self, folder):
        """Return what is wrong after a plain build."""
        run = subprocess.run(command(folder), capture_output=True, text=True)
        wrong = (
            []
            if run.returncode == 0
            else [f"next build: {run.returncode} {run.stdout[-200:]}{run.stderr[-200:]}"]
        )
        if tree(folder / "public") != self.clean["new"]:
            wrong.append("next build differs from a clean one")
        return wrong


def staged(folder):
    """Return what a build that ended in order has left lying."""
    return [f"left: {p}" for p in folder.rglob(".backfile-part*")]


def moments(trials, number):
    """Kill -9 after a random time."""
    folder = trials.begin(cold=number % 4 == 3)
    with subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        time.sleep(random.uniform(0.05, 1.5))
        run.kill()
    return trials.whole(folder) + trials.mended(folder)


def traced(folder, inject):
    """Run a build under strace with this injection."""
    line = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={CALLS}", "-e", f"inject={CALLS}:{inject}"]
    return subprocess.run(line + command(folder, "--jobs", "1"), capture_output=True, text=True)


def calls(trials, number):
    """Kill -9 at one system call of each kind after another."""
    folder = trials.begin(cold=False)
    traced(folder, f"signal=KILL:when={number + 1}")
    return trials.whole(folder) + trials.mended(folder)


def faults(trials, number):
    """Let one system call of each kind fail."""
    folder = trials.begin(cold=False)
    error = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT")[number % 5]
    run = traced(folder, f"error={error}:when={number // 5 + 1}")
    told = run.stdout + run.stderr
    wrong = ["traceback: " + told.strip().splitlines()[-1]] if "Traceback" in told else []
    if run.returncode not in (0, 1):
        wrong.append(f"exit {run.returncode}")
    return [f"{error}: {one}" for one in wrong + trials.whole(folder) + trials.mended(folder)]


def signals(trials, number):
    """SIGINT or SIGTERM after a random time."""
    folder = trials.begin(cold=False)
    which = (signal.SIGINT, signal.SIGTERM)[number % 2]
    run = subprocess.Popen(
        command(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    time.sleep(random.uniform(0.25, 1.2))
    run.send_signal(which)
    begun = time.monotonic()
    told = run.communicate()[0].decode()
    wrong = [f"took {time.monotonic() - begun:.1f} s"] if time.monotonic() - begun > 2 else []
    if run.returncode not in (0, 128 + which):
        wrong.append(f"exit {run.returncode}: {told[-200:]}")
    try:
        os.killpg(run.pid, 0)
        wrong.append("a child is left")
    except ProcessLookupError:
        pass
    return wrong + staged(folder) + trials.whole(folder) + trials.mended(folder)


def pairs(trials, number):
    """Two builds of one archive, the second begun up to half a second later."""
    folder = trials.begin(cold=number % 2 == 1)
    runs = [subprocess.Popen(command(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)]
    time.sleep(random.uniform(0, 0.5))
    runs.append(subprocess.Popen(command(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
    told = [run.communicate()[0].decode() for run in runs]
    codes = [run.returncode for run in runs]
    wrong = [] if sorted(codes) in ([0, 0], [0, 4]) else [f"exits {codes}"]
    for run, other, words in zip(runs, runs[::-1], told, strict=True):
        if run.returncode == 4 and f"process {other.pid}" not in words:
            wrong.append(f"does not name the other: {words.strip()}")
    if tree(folder / "public") != trials.clean["new"]:
        wrong.append("the site differs from a clean one")
    return wrong


def destinations(trials, _):
    """Eighteen places where no site belongs."""
    folder = trials.begin(cold=True)
    home = folder / "home"
    for name in ("home/kept", "full", "other", "repository/.git", "templates", "src"):
        (folder / name).mkdir(parents=True)
        if name not in ("templates", "src"):  # refused even where they are empty
            (folder / name / "note.txt").write_text("mine")
    (folder / "other/.other-site").write_text("another program's mark")
    (folder / "file").write_text("mine")
    (folder / "link").symlink_to("content")
    (folder / "home-link").symlink_to("home")
    places = (
        "content",
        "content/articles",
        ".",
        "..",
        "home",
        "home-link",
        "/",
        "templates",
        "src",
        "full",
        "other",
    )
    places += (
        "file",
        "link",
        "full/../content",
        "repository",
        "Templates/new",
        ".backfile/site",
        os.path.dirname(os.path.abspath(__file__)),
    )
    wrong = []
    for place in places:
        before = {k: v for k, v in tree(folder).items() if not k.startswith(".backfile/")}
        line = command(".", "--out", place)
        env = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": tempfile.gettempdir()}
        run = subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True)
        after = {k: v for k, v in tree(folder).items() if not k.startswith(".backfile/")}
        if run.returncode != 2 or after != before or "will not write into" not in run.stdout + run.stderr:
            wrong.append(f"{place}: exit {run.returncode}, {'same' if after == before else 'changed'}")
        shutil.rmtree(folder / ".backfile", ignore_errors=True)
    return wrong


def readers(trials, number):
    """Somebody reads every page again and again while the site turns from the old edition to the new, or back."""
    edition = ("new", "old")[number % 2]
    folder = trials.begin(cold=False) if number == 0 else trials.home / "trial"
    archive(folder, edition)
    known, wrong = (trials.clean["old"], trials.clean["new"]), set()
    with subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            for url in known[0].keys() & known[1].keys():
                if url.startswith(OWN):
                    continue
                try:
                    data = (folder / "public" / url).read_bytes()
                except OSError as error:
                    wrong.add(f"{url} cannot be read: {error.strerror}")
                else:
                    if data not in (known[0][url], known[1][url]):
                        wrong.add(f"{url} is torn")
    if tree(folder / "public") != trials.clean[edition]:
        wrong.add("the site differs from a clean one")
    return sorted(wrong)


def disks(trials, number):
    """A disk of its own, of 60 KB and up, that fills while a site is made; then it grows (needs root)."""
    folder = trials.begin(cold=True)
    disk = trials.home / "disk"
    disk.mkdir(exist_ok=True)
    size = 60 + 10 * (number % 100)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", disk], check=True)
    try:
        shutil.copytree(folder / "content", disk / "content")
        run = subprocess.run(command(disk), capture_output=True, text=True)
        told = run.stdout + run.stderr
        wrong = [f"{size} KB: traceback"] if "Traceback" in told else []
        if run.returncode not in (0, 1) or (run.returncode == 1 and "No space left" not in told):
            wrong.append(f"{size} KB: exit {run.returncode} {told[-200:]}")
        wrong += trials.whole(disk)
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        return wrong + trials.mended(disk) + staged(disk)
    finally:
        subprocess.run(["umount", disk], check=True)


PARTS = {f.__name__: f for f in (moments, calls, faults, signals, pairs, destinations, readers, disks)}


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    failed = 0
    with tempfile.TemporaryDirectory() as home:
        trials = Trials(Path(home))
        for name in sys.argv[2:] or PARTS:
            if name in ("calls", "faults") and shutil.which("strace") is None:
                print(f"{name}: skipped, strace is not installed")
                continue
            if name == "disks" and (sys.platform != "linux" or os.geteuid()):
                print(f"{name}: skipped, only root on Linux can mount a small disk")
                continue
            times, good = (1 if name == "destinations" else count), 0
            for number in range(times):
                wrong = PARTS[name](trials, number)
                good += not wrong
                for one in wrong:
                    print(f"! {name} {number}: {one}", flush=True)
            failed += times - good
            print(f"{name}: {good} of {times}", flush=True)
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
