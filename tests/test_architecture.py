"""The shape of the engine: which module may import which, how large a module is, who prints."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

# From the ground up. A module imports its own station or one further up this list, never one below. A new
# station or top module must be given its place here.
ORDER = (
    ("hints", "normalforms"),
    ("problems",),
    ("model",),
    ("yamltext",),
    ("compiled",),
    ("alternatives",),
    ("cues", "deadline", "direction", "entities"),
    ("openings",),
    ("patterns",),
    ("mediatopics", "outletlist"),
    ("stages", "options"),
    ("settings",),
    ("relations",),
    ("registers",),
    ("redactions",),
    ("redirects",),
    ("read",),
    ("parse",),
    ("extract",),
    ("archive",),
    ("pages",),
    ("publish",),
    ("search",),
    ("takedown",),
    ("known",),
    ("unchanged",),
    ("reading",),
    ("shelf", "executors"),
    ("gather",),
    ("teaching",),
    ("difference",),
    ("pipeline",),
    ("watching", "noticing", "hostlimits", "linkcheck"),
    ("bulk",),
    ("serve", "firstlook", "exports", "explain", "curate", "registering", "columns", "schema"),
    ("starting", "looking"),
    ("terminal", "progress"),
    ("people_desk", "topics_desk", "doubts_desk"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {station: rank for rank, stations in enumerate(ORDER) for station in stations}

MODULE_LINES = 400
FUNCTION_LINES = 60


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def own_imports(module: str, tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Yield (module, name, line) for each import of our own; an empty name for a whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "backfile":
                    yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import"
            if (node.module or "").split(".")[0] == "backfile":
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    yield (
                        (whole, "", node.lineno)
                        if whole in MODULES
                        else (node.module or "", alias.name, node.lineno)
                    )


def station(module: str) -> str:
    return module.split(".")[1]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_module_has_its_place_in_the_order() -> None:
    assert {station(module) for module in MODULES if module != "backfile"} <= set(RANK)
    assert len(MODULES) > 30


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"backfile"}))
def test_imports_go_down_the_list_and_never_up(module: str) -> None:
    for other, _, line in own_imports(module, MODULES[module]):
        if other == "backfile":
            continue  # the version
        above, here = RANK[station(other)], RANK[station(module)]
        assert above < here or station(other) == station(module), f"{module}:{line} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    uses = {module: {other for other, _, _ in own_imports(module, tree)} for module, tree in MODULES.items()}
    left = dict(uses)
    while left:
        free = [module for module, others in left.items() if not others & set(left) - {module}]
        assert free, f"a circle among {sorted(left)}"
        for module in free:
            del left[module]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_own_modules_are_imported_at_the_top_only(module: str) -> None:
    for function in functions(MODULES[module]):
        for other, _, line in own_imports(module, function):
            pytest.fail(f"{module}:{line} imports {other} inside {function.name}")


@pytest.mark.parametrize("module", sorted(MODULES))
def test_modules_and_functions_stay_readable(module: str) -> None:
    tree = MODULES[module]
    last = max((node.end_lineno or 0 for node in tree.body), default=0)
    assert last <= MODULE_LINES, f"{module} has {last} lines"
    for function in functions(tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        assert lines <= FUNCTION_LINES, f"{module}:{function.lineno} {function.name} has {lines} lines"


def defined(tree: ast.Module) -> set[str]:
    """Return the names that a module defines at its top, those it imports left out."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {
                name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
            }
    return names


def exported(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


# The records are declared in four modules and imported from one; no other module offers what it did not make.
FAMILIES = [
    name
    for part in ("documents", "texts", "articles", "archive")
    for name in exported(MODULES[f"backfile.model.{part}"]) or ()
]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_all_names_exactly_what_a_module_offers(module: str) -> None:
    tree = MODULES[module]
    names = exported(tree)
    if names is None:
        assert not defined(tree), f"{module} has no __all__"
        return
    assert len(names) == len(set(names))
    own = set(FAMILIES) if module == "backfile.model" else defined(tree)
    assert set(names) <= own, f"{module} offers what it does not define"
    assert not [name for name in names if name.startswith("_") and not name.startswith("__")]
    used = {
        name
        for user, other in MODULES.items()
        for source, name, _ in own_imports(user, other)
        if source == module and name
    }
    unoffered = sorted(used - set(names))
    assert not unoffered, f"others import {unoffered} from {module}, whose __all__ lacks them"


COMMAND_LINE = {
    "backfile.cli",
    "backfile.people_desk",
    "backfile.topics_desk",
    "backfile.doubts_desk",
    "backfile.terminal",
    "backfile.progress",
}


# A forked copy of the program, or a worker whose program is gone, ends without what the program itself does at its end.
COPIES = {"backfile.deadline", "backfile.publish.workers"}


@pytest.mark.parametrize(
    "module", sorted(m for m in set(MODULES) - COMMAND_LINE if station(f"{m}.") != "commands")
)
def test_nothing_but_the_command_line_prints_or_exits(module: str) -> None:
    forbidden = {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout", "sys.stderr", "SystemExit"}
    forbidden -= {"os._exit"} if module in COPIES else set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Name | ast.Attribute):
            assert ast.unparse(node) not in forbidden, f"{module}:{node.lineno} {ast.unparse(node)}"


def test_every_module_class_and_public_function_says_what_it_is() -> None:
    silent = []
    for module, tree in MODULES.items():
        offered = exported(tree) or []
        for node in (tree, *tree.body):
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in offered
            if (named or node is tree) and tree.body and not ast.get_docstring(node):
                silent.append(f"{module}.{getattr(node, 'name', '')}")
    assert silent == []


def test_only_one_module_calls_for_unicode_s_normal_forms_which_take_the_square_of_a_letter_s_marks() -> None:
    callers = {
        module
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("normalize", "is_normalized"))
        or (isinstance(node, ast.ImportFrom) and {a.name for a in node.names} & {"normalize", "is_normalized"})
    }  # fmt: skip
    assert callers == {"backfile.normalforms"}
