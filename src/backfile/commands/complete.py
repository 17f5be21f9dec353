"""The commands that help other programs: schemas for editors, completion for shells."""

import sys

import click
import msgspec
from click.shell_completion import get_completion_class

from backfile.commands.arguments import OneOf
from backfile.schema import NAMES, schema_of

__all__ = ["SHELLS", "completion_command", "schema_command"]

SHELLS = ("bash", "zsh", "fish")


@click.command("schema")
@click.argument("name", metavar="NAME", type=OneOf(NAMES))
def schema_command(name: str) -> None:
    """Print the JSON Schema of a file that a curator writes.

    NAME is site, people, topics, sources, credits, redactions, copies, redirects, sidecar or front-matter.

    \b
    backfile schema people > people.schema.json

    Editors with a YAML language server look for it in the first line of people.yaml:

    \b
    # yaml-language-server: $schema=people.schema.json

    `backfile init` writes all schemas and these lines.
    """
    text = msgspec.json.format(msgspec.json.encode(schema_of(name)), indent=2).decode()
    sys.stdout.write(text + "\n")


@click.command("completion")
@click.argument("shell", metavar="SHELL", type=OneOf(SHELLS))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes a SHELL (bash, zsh or fish) complete the commands and options of backfile.

    \b
    bash: in ~/.bashrc
        eval "$(backfile completion bash)"
    zsh: in ~/.zshrc, after compinit
        eval "$(backfile completion zsh)"
    fish:
        backfile completion fish > ~/.config/fish/completions/backfile.fish
    """
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101  # a shell of SHELLS
    script = made(context.find_root().command, {}, "backfile", "_BACKFILE_COMPLETE")
    sys.stdout.write(script.source_template % script.source_vars() + "\n")
