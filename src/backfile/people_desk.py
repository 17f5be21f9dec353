"""The commands of the people register: what is open, and the changes that settle it."""

import difflib
import os
import sys
from collections.abc import Callable, Sequence

import click
import msgspec

from backfile.archive.assemble import assemble
from backfile.archive.suggest import Suggestion, suggestions, unresolved
from backfile.gather import begin, gather
from backfile.hints import meant_key
from backfile.model import Archive, PersonRecord
from backfile.problems import printable
from backfile.publish.cache import Cache
from backfile.read.scan import scan
from backfile.reading import open_desk
from backfile.registering import FILE, changed, kept_apart, merged, no_person
from backfile.terminal import counted, show
from backfile.yamltext import YamlError

__all__ = ["people"]

SHOWN = 40
content_option = click.option(
    "--content", default="content", metavar="DIR", help="The content folder. Default: content/."
)


@click.group("people", invoke_without_command=True)
@click.pass_context
def people(context: click.Context) -> None:
    """See who may be one person, and settle it in people.yaml. Alone it is `list`.

    \b
    backfile people list                        what is open
    backfile people merge sergei-shoigu sergey-shoygu
    backfile people split john-smith john-smyth
    backfile people not-a-person "Security Council"
    """
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@people.command("list")
@content_option
@click.option("--all", "everything", is_flag=True, help="Show all, not the first of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(content: str, everything: bool, as_json: bool) -> None:
    """Show who may be one person, with the evidence, and which names belong to nobody.

    \b
    backfile people list --all      every open question
    """
    archive = _archive(content)
    offered, open_names = suggestions(archive), unresolved(archive)
    once = [p for p in archive.people.values() if not p.registered and len(p.articles) == 1]
    if as_json:
        names = [p.key for p in once]
        data = msgspec.json.encode({"suggestions": offered, "unresolved": open_names, "once": names})
        sys.stdout.write(msgspec.json.format(data, indent=1).decode() + "\n")
        return
    most = None if everything else SHOWN
    click.echo(f"May be one person: {len(offered)}")
    for one in offered[:most]:
        click.echo(_offer(archive, one))
    _more(offered, most)
    click.echo(f"Names that belong to nobody: {len(open_names)}")
    for name in open_names[:most]:
        click.echo(
            f"  {printable(name.name)}  {counted(name.count, 'article')}, {printable(str(name.where))}"
        )
    _more(open_names, most)
    click.echo(f"Found in one article only, and in no register: {len(once)}")
    for person in once[:most]:
        click.echo(f"  {printable(person.name)}  [{person.key}]")
    _more(once, most)


def _more(found: Sequence[object], most: int | None) -> None:
    if most is not None and len(found) > most:
        click.echo(f"  and {len(found) - most} more: add --all")


@people.command("merge")
@click.argument("one")
@click.argument("other")
@content_option
def merge_command(one: str, other: str, content: str) -> None:
    """Write the spellings of OTHER under ONE. Both are keys, as `list` and the addresses of pages give them.

    \b
    backfile people merge sergei-shoigu sergey-shoygu
    """
    _expect_two(one, other)
    archive = _archive(content)
    kept, gone = _person(archive, one), _person(archive, other)
    if other in kept.not_same_as or one in gone.not_same_as:
        raise click.UsageError(f"{FILE} says under not_same_as that {one} and {other} are two people")
    if gone.registered:
        raise click.UsageError(
            f"{other} has an entry of its own in {FILE}: merge {one} into it, or delete the entry"
        )
    names = [gone.name, *(v.text for v in gone.variants if " " in v.text or not v.text.isascii())]
    if not kept.registered:
        names = [*(v.text for v in kept.variants if " " in v.text), *names]
    _change(content, lambda text: merged(text, one, kept.name, names))


@people.command("split")
@click.argument("one")
@click.argument("other")
@content_option
def split_command(one: str, other: str, content: str) -> None:
    """Write down that ONE and OTHER are two people, so that they are neither joined nor offered again.

    \b
    backfile people split john-smith john-smyth
    """
    _expect_two(one, other)
    archive = _archive(content)
    a, b = _person(archive, one), _person(archive, other)

    def edit(text: str) -> str:
        text = merged(merged(text, one, a.name, ()), other, b.name, ())
        return kept_apart(text, one, [other])

    _change(content, edit)


@people.command("not-a-person")
@click.argument("phrase")
@content_option
def not_a_person_command(phrase: str, content: str) -> None:
    """Write down that PHRASE looks like a name and is none.

    \b
    backfile people not-a-person "Security Council"
    """
    desk, _ = open_desk(content)
    for key, person in desk.registers.people.people.items():
        if phrase.casefold() in {name.casefold() for name in (person.name, *person.variants)}:
            raise click.UsageError(f"{FILE} has “{phrase}” under {key}: take it from there first")
    _change(content, lambda text: no_person(text, phrase))


def _expect_two(one: str, other: str) -> None:
    if one == other:
        raise click.UsageError(f"expected the keys of two people, found “{one}” twice")


def _archive(content: str) -> Archive:
    if not os.path.isdir(content):
        raise click.UsageError(
            f"expected the content folder {content}, found none. `backfile init` makes one."
        )
    desk, problems = open_desk(content)
    if any(problem.severity == "error" for problem in problems):
        show(problems)
        sys.exit(1)
    found = scan(content)
    with Cache(os.path.join(os.path.dirname(os.path.abspath(content)), ".backfile")) as cache:
        gathered = gather(found, desk, begin(found, desk, cache))
    return assemble(gathered.summaries, desk.registers, gathered.set_aside, (), None)[0]


def _person(archive: Archive, key: str) -> PersonRecord:
    if key in archive.people:
        return archive.people[key]
    close = meant_key(key, {own: record.name for own, record in archive.people.items()})
    hint = f": did you mean `{close}`?" if close else ""
    raise click.UsageError(f"expected the key of a person, found “{key}”{hint}")


def _offer(archive: Archive, one: Suggestion) -> str:
    a, b = archive.people[one.one], archive.people[one.other]
    lines = [
        f"  {printable(a.name)}  [{a.key}]  and  {printable(b.name)}  [{b.key}]",
        f"    {one.why}: “{printable(one.names[0])}”, “{printable(one.names[1])}”",
        f"    {printable(str(one.where[0]))}, {printable(str(one.where[1]))}",
    ]
    return "\n".join([*lines, *(f"    {printable(shared)}" for shared in one.shared)])


def _change(content: str, edit: Callable[[str], str]) -> None:
    """Change people.yaml and say which lines are new."""
    path = os.path.join(content, FILE)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            before = file.read()
    except FileNotFoundError:
        before = ""
    except (OSError, UnicodeDecodeError) as error:
        raise click.FileError(path, str(error)) from None
    try:
        after = edit(before)
    except YamlError as error:
        show((error.problem,))
        sys.exit(1)
    if after == before:
        click.echo(f"{FILE} says so already.", err=True)
        return
    changed(content, {FILE: after})
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), FILE, FILE, n=1, lineterm=""):
        click.echo(printable(line))
