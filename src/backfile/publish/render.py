"""Pages to bytes: the templates, the site's own first and the shipped ones after them."""

import functools
import hashlib
import os
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from itertools import islice

import jinja2
import markupsafe

from backfile.direction import SIGNS, settled_page
from backfile.hints import meant_key
from backfile.pages import page as page_module
from backfile.pages.page import Asset, Page
from backfile.pages.views import Card
from backfile.pages.wording import Wording
from backfile.problems import Origin, Problem
from backfile.publish.compiling import CODE, Bytecode, Environment
from backfile.publish.filters import isolated, isolated_from_right, seen_from, words
from backfile.yamltext import nearest

__all__ = ["Renderer", "TemplateProblem", "shipped_templates"]

CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
"""Bytes that stand for characters which HTML forbids and nobody sees."""

LACKING = re.compile(r"'(?P<record>[\w.]+) object' has no attribute '(?P<field>\w+)'")
"""What Jinja says of a field that a record does not have."""

ROOT = "\x00/"
"""Stands for the way to the site's root in cards, which are rendered once for all folders."""


class TemplateProblem(Exception):
    """A template cannot be read, or asks for what there is not. The build stops: all pages share it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def shipped_templates() -> str:
    """Return the folder of the shipped templates: in the wheel, else beside src/ in a source checkout."""
    packaged = str(resources.files("backfile") / "_templates")
    if os.path.isdir(packaged):
        return packaged
    checkout = os.path.join(os.path.dirname(__file__), *[os.pardir] * 3, "templates")
    return os.path.normpath(checkout)


class Renderer:
    """Renders pages. One for a build or a worker process."""

    def __init__(
        self, own: Sequence[str] = (), language: str = "en", bytecode: str | None = None, shipped: str = ""
    ) -> None:
        """Take the site's own template folders, the interface's language and a folder for compiled templates.

        A file in an own folder takes the place of the shipped one of the same name.
        """
        folders = [*own, shipped or shipped_templates()]
        kept = (os.path.abspath(folder) for folder in folders if os.path.isdir(folder))
        self.folders = tuple(dict.fromkeys(kept))
        self._wording, self._bytecode = Wording(language), bytecode
        if bytecode is not None:
            os.makedirs(bytecode, exist_ok=True)
        self._environment = self._made(direct=True)
        self._exact: set[str] = set()  # templates that ask for what is not there, or for entries of tables
        self._cards: dict[str, str] = {}  # by address: there is one card for an article
        self.template_digest = self._digest()

    @functools.cached_property
    def _slow(self) -> jinja2.Environment:
        return self._made(direct=False)

    def _made(self, direct: bool) -> jinja2.Environment:
        wording = self._wording
        environment = Environment(
            wording,
            direct,
            loader=jinja2.FileSystemLoader(self.folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=Bytecode(self._bytecode, wording, direct) if self._bytecode is not None else None,
        )
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "sort_keys": False,
            "separators": (",", ":"),
        }
        environment.filters.update(
            bdi=isolated_from_right if wording.direction == "rtl" else isolated,
            seen_from=seen_from,
            words=words,
        )
        environment.globals.update(
            t=wording, n=wording.count, number=wording.number, card=self._rendered_card
        )
        return environment

    def _files(self) -> Iterator[tuple[str, str]]:
        """Yield (name, path) of all files of the theme, each name once, in the order of names."""
        found: dict[str, str] = {}
        for folder in reversed(self.folders):
            found.update(_below(folder))
        yield from sorted(found.items())

    def _digest(self) -> str:
        """Return the hash of all that turns records into bytes: part of every page's key.

        That is the templates, and the code of the page makers, of this module and of the one that compiles: an
        article's key does not hold its view, so a new way of making the view must change every key.
        """
        hashed = hashlib.blake2b(digest_size=16)
        code = os.path.dirname(page_module.__file__)
        makers = [
            (name, os.path.join(code, name))
            for name in sorted(os.listdir(code) + [f"words/{file}" for file in os.listdir(f"{code}/words")])
            if name.endswith((".py", ".json"))
        ]
        code_of_templates = [(os.path.basename(path), path) for path in (__file__, *CODE)]
        for name, path in (*self._files(), *makers, *code_of_templates):
            if not name.startswith("static/"):
                with open(path, "rb") as file:
                    data = file.read()
                hashed.update(f"{name}\n{len(data)}\n".encode())
                hashed.update(data)
        return hashed.hexdigest()

    def idle(self) -> Iterator[str]:
        """Yield a note for each template that none asks for and that almost has the name of a shipped one."""
        shipped = {_stem(name): name for name, _ in _below(self.folders[-1])}
        own = {name: path for folder in self.folders[:-1] for name, path in _below(folder)}
        for name in sorted(own):
            if name.startswith("static/") or name in shipped.values():
                continue
            near = meant_key(_stem(name), dict.fromkeys(shipped, ""))
            if near and not any(name.encode() in _bytes_of(path) for path in own.values()):
                yield f"templates/{name} stands for no template of the theme; did you mean {shipped[near]}?"

    def assets(self) -> Iterator[Asset]:
        """Yield the theme's static files."""
        for name, path in self._files():
            if name.startswith("static/"):
                yield Asset(name, path)

    def render(self, page: Page) -> bytes:
        """Return a page's bytes. Raises TemplateProblem with the template's file and line."""
        try:
            context = page.context()
        except Exception as error:
            error.add_note(f"while making {page.url}")
            raise
        try:
            text = self._printed(page, context)
        except Exception as error:
            problem = self._problem(error, page)
            if problem is None:
                raise
            raise TemplateProblem(problem) from error
        # Names of files may hold what no page may.
        data = text.encode("utf-8", "replace") + b"\n"
        if any(map(data.__contains__, CONTROLS)):  # a third of the time of taking out what is not there
            data = data.translate(None, CONTROLS)
        return settled_page(data.decode()).encode() if SIGNS.search(data) else data

    def _printed(self, page: Page, context: Mapping[str, object]) -> str:
        """Return what a page's template prints of this; a page that is empty is lost, and raises TemplateProblem."""
        text = self._filled(page.template, context)
        if page.template.endswith(".html") and (not text or text.isspace()):
            origin, hint = Origin(f"templates/{page.template}"), f"while rendering {page.url}"
            message = "expected a page, found that it prints nothing"
            raise TemplateProblem(Problem(origin, "error", "template-empty", message, hint))
        return text

    def _filled(self, name: str, context: Mapping[str, object]) -> str:
        """Return what a template prints: in Jinja's own way, which is slower, where the direct one does not do."""
        if name not in self._exact:
            try:
                return self._environment.get_template(name).render(context)
            except AttributeError:
                self._exact.add(name)
        return self._slow.get_template(name).render(context)

    def cards_after(self, number: int) -> dict[str, str]:
        """Return the cards rendered after the first so many, by address: what a forked worker hands back."""
        return dict(islice(self._cards.items(), number, None))

    def take_cards(self, cards: Mapping[str, str]) -> int:
        """Take cards that a worker has rendered; return how many there are now."""
        self._cards.update(cards)
        return len(self._cards)

    def _rendered_card(self, card: Card, root: str) -> markupsafe.Markup:
        """Return an article as lists show it. Rendered once; only the way to the root differs."""
        text = self._cards.get(card.address)
        if text is None:
            text = self._filled("parts/card.html", {"card": card, "root": ROOT})
            self._cards[card.address] = text
        return markupsafe.Markup(text.replace(ROOT, root))  # noqa: S704  rendered by a template that escapes

    def _undecodable(self) -> Problem | None:
        """Return which template is not UTF-8, None when all are."""
        for name, path in self._files():
            if name.startswith("static/"):
                continue
            with open(path, "rb") as file:
                data = file.read()
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                origin = Origin(f"templates/{name}", data.count(b"\n", 0, error.start) + 1)
                return Problem(origin, "error", "template-encoding", f"expected UTF-8, found {error.reason}")
        return None

    def _problem(self, error: Exception, page: Page) -> Problem | None:
        """Return what is wrong in which line of which template, None when no template is at fault."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            return Problem(
                Origin(f"templates/{error.name or page.template}", error.lineno),
                "error",
                "template-syntax",
                f"expected a Jinja template, found: {error.message}",
            )
        if isinstance(error, UnicodeDecodeError):
            return self._undecodable()
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if any(os.path.abspath(frame.filename).startswith(folder + os.sep) for folder in self.folders)
        ]
        if not frames and isinstance(error, jinja2.TemplateNotFound):
            return _missing(error, Origin(f"templates/{page.template}"))
        if not frames:
            return None
        last = frames[-1]
        folder = next(f for f in self.folders if os.path.abspath(last.filename).startswith(f + os.sep))
        name = os.path.relpath(last.filename, folder).replace(os.sep, "/")
        if isinstance(error, jinja2.TemplateNotFound):
            return _missing(error, Origin(f"templates/{name}", last.lineno or 0))
        kind = "undefined" if isinstance(error, jinja2.UndefinedError) else "error"
        return Problem(
            Origin(f"templates/{name}", last.lineno or 0),
            "error",
            f"template-{kind}",
            _lacking(str(error)),
            f"while rendering {page.url}",
        )


def _lacking(message: str) -> str:
    """Return Jinja's words on what a template wants and is not given, with the field of the record that is nearest."""
    match = LACKING.search(message)
    module, _, name = match.group("record").rpartition(".") if match else ("", "", "")
    record = getattr(sys.modules.get(module), name, None)
    fields = tuple(field for field in dir(record) if not field.startswith("_"))
    if match is None or not fields:
        return f"expected what the page hands over, found: {message}"
    return (
        f"expected a field of {name}, found “{match.group('field')}”: {nearest(match.group('field'), fields)}"
    )


def _below(folder: str) -> Iterator[tuple[str, str]]:
    """Yield (name, path) of all files below a folder of templates; hidden ones are none, and no pipe is one."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in files:
            path = os.path.join(here, file)
            if not file.startswith(".") and os.path.isfile(path):
                yield os.path.relpath(path, folder).replace(os.sep, "/"), path


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _stem(name: str) -> str:
    return os.path.splitext(os.path.basename(name))[0]


def _missing(error: jinja2.TemplateNotFound, origin: Origin) -> Problem:
    """Return that a template asks for another one that is not there."""
    return Problem(origin, "error", "template-missing", f"expected a template “{error.name}”, found none")
