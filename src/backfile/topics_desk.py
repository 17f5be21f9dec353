"""The commands of the topics register: what topics there are, and those that the words of the archive suggest."""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence

import click
import msgspec

from backfile.archive.assemble import assemble
from backfile.archive.keys import keys_for
from backfile.archive.proposals import MOST, Proposal, media_topic_of, proposals
from backfile.archive.topics import tag_owners
from backfile.gather import begin, gather
from backfile.model import Archive, TopicRecord
from backfile.problems import printable
from backfile.publish.cache import Cache
from backfile.read.scan import scan
from backfile.reading import open_desk
from backfile.registers import Registers
from backfile.teaching import taught
from backfile.terminal import counted, show

__all__ = ["topics"]

content_option = click.option(
    "--content", default="content", metavar="DIR", help="The content folder. Default: content/."
)


class TopicLine(msgspec.Struct, frozen=True):
    """A topic of the archive as the list has it."""

    key: str
    """Its key."""
    name: str
    """Its name."""
    articles: int
    """How many articles it has."""
    by: dict[str, int]
    """How many of them by rule, tag, label, learning or suggestion."""


class Offer(msgspec.Struct, frozen=True):
    """A topic that may be put into topics.yaml."""

    key: str
    """A key for it."""
    name: str
    """Its name."""
    articles: int
    """How many articles speak of it."""
    iptc: str = ""
    """Code of the Media Topic of this name; empty when there is none."""
    wikidata: str = ""
    """Wikidata id of that Media Topic."""


@click.group("topics", invoke_without_command=True)
@click.pass_context
def topics(context: click.Context) -> None:
    """See the topics and what the words of the archive suggest. Alone it is `list`.

    \b
    backfile topics list       topics, how many articles each has and why
    backfile topics suggest    the suggestions as YAML for topics.yaml
    """
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@topics.command("list")
@content_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(content: str, as_json: bool) -> None:
    """List the topics with their articles, and what the words of the archive suggest besides.

    \b
    backfile topics list --json | jq .topics
    """
    archive, registers, offered = _desk(content)
    lines = [_line(archive, record) for record in archive.topics.values() if not record.suggested]
    offers = _offers(offered, archive)
    if as_json:
        data = msgspec.json.encode({"topics": lines, "suggestions": offers})
        sys.stdout.write(msgspec.json.format(data, indent=1).decode() + "\n")
        return
    click.echo(f"Topics: {len(lines)}, {len(registers.topics)} of them in topics.yaml")
    for line in lines:
        by = ", ".join(f"{basis} {count}" for basis, count in sorted(line.by.items()))
        click.echo(
            f"  {printable(line.name)}  [{line.key}]  {counted(line.articles, 'article')}: {by or 'none'}"
        )
    click.echo(f"Suggested from the words of the archive: {len(offers)}")
    for offer in offers:
        code = f", Media Topic {offer.iptc}" if offer.iptc else ""
        click.echo(f"  {printable(offer.name)}  {counted(offer.articles, 'article')}{code}")


@topics.command("suggest")
@content_option
def suggest_command(content: str) -> None:
    """Print suggested topics as YAML to paste into topics.yaml, with the IPTC Media Topic of the same name.

    \b
    backfile topics suggest > suggested.yaml      to choose and paste from

    Topics of the register that have no `iptc:` and the name of a Media Topic are told as comments.
    """
    archive, registers, offered = _desk(content)
    for topic in registers.topics.values():
        found = None if topic.iptc else media_topic_of(topic.name)
        if found is not None:
            click.echo(f"# {printable(topic.key)}: add `iptc: medtop:{found.code}` ({found.labels['en']})")
    offers = _offers(offered, archive)
    click.echo("topics:" if offers else "# Nothing to suggest: no phrase is said in three articles and more.")
    for offer in offers:
        name = printable(offer.name)
        word = f"={name}" if name.isupper() else name  # `US` is not every `us`
        click.echo(f"  {offer.key}:  # {counted(offer.articles, 'article')}")
        click.echo(f"    name: {_quoted(name)}\n    any: [{_quoted(word)}]")
        if offer.iptc:
            click.echo(f"    iptc: medtop:{offer.iptc}")
        if offer.wikidata:
            click.echo(f"    wikidata: {offer.wikidata}")


def _quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False)


def _desk(content: str) -> tuple[Archive, Registers, tuple[Proposal, ...]]:
    """Return the archive, its registers, and what its words suggest that no topic of it covers yet."""
    if not os.path.isdir(content):
        raise click.UsageError(
            f"expected the content folder {content}, found none. `backfile init` makes one."
        )
    desk, problems = open_desk(content, suggests=True)
    if any(problem.severity == "error" for problem in problems):
        show(problems)
        sys.exit(1)
    with Cache(os.path.join(os.path.dirname(os.path.abspath(content)), ".backfile")) as cache:
        found = scan(content)
        gathered = gather(found, desk, begin(found, desk, cache))
        learnt = taught(gathered, desk.registers.topics, cache)
    archive, _ = assemble(gathered.summaries, desk.registers, gathered.set_aside, (), None, learnt)
    unwanted = {t.name for t in archive.topics.values() if not t.suggested} | {
        *tag_owners(desk.registers.topics)
    }
    unwanted |= {s.name for s in archive.sources.values()} | {c.name for c in archive.creditors.values()}
    people = {p.name for p in archive.people.values()}
    packed = {s.article.id: s.phrases for s in gathered.summaries}
    return archive, desk.registers, proposals(packed, people, unwanted)[:MOST]


def _line(archive: Archive, record: TopicRecord) -> TopicLine:
    by = Counter(
        match.basis
        for id_ in record.articles
        for match in archive.articles[id_].topics
        if match.key == record.key
    )
    return TopicLine(record.key, record.name, len(record.articles), {str(b): n for b, n in by.items()})


def _offers(offered: Sequence[Proposal], archive: Archive) -> tuple[Offer, ...]:
    taken = [key for key, record in archive.topics.items() if not record.suggested]
    keys = keys_for([p.name for p in offered], taken, "topic")
    offers = []
    for one in offered:
        found = media_topic_of(one.name) if one.kind != "name" else None
        code, wikidata = (found.code, found.wikidata) if found else ("", "")
        offers.append(Offer(keys[one.name], one.name, len(one.articles), code, wikidata))
    return tuple(offers)
