"""The output folder: whose files it touches, what a kill leaves, what is refused."""

import contextlib
import errno
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.publish.cache import Cache
from backfile.publish.output import Counts, Output
from backfile.publish.places import AddressClash, OutputError, OutputFailed, OutputRefused, all_safe, is_safe
from backfile.publish.sitelist import LIST, parsed_list

Pages = dict[str, bytes]
OWN = {LIST}


def publish(folder: Path, pages: Pages, *, cached: bool = True, out: str = "public") -> Counts:
    """Build a site of these pages into folder/public, each keyed by its bytes."""
    kept = str(folder / ".backfile") if cached else None
    with Cache(kept) as cache, Output(str(folder / out), str(folder / "content"), cache) as output:
        for url, data in pages.items():
            key = hashlib.sha256(data).hexdigest()[:8]
            if not output.kept(url, key):
                output.put(url, key, data)
        return output.finish()


def files(folder: Path) -> Pages:
    """Return the files below folder but the list of files, bytes by path."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at, name)
            if path.name not in OWN:
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def folders(folder: Path) -> set[str]:
    return {Path(at).relative_to(folder).as_posix() for at, _, _ in os.walk(folder)}


def test_a_build_writes_every_page_and_a_second_one_writes_none(tmp_path: Path) -> None:
    pages = {"index.html": b"home", "2023/09/20/a.html": b"a", "Ünï/日.html": b"b"}
    assert publish(tmp_path, pages) == Counts(3, 3, 0, 0)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*")}
    assert publish(tmp_path, pages) == Counts(3, 0, 3, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*")} == before
    assert files(tmp_path / "public") == pages


def test_without_cache_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    pages = {"index.html": b"home", "a/b.html": b"b"}
    publish(tmp_path, pages, cached=False)
    assert publish(tmp_path, pages | {"a/b.html": b"B"}, cached=False) == Counts(2, 1, 1, 0)
    assert files(tmp_path / "public")["a/b.html"] == b"B"


def test_what_is_no_longer_claimed_is_removed_with_folders_left_empty(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home", "a/b/c.html": b"c", "a/d.html": b"d"})
    (tmp_path / "public/a/foreign.txt").write_text("mine")
    assert publish(tmp_path, {"index.html": b"home"}) == Counts(1, 0, 1, 2)
    assert files(tmp_path / "public") == {"index.html": b"home", "a/foreign.txt": b"mine"}
    assert folders(tmp_path / "public") == {".", "a"}


@pytest.mark.parametrize("what", ["removed", "altered", "link", "folder removed", "same size, same time"])
def test_a_damaged_file_is_mended(tmp_path: Path, what: str) -> None:
    pages = {"index.html": b"home", "a/b.html": b"bbbb"}
    publish(tmp_path, pages)
    path = tmp_path / "public/a/b.html"
    seen = path.stat()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"bbbb")
    if what == "altered":
        path.write_bytes(b"something longer")
    elif what == "same size, same time":
        path.write_bytes(b"XXXX")
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    else:
        path.unlink()
        if what == "link":
            path.symlink_to(elsewhere)
        elif what == "folder removed":
            path.parent.rmdir()
    assert publish(tmp_path, pages).written == 1
    assert files(tmp_path / "public") == pages
    assert not path.is_symlink()
    assert elsewhere.read_bytes() == b"bbbb"


def test_files_with_new_times_and_old_bytes_are_kept(tmp_path: Path) -> None:
    pages = {"index.html": b"home"}
    publish(tmp_path, pages)
    os.utime(tmp_path / "public/index.html", (1, 1))
    assert publish(tmp_path, pages) == Counts(1, 0, 1, 0)


def test_stale_pages_go_even_when_the_cache_was_deleted(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home", "old.html": b"old"})
    (tmp_path / ".backfile/cache.sqlite").unlink()
    assert publish(tmp_path, {"index.html": b"home"}) == Counts(1, 0, 1, 1)
    assert files(tmp_path / "public") == {"index.html": b"home"}


def test_a_deleted_mark_is_made_anew_when_every_file_proves_to_be_ours(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home", "old.html": b"old"})
    (tmp_path / "public" / LIST).unlink()
    publish(tmp_path, {"index.html": b"home"})
    assert files(tmp_path / "public") == {"index.html": b"home"}
    (tmp_path / "public" / LIST).unlink()
    (tmp_path / "public/index.html").write_bytes(b"edited by hand")
    with pytest.raises(OutputRefused, match="did not write"):
        publish(tmp_path, {"index.html": b"home"})
    assert files(tmp_path / "public") == {"index.html": b"edited by hand"}


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_list_is_told_of_and_mended(tmp_path: Path, cached: bool, cut: float) -> None:
    pages = {f"{n}.html": b"x" * n for n in range(9)}
    publish(tmp_path, pages)
    path = tmp_path / "public" / LIST
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    changed = pages | {"3.html": b"changed"}
    kept = str(tmp_path / ".backfile") if cached else None
    with Cache(kept) as cache, Output(str(tmp_path / "public"), "content", cache) as output:
        assert [p.code for p in output.problems] == ["site-list"]
        for url, data in changed.items():
            output.put(url, "key", data)
        assert output.finish().written == 1
    assert files(tmp_path / "public") == changed
    assert set(parsed_list(path.read_bytes()) or ()) == set(changed)


def test_the_list_is_what_sha256sum_reads_and_the_same_for_the_same_site(tmp_path: Path) -> None:
    pages = {"index.html": b"home", "a/é b.html": b"x"}
    publish(tmp_path, {"index.html": b"older", "gone.html": b""})
    publish(tmp_path, pages)
    publish(tmp_path, dict(reversed(pages.items())), out="other")
    assert (tmp_path / "public" / LIST).read_bytes() == (tmp_path / "other" / LIST).read_bytes()
    if sys.platform == "linux":
        done = subprocess.run(["sha256sum", "-c", "--quiet", "--strict", LIST], cwd=tmp_path / "public")
        assert done.returncode == 0


# ---------------------------------------------------------------- destinations and addresses


@pytest.mark.parametrize(
    "where",
    [
        "content",
        "content/articles",
        ".",
        "..",
        "home",
        "/",
        "repo",
        "full",
        "file",
        "link",
        "link2",
        "worktree",
        "templates",
        "Templates/sub",
        "src",
        ".backfile",
        "new/../.backfile/site",
    ],
)
def test_dangerous_destinations_are_refused_and_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    root = tmp_path / "work/archive"
    (root / "content/articles").mkdir(parents=True)
    for name in ("home", "repo/.git", "full", "worktree", "templates", "src"):
        (root / name).mkdir(parents=True)
    (root / "full/thesis.txt").write_text("years of work")
    (root / "file").write_text("a file")
    (root / "worktree/.git").write_text("gitdir: elsewhere")
    (root / "link").symlink_to(root / "content")
    (root / "link2").symlink_to(root / "full")
    monkeypatch.setenv("HOME", str(root / "home"))
    before = files(tmp_path), folders(tmp_path)
    with Cache(None) as cache, pytest.raises(OutputRefused) as refused:
        Output(os.path.join(root, where), str(root / "content"), cache)
    assert "\n" not in str(refused.value) and str(refused.value).startswith("will not write into")
    assert (files(tmp_path), folders(tmp_path)) == before


def test_a_folder_whose_name_only_begins_like_the_content_folder_is_no_danger(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert publish(tmp_path, {"index.html": b"x"}, out="content-site").written == 1


def test_a_foreign_file_in_the_place_of_a_page_is_not_replaced(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home"})
    (tmp_path / "public/new").mkdir()
    (tmp_path / "public/new/page.html").write_text("foreign")
    with pytest.raises(OutputRefused, match=r"new/page\.html"):
        publish(tmp_path, {"index.html": b"other", "new/page.html": b"ours"})
    with pytest.raises(OutputRefused, match="public/new"):
        publish(tmp_path, {"index.html": b"other", "new": b"ours"})
    assert files(tmp_path / "public") == {"index.html": b"home", "new/page.html": b"foreign"}


def test_a_link_planted_for_a_folder_is_not_followed(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home", "people/a.html": b"a"})
    outside = tmp_path / "outside"
    os.replace(tmp_path / "public/people", outside)
    (tmp_path / "public/people").symlink_to(outside)
    with pytest.raises(OutputRefused, match="people"):
        publish(tmp_path, {"index.html": b"new", "people/a.html": b"A"})
    publish(tmp_path, {"index.html": b"new"})
    assert files(outside) == {"a.html": b"a"}
    assert (tmp_path / "public/index.html").read_bytes() == b"new"


def test_a_link_planted_for_the_stage_is_not_followed(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "0").write_text("mine")
    (tmp_path / "public/.backfile-part").symlink_to(outside)
    publish(tmp_path, {"index.html": b"new"})
    assert files(outside) == {"0": b"mine"}
    assert sorted(os.listdir(tmp_path / "public")) == [LIST, "index.html"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "a.html"),
        ("People/a.html", "people/A.html"),
        ("caf\u00e9.html", "cafe\u0301.html"),
        ("Straße.html", "strasse.html"),
        ("a", "a/b.html"),
        ("a/b.html", "A"),
        ("people/a.html", "People/b.html"),
    ],
)
def test_two_claims_of_one_address_are_an_error_that_names_both(tmp_path: Path, one: str, other: str) -> None:
    publish(tmp_path, {"index.html": b"home"})
    with Cache(None) as cache, Output(str(tmp_path / "public"), "content", cache) as output:
        output.put(one, "1", b"1")
        with pytest.raises(AddressClash) as clash:
            output.put(other, "2", b"2")
    assert other in str(clash.value)
    assert one in str(clash.value) or os.path.dirname(one) in str(clash.value)
    assert files(tmp_path / "public") == {"index.html": b"home"}


@pytest.mark.parametrize(
    "url",
    [
        *("", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", "a\\b", "C:a", "a\0b", "a\nb", "con"),
        *("a/NUL.html", "com1.txt", "a.", "a ", "a /b", "a?b", "x" * 256, "é" * 128, "\ud800", LIST),
        *(".Backfile-part/x", "a/*", "a|b", 'a"b', "\x7f"),
    ],
)
def test_unsafe_addresses_are_refused(tmp_path: Path, url: str) -> None:
    with (
        Cache(None) as cache,
        Output(str(tmp_path / "public"), "content", cache) as output,
        pytest.raises(OutputRefused),
    ):
        output.put(url, "k", b"x")
    assert files(tmp_path) == {}


@given(st.text(alphabet="./\\%\0:~ a\u0301é", max_size=12))
@settings(max_examples=500, deadline=None)
def test_a_safe_address_stays_below_the_folder(url: str) -> None:
    if is_safe(url):
        path = os.path.normpath(os.path.join("/srv/out", url))
        assert path.startswith("/srv/out/") and path == f"/srv/out/{url}"


def test_a_list_that_names_files_outside_is_not_believed(tmp_path: Path) -> None:
    publish(tmp_path, {"index.html": b"home"})
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    for name in ("../victim.txt", str(victim), LIST):
        lines = f"{'0' * 64}  {name}\n".encode()
        magic = (tmp_path / "public" / LIST).read_bytes().split(b"\n")[0]
        checksum = b"# " + hashlib.sha256(lines).hexdigest().encode()
        (tmp_path / "public" / LIST).write_bytes(b"\n".join((magic, checksum, lines)))
        publish(tmp_path, {"index.html": b"home"})
        assert victim.read_text() == "mine"
        assert list(parsed_list((tmp_path / "public" / LIST).read_bytes()) or ()) == ["index.html"]


# ---------------------------------------------------------------- copies


def test_a_copy_follows_its_original(tmp_path: Path) -> None:
    original = tmp_path / "photo.jpg"

    def build() -> Counts:
        with Cache(str(tmp_path)) as cache, Output(str(tmp_path / "public"), "content", cache) as output:
            output.copy("photos/photo.jpg", str(original))
            return output.finish()

    original.write_bytes(b"1" * (3 << 20))
    assert build().written == 1
    assert build().written == 0
    os.utime(original, (5, 5))
    assert build().written == 0
    original.write_bytes(b"2" * (3 << 20))
    assert build().written == 1
    assert (tmp_path / "public/photos/photo.jpg").read_bytes() == original.read_bytes()
    original.unlink()
    with pytest.raises(OutputFailed, match=r"cannot read .*photo.jpg: No such file"):
        build()


# ---------------------------------------------------------------- trouble and kills

CALLS = ("open", "write", "replace", "unlink", "mkdir", "rmdir", "fsync", "makedirs", "lstat", "listdir")
OLD = {"index.html": b"home", "a/b.html": b"b", "gone/c.html": b"c", "swap": b"file", "dir/x.html": b"x"}
NEW = {"index.html": b"HOME", "a/b.html": b"b", "new/d.html": b"d", "swap/e.html": b"e", "dir": b"now a file"}


class Killed(BaseException):
    """The process is no more: whatever it would still do fails as well."""


def fault_at(
    monkeypatch: pytest.MonkeyPatch, nth: int, fault: Callable[[], BaseException], lasting: bool
) -> list[int]:
    """Let the nth call that touches the file system raise, and all later ones too when lasting."""
    count = [0]
    for name in CALLS:
        real = getattr(os, name)

        def call(*args: object, real: Callable[..., object] = real, **kwargs: object) -> object:
            count[0] += 1
            if count[0] == nth or (lasting and count[0] > nth):
                raise fault()
            return real(*args, **kwargs)

        monkeypatch.setattr(f"backfile.publish.output.os.{name}", call)
    return count


def calls_of_a_build(tmp_path: Path, cached: bool = True) -> int:
    folder = tmp_path / "counted"
    publish(folder, OLD, cached=cached)
    with pytest.MonkeyPatch.context() as patch:
        count = fault_at(patch, -1, Killed, False)
        publish(folder, NEW, cached=cached)
    assert files(folder / "public") == NEW
    return count[0]


@pytest.mark.parametrize("cached", [True, False])
def test_after_a_kill_at_any_call_files_are_whole_and_the_next_build_equals_a_clean_one(
    tmp_path: Path, cached: bool
) -> None:
    total = calls_of_a_build(tmp_path, cached)
    assert total > 40
    publish(tmp_path / "clean", NEW)
    for nth in range(1, total + 1):
        folder = tmp_path / f"{nth}"
        publish(folder, OLD, cached=cached)
        (folder / "public/foreign.txt").write_text("mine")
        with pytest.MonkeyPatch.context() as patch:
            fault_at(patch, nth, Killed, True)
            with pytest.raises(Killed):
                publish(folder, NEW, cached=cached)
        for url, data in files(folder / "public").items():
            if not url.startswith(".backfile-"):
                assert url == "foreign.txt" or data in (OLD.get(url), NEW.get(url)), (nth, url)
        publish(folder, NEW, cached=cached)
        assert files(folder / "public") == NEW | {"foreign.txt": b"mine"}, nth
        assert folders(folder / "public") == folders(tmp_path / "clean/public"), nth
        listed = (folder / "public" / LIST).read_bytes()
        assert listed == (tmp_path / "clean/public" / LIST).read_bytes(), nth


def test_a_kill_in_the_first_build_of_all_needs_no_hand(tmp_path: Path) -> None:
    for nth in range(1, 200):
        folder = tmp_path / f"{nth}"
        with pytest.MonkeyPatch.context() as patch:
            count = fault_at(patch, nth, Killed, True)
            with contextlib.suppress(Killed):
                publish(folder, NEW)
        publish(folder, NEW)
        assert files(folder / "public") == NEW, nth
        if count[0] < nth:
            break
    else:
        pytest.fail("the build has more calls than were tried")


@pytest.mark.parametrize("number", ["ENOSPC", "EACCES", "EIO", "EROFS"])
def test_trouble_of_the_system_is_one_sentence_and_staging_trouble_leaves_the_old_site(
    tmp_path: Path, number: str
) -> None:
    code = getattr(errno, number)
    total = calls_of_a_build(tmp_path)
    intact = 0
    for nth in range(1, total + 1):
        folder = tmp_path / f"{nth}"
        publish(folder, OLD)
        with pytest.MonkeyPatch.context() as patch:
            fault_at(patch, nth, lambda: OSError(code, os.strerror(code)), False)
            try:
                publish(folder, NEW)
            except OutputError as error:
                assert "\n" not in str(error) and "public" in str(error), nth
                assert os.strerror(code) in str(error), nth
                intact += files(folder / "public") == OLD
        publish(folder, NEW)
        assert files(folder / "public") == NEW, nth
    assert intact > 15


def test_a_full_disk_while_pages_are_written_leaves_the_old_site(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    real = os.write

    def full(fd: int, data: bytes) -> int:
        if bytes(data) == NEW["dir"]:
            raise OSError(28, "No space left on device")
        return real(fd, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("backfile.publish.output.os.write", full)
        with pytest.raises(OutputFailed, match=r"cannot write .*public/dir: No space left on device"):
            publish(tmp_path, NEW)
    assert files(tmp_path / "public") == OLD


KILLED = """
import sys
sys.path.insert(0, {src!r})
from backfile.publish.cache import Cache
from backfile.publish.output import Output
print("begun", flush=True)
with Cache({cache!r}) as cache, Output({out!r}, "content", cache) as output:
    for n in range(3000):
        output.put(f"{{n % 9}}/{{n}}.html", "k{{n}}", b"new" * 3000)
    output.finish()
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_process_killed_by_the_system_leaves_whole_files_and_no_work_for_a_hand(tmp_path: Path) -> None:
    old = {f"{n % 9}/{n}.html": b"old" * 3000 for n in range(0, 3000, 2)}
    new = {f"{n % 9}/{n}.html": b"new" * 3000 for n in range(3000)}
    publish(tmp_path, old)
    src = str(Path(__file__).parent.parent / "src")
    program = KILLED.format(src=src, cache=str(tmp_path / ".backfile"), out=str(tmp_path / "public"))
    for wait in (0.02, 0.1, 0.2, 0.3, 0.45):
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        for url, data in files(tmp_path / "public").items():
            if not url.startswith(".backfile-"):
                assert data in (old.get(url), new[url])
    publish(tmp_path, new)
    assert files(tmp_path / "public") == new


