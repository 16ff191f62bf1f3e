"""The house stands as the design says: links, packages, arrows between rooms, cheap imports."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("batch", "claims", "evidence", "models", "review", "training", "verdicts")
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "spacy",
    "thinc",
    "openvino",
    "lancedb",
    "pyarrow",
    "datasets",
    "ray",
    "fastapi",
    "sqlalchemy",
    "pandas",
    "mcp",
)

#: Left to right, the way data flows; a room imports only rooms before it. models is ground that any room may stand on.
FLOW = ("claims", "evidence", "verdicts", "training", "review", "batch")


def configured() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_linked_into_the_package(room: str) -> None:
    link = ROOT / "src" / "factdesk" / room
    assert link.is_symlink()
    assert str(link.readlink()) == f"../../{room}"


def test_every_package_of_the_tree_is_listed_for_the_wheel() -> None:
    packages = configured()["packages"]
    found = {"factdesk"}
    for folder, prefix in [
        (ROOT / "src" / "factdesk", "factdesk"),
        *((ROOT / room, f"factdesk.{room}") for room in ROOMS),
    ]:
        for init in folder.rglob("__init__.py"):
            parts = init.parent.relative_to(folder).parts
            found.add(".".join((prefix, *parts)))
    assert sorted(packages) == sorted(found)


def test_each_room_is_mapped_to_its_folder() -> None:
    mapping = configured()["package-dir"]
    assert mapping == {"factdesk": "src/factdesk", **{f"factdesk.{room}": room for room in ROOMS}}


def imported_rooms(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("factdesk.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_left_of_it(room: str) -> None:
    ground = {"records", "errors"}
    allowed = ground | {"models"} if room == "models" else ground | {"models", *FLOW[: FLOW.index(room) + 1]}
    for file in (ROOT / room).rglob("*.py"):
        assert imported_rooms(file) <= allowed, f"{file.relative_to(ROOT)} imports a room right of it"


def test_records_import_nothing_of_ours() -> None:
    for file in (ROOT / "src" / "factdesk" / "records").rglob("*.py"):
        assert imported_rooms(file) <= {"records"}, f"{file.relative_to(ROOT)} stands on more than records"


def loaded_after(program: str) -> set[str]:
    report = f"{program}\nimport sys\nprint('\\n' + ' '.join(name for name in sys.modules if '.' not in name))"
    ran = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "name", ["factdesk", "factdesk.cli", "factdesk.records", *(f"factdesk.{room}" for room in ROOMS)]
)
def test_importing_loads_nothing_heavy(name: str) -> None:
    assert loaded_after(f"import {name}") & set(HEAVY) == set()


VERBS = (
    "check",
    "claims",
    "doctor",
    "evaluate",
    "index",
    "mcp",
    "promote",
    "review",
    "schema",
    "score",
    "search",
    "train",
    "verify",
)


def test_every_verb_of_the_command_line_is_watched_here() -> None:
    ran = subprocess.run([sys.executable, "-m", "factdesk", "--help"], capture_output=True, text=True, check=True)
    listed = ran.stdout.partition("Commands:")[2]
    assert tuple(line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " ") == VERBS


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_loads_nothing_heavy(verb: str) -> None:
    program = f"import sys\nsys.argv[1:] = {[*verb.split(), '--help']!r}\nfrom factdesk.cli import factdesk\n"
    program += "try:\n    factdesk()\nexcept SystemExit:\n    pass"
    assert loaded_after(program) & set(HEAVY) == set()
