"""The documentation is true: its Python and its shell run, its links lead somewhere, its help is the program's own.

A page is one session: its blocks run from top to bottom in a folder that holds the examples and a few small files. A
comment before a block may keep it from running: ``<!-- not run: why -->``; what factdesk commands it has are then still
read as the command line reads them. ``<!-- until PORT answers -->`` leaves a block running for those after it.

Blocks of plain factdesk commands run in this process, where each model is loaded once; all else that is shell, in bash.
"""

import ast
import importlib.util
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from factdesk.claims import ClaimDetector
from factdesk.cli import factdesk
from factdesk.models import Embedder, Verifier

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ROOMS = ("batch", "claims", "evidence", "models", "review", "training", "verdicts")
GENERATED = {"commands.md", "errors.md"}
PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if path.name not in GENERATED)]
RUN = {"python", "sh"}
#: languages of blocks that are shown and not run; what factdesk commands one without a language has are read too
SHOWN = {"", "text", "json", "toml", "yaml", "html", "css", "sql", "ini", "dockerfile"}

_NOT_RUN = re.compile(r"<!-- not run: (.+?) -->")
_UNTIL = re.compile(r"<!-- until (\d+) answers -->")


@dataclass(frozen=True)
class Block:
    line: int
    language: str
    code: str
    not_run: str = ""
    until: int | None = None


def blocks(page: Path) -> Iterator[Block]:
    before = ""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            words = token.info.split()
            said, until = _NOT_RUN.search(before), _UNTIL.search(before)
            yield Block(
                line=(token.map or [0])[0] + 1,
                language=words[0] if words else "",
                code=token.content,
                not_run=said[1] if said else "",
                until=int(until[1]) if until else None,
            )
        before = token.content if token.type == "html_block" else ""


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def loaded_once() -> Iterator[None]:
    """Each model is loaded for the first page that wants it, and kept for the others."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Verifier, Embedder, ClaimDetector):
            patch.setattr(kind, "from_pretrained", cache(kind.from_pretrained))
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded_once: None) -> Path:
    """A folder with what the pages speak of."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples" / "references", tmp_path / "references")
    (tmp_path / "pages").mkdir()
    short = _shortened((ROOT / "examples" / "article.html").read_text(encoding="utf-8"))
    for folder in (tmp_path, tmp_path / "pages", tmp_path / "examples"):
        (folder / "article.html").write_text(short, encoding="utf-8")
    pairs = [
        {
            "claim": "Exports rose to $2 billion.",
            "evidence": "Exports reached $1.98 billion in 2024.",
            "label": "supports",
        },
        {"claim": "The bridge opened in 1932.", "evidence": "The bridge opened in 1945.", "label": "refutes"},
        {"claim": "The mayor likes tea.", "evidence": "The library is open on Sundays.", "label": "nei"},
    ]
    _write_rows(tmp_path, "pairs", pairs)
    _write_rows(tmp_path, "claims", [{"claim": pair["claim"]} for pair in pairs])
    _write_rows(tmp_path, "articles", [{"text": "The council voted 31 to 14 for the second terminal."}])
    programs = [Path(sys.executable).parent, *os.environ["PATH"].split(os.pathsep)]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, programs)))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _shortened(page: str) -> str:
    """Leave two paragraphs of the example: each page has it checked, and what is found is looked at elsewhere."""
    others = re.compile(r"<p>(?![^<]*(?:31 to 14|by half)).*?</p>\n")
    return others.sub("", page)