# ---------------------------------------------------------------- any sequence of builds

names = st.sampled_from(["a", "b", "B", "é", "e\u0301", "index.html", "x.html"])
urls = st.lists(names, min_size=1, max_size=3).map("/".join)
builds = st.lists(
    st.tuples(
        st.dictionaries(urls, st.binary(max_size=4), max_size=6), st.booleans(), st.sampled_from(["", "cut"])
    ),
    min_size=1,
    max_size=6,
)


@given(builds)
@settings(max_examples=150, deadline=None)
def test_after_any_sequence_of_builds_the_folder_holds_what_the_last_one_claimed(
    steps: list[tuple[Pages, bool, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outside = folder / "outside.txt"
        outside.write_text("mine")
        publish(folder, {})
        (folder / "public/foreign").mkdir()
        (folder / "public/foreign/note.txt").write_text("mine")
        standing: Pages = {}
        for pages, cached, damage in steps:
            if damage and standing:
                (folder / "public" / min(standing)).write_bytes(b"damage")
            try:
                publish(folder, pages, cached=cached)
                standing = pages
            except AddressClash:
                if damage and standing:
                    standing = standing | {min(standing): b"damage"}
            assert files(folder / "public") == standing | {"foreign/note.txt": b"mine"}
            used = {"."} | {"foreign"} | {p.as_posix() for url in standing for p in Path(url).parents}
            assert folders(folder / "public") == used
        assert outside.read_text() == "mine"


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("ab/. \\:\n\x00é"), max_size=6)
        | st.sampled_from(["con", "a/aux.x", "x" * 256])
    )
)
def test_many_addresses_are_safe_when_each_is(urls: list[str]) -> None:
    assert all_safe(urls) == all(map(is_safe, urls))
    assert all_safe(["a.html", "b/c.html"])
