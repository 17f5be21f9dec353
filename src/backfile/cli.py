"""The command line: which commands there are, and how a run ends. Each command is imported when it is asked for."""

import contextlib
import importlib
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

import click

from backfile import __version__

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = ["COMMANDS", "backfile", "main", "program"]

_SIGNALS = 128  # added to the number of the signal that ended a run, as shells have it

COMMANDS = {
    "init": ("Bring texts in", "commands.begin:init_command", "Begin an archive, with sample texts."),
    "build": ("Make the site", "commands.build:build_command", "Build the archive into static pages."),
    "check": ("Make the site", "commands.check:check_command", "Report all problems and write nothing."),
    "clean": ("Make the site", "commands.clean:clean_command", "Remove the built site, and nothing else."),
    "serve": ("Make the site", "commands.serve:serve_command", "Show the site here; rebuild on every change."),
    "add": ("Bring texts in", "commands.add:add_command", "Copy texts in, after showing what was read in them."),
    "import": ("Bring texts in", "commands.bring:import_command", "Import folder trees, exports, dumps and tables."),
    "read": ("See and correct", "commands.read:read_command", "Print the records of files as JSON."),
    "explain": ("See and correct", "commands.read:explain_command", "Show why a record says what it says."),
    "doubts": ("See and correct", "commands.doubts:doubts_command", "List what could not be told."),
    "people": ("See and correct", "people_desk:people", "See and settle who is who."),
    "topics": ("See and correct", "topics_desk:topics", "See the topics and suggested ones."),
    "schema": ("For other programs", "commands.complete:schema_command", "Print the JSON Schema of a file you write."),
    "completion": ("For other programs", "commands.complete:completion_command", "Print completion for a shell."),
    "export": ("Take away", "commands.export:export_command", "Write tables, citations, texts or evidence."),
}  # fmt: skip
"""Each command: the heading it stands under in the help, the module and the command in it, what it does."""


class Commands(click.Group):
    """A group whose commands are imported when one is asked for: the help of all must not cost all imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][1].partition(":")
        command = getattr(importlib.import_module(f"backfile.{module}"), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; an unknown one is told with the name nearest to it."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1, 0.5)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            ctx.fail(f"No such command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        for heading in dict.fromkeys(heading for heading, _, _ in COMMANDS.values()):
            with formatter.section(heading):
                formatter.write_dl([(n, told) for n, (h, _, told) in COMMANDS.items() if h == heading], 12)


def program() -> NoReturn:
    """Run the command line as a process of its own, which then ends at once.

    Python would first take apart what was read, object by object, for a twentieth of the time that an edit takes.
    """
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    compiled = sys.modules.get("backfile.compiled")
    if compiled is not None:
        compiled.keep()  # which waits for the end of Python, and that does not come
    _leave(code if isinstance(code, int) else int(code is not None))


def main() -> None:
    """Run the command line and exit with its code."""
    _file_names_in_utf8()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # https://no-color.org: set and not empty means no colour; click does not look.
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    told: list[int] = []
    heeded = _heeding(told)
    try:
        backfile(color=False if plain else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        if told:
            _leave(_SIGNALS + told[0])
        sys.exit(_SIGNALS + signal.SIGINT)
    except OSError as error:
        _untold(error)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("BACKFILE_TRACEBACK"):
            raise
        _unforeseen(error)
        sys.exit(1)
    finally:
        # What is done is done: a signal that comes while the process ends changes neither the site nor the code.
        for number in heeded:
            signal.signal(number, signal.SIG_IGN)


def _leave(code: int) -> NoReturn:
    """End at once: an executor whose workers were killed at work would be waited for at the end of Python."""
    for child in _workers():
        child.join(1)  # it was killed: this is to take its leave, so that none is left behind
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _workers() -> "list[BaseProcess]":
    """Return the worker processes that run; without importing what starts them, where nothing has asked for it."""
    # A signal may come in the midst of its import: it has begun no process then.
    active = getattr(sys.modules.get("multiprocessing.process"), "active_children", None)
    return active() if active else []


def _file_names_in_utf8() -> None:
    """Begin anew where Python would write names of files in another encoding than UTF-8.

    Under an old locale it has no bytes for most letters, or others than the server that hands out the site: addresses
    would not be found, and an error would come when files are put in place.
    """
    if sys.getfilesystemencoding() == "utf-8":
        return
    if os.name != "posix" or os.environ.get("PYTHONUTF8") == "1":  # told already, and overruled by an option
        click.echo("backfile: expected names of files in UTF-8, found another encoding", err=True)
        click.echo("  hint: run Python with -X utf8", err=True)
        sys.exit(2)
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | {"PYTHONUTF8": "1"})  # noqa: S606


def _untold(error: OSError) -> None:
    """Tell of an error of the system that nobody has told of: mostly, that output goes to a full disk or nowhere."""
    what = f"{error.filename}: " if error.filename else "expected output that can be written, found: "
    with contextlib.suppress(OSError):
        click.secho(f"backfile: {what}{error.strerror or error}", fg="red", err=True)
    # What is left in the buffer would fail once more when Python ends.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(error: Exception) -> None:
    """Tell of a fault of Backfile itself in two lines, and where it is, for whoever reports it."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}" if last else "no place"
    what = ", ".join((f"{type(error).__name__} in {place}", *getattr(error, "__notes__", ())))
    click.secho(f"backfile: a fault of Backfile itself ended this: {what}", fg="red", err=True)
    click.echo("  hint: please report this; with BACKFILE_TRACEBACK=1 set it tells more", err=True)


def _heeding(told: list[int]) -> tuple[int, ...]:
    """Let SIGINT and SIGTERM end a run at once and in order; return those that are heeded.

    Worker processes go first: nobody waits for what they are at. What was staged is removed on the way out, and the
    old site stands. The signal is added to told.
    """
    if threading.current_thread() is not threading.main_thread():
        return ()
    here = os.getpid()

    def stop(number: int, _: object) -> None:
        if os.getpid() != here:  # a worker, which has it from the terminal too
            os._exit(_SIGNALS + number)
        if not told:
            told.append(number)
            for child in _workers():
                child.kill()
        raise KeyboardInterrupt

    heeded = (signal.SIGINT, signal.SIGTERM)
    for number in heeded:
        signal.signal(number, stop)
    return heeded


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="backfile")
def backfile() -> None:
    """Turn a folder of saved news texts into an archive to browse, search, cite and trust.

    \b
    backfile build             build ./content into ./public
    backfile serve --open      build, show it in a browser, rebuild on change
    backfile explain FILE      why the record of a text says what it says
    """