def _write_rows(folder: Path, stem: str, rows: list[dict[str, str]]) -> None:
    import pandas as pd

    (folder / f"{stem}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    pd.DataFrame(rows).to_csv(folder / f"{stem}.csv", index=False)
    pd.DataFrame(rows).to_parquet(folder / f"{stem}.parquet")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_block_says_what_it_is(page: Path) -> None:
    for block in blocks(page):
        assert block.language in RUN | SHOWN, f"{name(page)}:{block.line}: {block.language!r} is no known language"


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(block.language in {*RUN, ""} for block in blocks(page))], ids=name
)
def test_the_blocks_of_a_page_run(page: Path, desk: Path) -> None:
    spoken: dict[str, object] = {"__name__": "__main__"}
    left_running: list[subprocess.Popen[str]] = []
    try:
        for block in blocks(page):
            if block.language == "python":
                # Its line is the page's, so that a traceback says where.
                program = compile("\n" * block.line + block.code, str(page), "exec")
                if not block.not_run:
                    exec(program, spoken)  # noqa: S102 - our own documentation
            elif block.language in ("sh", ""):
                for command in commands(block.code):
                    read_as_the_command_line_reads(command)
                if block.language == "":
                    continue
                if block.until is not None:
                    left_running.append(started(block.code, block.until))
                elif not block.not_run:
                    status, said = here(block.code) if is_plain(block.code) else in_bash(block.code)
                    assert status == 0, f"{name(page)}:{block.line}: {said}"
    finally:
        for process in left_running:
            process.terminate()
            process.wait(30)


def lines(code: str) -> list[str]:
    return code.replace("\\\n", " ").splitlines()


def is_plain(code: str) -> bool:
    return all(re.fullmatch(r"factdesk ([^'|&;<>$`\\]|'[^']*')+", line) for line in lines(code))


def here(code: str) -> tuple[int, str]:
    """Run factdesk commands in this process; return the first status that is not 0, and what was said."""
    said = ""
    for line in lines(code):
        ran = CliRunner().invoke(factdesk, shlex.split(line)[1:])
        said += ran.output
        if ran.exit_code:
            return ran.exit_code, f"{line}: {said} {ran.exception!r}"
    return 0, said


def bash(code: str) -> list[str]:
    return ["bash", "-euo", "pipefail", "-c", code]


def in_bash(code: str) -> tuple[int, str]:
    ran = subprocess.run(bash(code), capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def started(code: str, port: int) -> "subprocess.Popen[str]":
    """Start a server and wait until it answers; the shell becomes it, so that ending one ends the other."""
    process = subprocess.Popen(bash(f"exec {code}"), text=True)
    for _ in range(600):
        assert process.poll() is None, f"{code} ended with {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.1)
    process.kill()
    pytest.fail(f"{code}: nothing answers on port {port}")


def commands(code: str) -> Iterator[list[str]]:
    """Yield the words of each factdesk command in a piece of shell, up to the next pipe, redirection or end."""
    for line in lines(code):
        if "factdesk" not in line:
            continue
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words: list[str] = []
        for word in [*lexer, ";"]:
            if set(word) <= set("|&;<>()"):
                if words[:1] == ["factdesk"]:
                    yield words[1:]
                words = [word] if set(word) <= set("<>") else []  # what follows < or > is a file's name
            else:
                words.append(word)


def read_as_the_command_line_reads(words: list[str]) -> None:
    """Raise click.UsageError for a command or an option that does not exist."""
    command: click.Command = factdesk
    context = click.Context(command, **factdesk.context_settings)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{context.command_path} has no command {words[0]!r}"
        command, words = found, words[1:]
        context = click.Context(command, parent=context, info_name=command.name)
    command.make_parser(context).parse_args(words)


def test_a_command_that_does_not_exist_would_be_found() -> None:
    assert list(commands("cat a | factdesk score - -o b && factdesk doctor > c")) == [
        ["score", "-", "-o", "b"],
        ["doctor"],
    ]
    with pytest.raises(click.UsageError):
        read_as_the_command_line_reads(["check", "article.html", "--agianst", "references"])
    with pytest.raises(AssertionError):
        read_as_the_command_line_reads(["chekc", "article.html"])


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", sorted(GENERATED))
def test_a_page_read_off_the_program_is_current(generated: ModuleType, page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == generated.PAGES[page](), "run: make help-pages"


def test_every_error_is_in_the_one_tree() -> None:
    """One elsewhere would be missing from the page, and escape the command line's one line and the API's answers."""
    raised = {
        (name(path), made.name)
        for room in (ROOT / "src", *(ROOT / room for room in ROOMS))
        for path in room.rglob("*.py")
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(made, ast.ClassDef)
        and any(ast.unparse(base).endswith(("Error", "Exception")) for base in made.bases)
    }
    assert {where for where, _ in raised} == {"src/factdesk/errors.py"}
    listed = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert [error for _, error in raised if f"| `{error}` |" not in listed] == []
