"""How Jinja compiles the templates of pages: words of the interface are put in then, and calls are plain calls.

In the direct way parts of values are Python's attributes. It prints what Jinja's own way prints, or raises
AttributeError: then a template asks a table for an entry, or for what is not there, and Jinja's own way is to be taken.
"""

import hashlib
from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any, Self, cast

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer

from backfile.pages.wording import Wording
from backfile.publish import filters
from backfile.publish.filters import escaped_inside

__all__ = ["CODE", "Bytecode", "Environment"]

CODE = (__file__, filters.__file__)
"""What compiles templates: this module, and the filters, which are applied to words when they are put in."""

WORDS = "t"
"""Name under which templates ask for words of the interface."""


def _shown(value: object) -> str:
    """Return a value as a page prints it, escaped unless it is markup."""
    kind = type(value)
    if kind is str:
        return escaped_inside(value)
    if kind is markupsafe.Markup:
        return cast("str", value)
    return str(value) if kind is int else markupsafe.escape(value)


class _Macro(Macro):
    """A macro whose arguments are all told, and in order, is called without looking at them one by one."""

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """Return what the macro prints."""
        plain = self._default_autoescape is True and not (
            self.catch_kwargs or self.catch_varargs or self.caller
        )
        if plain and not named and len(arguments) == self._argument_count:
            return str.__new__(markupsafe.Markup, self._func(*arguments))
        return super().__call__(*arguments, **named)


class _Template(jinja2.Template):
    """A template whose values are escaped to plain text: they are joined at once, and the usual wrapper is waste."""

    @classmethod
    def from_code(cls, *arguments: Any, **named: Any) -> Self:
        """Return the template of this code."""
        template = super().from_code(*arguments, **named)
        template.root_render_func.__globals__.update(escape=_shown, escaped=escaped_inside, Macro=_Macro)
        return cast("Self", template)


class _Words(NodeTransformer):
    """Puts in the words that a template asks for by a name that stands in it: `t("skip")`."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Return the words; the call itself where it has values, or no such words, which is told when it is made."""
        self.generic_visit(node)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1:
            return node
        name, called = node.args[0], node.node
        if not (isinstance(called, nodes.Name) and called.name == WORDS and isinstance(name, nodes.Const)):
            return node
        try:
            return nodes.Const(self._wording(name.value), lineno=node.lineno)
        except KeyError:
            return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        """Return the direction of the language for `t.direction`."""
        self.generic_visit(node)
        named = isinstance(node.node, nodes.Name) and node.node.name == WORDS
        return (
            nodes.Const(self._wording.direction, lineno=node.lineno)
            if named and node.attr == "direction"
            else node
        )


class _Code(CodeGenerator):
    """Writes what a page does thousands of times in a shorter way than Jinja's own, which has to fit all templates.

    Calls are calls: Jinja asks of each whether it wants the context, and none of a page's does. A block gives what it
    prints in one piece, not sign by sign through all blocks around it.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._gathering: set[str | None] = set()  # the lists of blocks, which Jinja does not have

    def enter_frame(self, frame: Frame) -> None:
        """Begin a block; what it prints is gathered in a list."""
        super().enter_frame(frame)
        if frame.rootlevel or frame.block_frame:
            self.buffer(frame)
            self._gathering.add(frame.buffer)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End a block, and hand out what was gathered."""
        if frame.rootlevel or frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        """Write an include; one without the context hands out by itself, so what was gathered goes before it."""
        if frame.buffer in self._gathering and not node.with_context:
            self.writeline(f"yield concat({frame.buffer})")
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Begin a value that is printed: most are plain text, which is escaped where it stands."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escaped(shown) if (kind := type(shown := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """End a value that is printed."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write("))) is str else shown if kind is Markup else escape(shown))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write the look for a part of a value; Jinja is asked where the value has none of that name."""
        if (
            cast("Environment", self.environment).direct
            and node.attr.isidentifier()
            and not iskeyword(node.attr)
        ):
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")
            return
        self.write("(part if (part := getattr((whole := ")
        self.visit(node.node, frame)
        self.write(
            f"), {node.attr!r}, missing)) is not missing else environment.getattr(whole, {node.attr!r}))"
        )

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call; in Jinja's way where its arguments are not all told, or a block is handed over."""
        if (
            forward_caller
            or node.dyn_args
            or node.dyn_kwargs
            or any(iskeyword(key.key) for key in node.kwargs)
        ):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Environment(jinja2.Environment):
    """Templates of one language."""

    template_class = _Template
    code_generator_class = _Code

    def __init__(self, wording: Wording, direct: bool, **options: Any) -> None:
        super().__init__(**options)
        self._words = _Words(wording)
        self.direct = direct
        """Whether parts of values are Python's attributes."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template sees on every page, which do not change any more, as one table."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return tree if _names_anew(tree) else cast("nodes.Template", self._words.visit(tree))


class Bytecode(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept as long as the template, the words and this way of compiling are the same."""

    def __init__(self, folder: str, wording: Wording, direct: bool) -> None:
        super().__init__(folder, f"__jinja2_%s{'.direct' * direct}.cache")
        self._made_of = f"{wording.digest()}{direct}"
        for path in CODE:
            with open(path, "rb") as file:
                self._made_of += hashlib.blake2b(file.read()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Return what stands for a template's source, and for all else that its code is made of."""
        return super().get_source_checksum(self._made_of + source)


def _names_anew(tree: nodes.Template) -> bool:
    """Return whether a template gives the name of the words to something of its own."""
    if any(name.name == WORDS and name.ctx != "load" for name in tree.find_all(nodes.Name)):
        return True
    if any(made.target == WORDS for made in tree.find_all(nodes.Import)):
        return True
    imported = (one for made in tree.find_all(nodes.FromImport) for one in made.names)
    names = [one if isinstance(one, str) else one[1] for one in imported]
    return WORDS in names or any(macro.name == WORDS for macro in tree.find_all(nodes.Macro))
