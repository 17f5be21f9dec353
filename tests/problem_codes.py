"""Every code of a problem that the engine can tell of, read from its source without running it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Unclear", "codes"]

# Where code and severity stand among the arguments of what makes a problem; None: it is always this one.
MAKERS: dict[str, tuple[int, int | str]] = {
    "Problem": (2, 1),
    "Doubt": (3, "doubt"),  # or "warning" for a grave one
    "Undecodable": (0, "error"),
    "unreadable": (1, "error"),
}


class Unclear(Exception):
    """A code that is not written out anywhere the reader of the source could find it."""


class _Source:
    """The modules of a folder, and who calls what in them."""

    def __init__(self, folder: Path) -> None:
        self.functions: dict[ast.AST, ast.FunctionDef | None] = {}
        self.calls: dict[str, list[ast.Call]] = defaultdict(list)
        self.where: dict[ast.AST, str] = {}
        for path in sorted(folder.rglob("*.py")):
            self._note(ast.parse(path.read_text(encoding="utf-8")), None, path.relative_to(folder).as_posix())

    def _note(self, node: ast.AST, function: ast.FunctionDef | None, path: str) -> None:
        if isinstance(node, ast.FunctionDef):
            function = node
        self.functions[node], self.where[node] = function, f"{path}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call):
            self.calls[ast.unparse(node.func).rpartition(".")[2]].append(node)
        for child in ast.iter_child_nodes(node):
            self._note(child, function, path)

    def values(self, node: ast.expr) -> set[str]:
        """Return every text that an expression can come to be; raises Unclear when that is not written out."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return {node.value}
        if isinstance(node, ast.IfExp):
            return self.values(node.body) | self.values(node.orelse)
        if isinstance(node, ast.JoinedStr):
            texts = {""}
            for part in node.values:
                ends = self.values(part.value if isinstance(part, ast.FormattedValue) else part)
                texts = {text + end for text in texts for end in ends}
            return texts
        if isinstance(node, ast.Attribute) and node.attr in ("code", "severity"):
            return set()  # of a problem that was made elsewhere
        if isinstance(node, ast.Name):
            return {value for one in self._meanings(node) for value in self.values(one)}
        raise Unclear(f"{self.where[node]}: {ast.unparse(node)}")

    def _meanings(self, name: ast.Name) -> Iterator[ast.expr]:
        """Yield the expressions that a name stands for: arguments of callers, assignments, items of loops."""
        function = self.functions[name]
        found = False
        for node in ast.walk(function) if function else ():
            if isinstance(node, ast.Assign) and [ast.unparse(t) for t in node.targets] == [name.id]:
                found = True
                yield node.value
            elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Tuple):
                names = [ast.unparse(target) for target in node.target.elts]
                if name.id in names:
                    found = True
                    yield from self._items(node.iter, names.index(name.id))
        names = [argument.arg for argument in function.args.args] if function else []
        if function and name.id in names:
            at = names.index(name.id) - (names[0] == "self")
            for call in self.calls[function.name]:
                found = True
                given = {word.arg: word.value for word in call.keywords}
                yield given[name.id] if name.id in given else call.args[at]
        if not found:
            raise Unclear(f"{self.where[name]}: {name.id}")

    def _items(self, table: ast.expr, at: int) -> Iterator[ast.expr]:
        """Yield the item at this place of each row of a table that is written out."""
        if isinstance(table, ast.Tuple | ast.List):
            for row in table.elts:
                if not isinstance(row, ast.Tuple):
                    raise Unclear(f"{self.where[row]}: {ast.unparse(row)}")
                yield row.elts[at]
        elif isinstance(table, ast.Name):
            for meaning in self._meanings(table):
                yield from self._items(meaning, at)
        else:
            raise Unclear(f"{self.where[table]}: {ast.unparse(table)}")


def codes(folder: Path) -> dict[str, set[str]]:
    """Return the severities of every code; raises Unclear for one that cannot be read off the source."""
    source = _Source(folder)
    found: dict[str, set[str]] = defaultdict(set)
    for maker, (code_at, severity_at) in MAKERS.items():
        for call in source.calls[maker]:
            given = {word.arg: word.value for word in call.keywords}
            code = given["code"] if "code" in given else call.args[code_at]
            if isinstance(severity_at, str):
                grave = given.get("grave") or (
                    call.args[5] if maker == "Doubt" and len(call.args) > 5 else None
                )
                severities = {"warning"} if grave is not None else {severity_at}
            else:
                severities = source.values(given.get("severity") or call.args[severity_at])
            for value in source.values(code):
                found[value] |= severities
    return dict(found)
