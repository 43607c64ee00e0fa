"""The rules of the house that no linter knows: who may write, who asks the time, how long a view may be."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tumar"

LONGEST_VIEW = 25
LONGEST_FILE = 400
BANNED_NAMES = {"utils", "helpers", "managers", "signals"}

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
# These are kept in memory, in a file or in a session, not in a table.
NOT_RECORDS = {"workbook", "book", "document", "image", "picture", "cache", "session", "client"}
TIME_ASKED = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
}

ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
# Names of things, not places: nothing is ever fetched from them.
NAMES_THAT_LOOK_LIKE_ADDRESSES = ("http://www.w3.org/", "https://www.w3.org/")
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I)
INLINE_STYLE = re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.I)
INLINE_HANDLER = re.compile(r"<[^>]*\s(?:hx-)?on[a-z:-]+\s*=\s*[\"']", re.I)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.S)
INCLUDED = re.compile(r"{%\s*include\s+[\"']([^\"']+)[\"']")

Faults = Iterator[tuple[int, str]]


def modules() -> list[Path]:
    """Return the Python files of the package, without migrations."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def is_named(path: Path, *names: str) -> bool:
    """Tell whether the file, or a folder that it is in, has one of the names."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return any(name in parts for name in names)


def room_of(path: Path) -> str:
    """Return the room that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def templates() -> list[Path]:
    """Return the pages and their parts."""
    return [path for path in sorted(PACKAGE.rglob("templates/**/*")) if path.is_file()]


def shown(path: Path) -> str:
    """Return a template without its comments, every line still at its number."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), path.read_text())


def words(node: ast.AST) -> list[str]:
    """Return the names in a chain such as `Event.objects.filter(...).update`, first to last."""
    if isinstance(node, ast.Attribute):
        return [*words(node.value), node.attr]
    if isinstance(node, ast.Call):
        return words(node.func)
    if isinstance(node, ast.Subscript):
        return words(node.value)
    return [node.id] if isinstance(node, ast.Name) else []


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def tables_in_views_and_forms(path: Path, tree: ast.Module) -> Faults:
    if is_named(path, "views", "forms"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield node.lineno, "a view or form asks a table itself: ask `queries`"


def writes_outside_actions(path: Path, tree: ast.Module) -> Faults:
    if is_named(path, "actions", "kernel"):
        return
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        *before, verb = words(node.func)
        is_table = bool({"objects", "filter", "exclude", "all", "visible_to"} & set(before))
        is_write = verb in WRITES and not NOT_RECORDS & set(before)
        if is_write or (verb == "update" and is_table):
            yield node.lineno, f"`.{verb}(` outside actions"


def clocks(path: Path, tree: ast.Module) -> Faults:
    if path == PACKAGE / "kernel" / "clock.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and tuple(words(node)[-2:]) in TIME_ASKED:
            yield node.lineno, f"`{'.'.join(words(node))}`: ask kernel.clock"


def long_views(path: Path, tree: ast.Module) -> Faults:
    if is_named(path, "views"):
        for function in functions(tree):
            length = function.end_lineno - function.lineno + 1
            if length > LONGEST_VIEW:
                yield function.lineno, f"`{function.name}` has {length} lines"


def missing_docstrings(path: Path, tree: ast.Module) -> Faults:
    if not is_named(path, "rules", "actions", "queries"):
        return
    for node in tree.body:
        is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if is_public and not ast.get_docstring(node):
            yield node.lineno, f"`{node.name}` says nothing about itself"


def strange_rooms(path: Path, tree: ast.Module) -> Faults:
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.module or room_of(path) == "config":
            continue
        for name in (f"{node.module}.{alias.name}" for alias in node.names):
            _package, room, *rest = (*name.split("."), "")
            is_strange = name.startswith("tumar.") and room not in {room_of(path), "kernel"}
            if is_strange and rest[0] in {"views", "forms"}:
                yield node.lineno, f"the views or forms of `{room}` are its own"


@pytest.mark.parametrize(
    "rule",
    [
        tables_in_views_and_forms,
        writes_outside_actions,
        clocks,
        long_views,
        missing_docstrings,
        strange_rooms,
    ],
    ids=lambda rule: rule.__name__,
)
def test_code_keeps_the_rule(rule: Callable[[Path, ast.Module], Faults]):
    faults = [
        f"{path.relative_to(ROOT)}:{line}: {what}"
        for path in modules()
        for line, what in rule(path, ast.parse(path.read_text()))
    ]
    assert not faults, "\n".join(["", *faults])


def test_no_file_is_too_long():
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_file_is_a_drawer():
    assert [
        str(path) for path in modules() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES
    ] == []


def test_every_room_with_tables_has_migrations():
    rooms = [path.parent for path in PACKAGE.glob("*/models.py")]
    rooms += [path.parent.parent for path in PACKAGE.glob("*/models/__init__.py")]
    assert rooms
    assert [room.name for room in rooms if not (room / "migrations" / "0001_initial.py").exists()] == []


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (INLINE_SCRIPT, "inline script"),
        (INLINE_STYLE, "inline style"),
        (INLINE_HANDLER, "inline handler"),
    ],
    ids=["script", "style", "handler"],
)
def test_templates_keep_to_the_content_security_policy(pattern, what):
    faults = []
    for path in templates():
        text = shown(path)
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            faults.append(f"{path.relative_to(ROOT)}:{line}: {what}: {found[0][-60:]!r}")
    assert not faults, "\n".join(["", *faults])


def test_nothing_names_a_foreign_host():
    own = [path for path in (ROOT / "assets").rglob("*") if path.suffix in {".css", ".js", ".mjs", ".svg"}]
    faults = [
        f"{path.relative_to(ROOT)}: {address}"
        for path in [*templates(), *own]
        for address in ADDRESS.findall(path.read_text())
        if not address.startswith(NAMES_THAT_LOOK_LIKE_ADDRESSES)
    ]
    assert not faults, "\n".join(["", *faults])


def test_a_part_of_a_page_is_named_as_one():
    faults = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in templates()
        for name in INCLUDED.findall(shown(path))
        if not Path(name).name.startswith("_")
    ]
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize(
    ("rule", "where", "code"),
    [
        (tables_in_views_and_forms, "events/views.py", "Event.objects.all()"),
        (writes_outside_actions, "events/queries.py", "event.save()"),
        (writes_outside_actions, "events/views/lists.py", "Event.objects.filter(pk=1).update(title='x')"),
        (writes_outside_actions, "events/imports.py", "Event.objects.get_or_create(code='x')"),
        (clocks, "events/rules.py", "datetime.datetime.now()"),
        (clocks, "events/models.py", "field(default=timezone.now)"),
        (long_views, "events/views.py", "def page(request):\n" + "    request\n" * LONGEST_VIEW),
        (missing_docstrings, "events/rules/days.py", "def days(): return 1"),
        (strange_rooms, "events/views.py", "from tumar.people.forms import PersonForm"),
        (strange_rooms, "events/views.py", "from tumar.people import views"),
    ],
)
def test_a_breach_of_the_rule_is_seen(rule, where, code):
    assert list(rule(PACKAGE / where, ast.parse(code)))


@pytest.mark.parametrize(
    ("rule", "where", "code"),
    [
        (writes_outside_actions, "events/actions/sessions.py", "event.save()"),
        (writes_outside_actions, "events/exports.py", "workbook.save(path)"),
        (writes_outside_actions, "events/queries.py", "totals.update({1: 2}); digest.update(b'x')"),
        (clocks, "events/rules.py", "clock.now()"),
        (missing_docstrings, "events/rules.py", "def _days(): return 1"),
        (strange_rooms, "events/forms.py", "from tumar.kernel.forms import Field"),
        (strange_rooms, "config/urls.py", "from tumar.people import views"),
    ],
)
def test_what_the_rule_allows_is_let_through(rule, where, code):
    assert not list(rule(PACKAGE / where, ast.parse(code)))
