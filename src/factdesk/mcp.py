"""The desk as a server of the Model Context Protocol: three tools for any assistant that speaks it.

The references are those that the person names who starts the server. No tool takes a path or an address: an assistant
led astray by what it reads cannot have a file read out or a page fetched through this one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Annotated, Any

from pydantic import Field

from factdesk import __version__
from factdesk.desk import FactDesk
from factdesk.errors import FactdeskError, MissingExtraError
from factdesk.pair import verify
from factdesk.records import Claim, Document, Passage
from factdesk.reports import to_text, verdict_to_text
from factdesk.reports.words import source_name

try:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import CallToolResult, TextContent, ToolAnnotations
except ImportError as error:
    raise MissingExtraError("serving assistants", "mcp") from error

#: characters of one call's text; an article is a tenth of it
LONGEST_TEXT = 100_000
MOST_PASSAGES = 50

_READS_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_INSTRUCTIONS = (
    "Judges statements by the reference documents this server was started with, and by nothing else. "
    "not_enough_evidence says that they do not settle a statement, never that it is right or wrong. "
    "Quote the evidence with its title when you report a verdict."
)

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Day = Annotated[date | None, Field(description="Read relative dates as of this day and set later evidence aside.")]


def make_server(desk: FactDesk) -> MCPServer[Any]:
    """Return a server of ``check_text``, ``verify_claim`` and ``search_evidence`` over a desk.

    Each tool answers with a text to read and, as structured content, with records as JSON: a report, a verdict, or
    ``passages``.
    """
    server: MCPServer[Any] = MCPServer("factdesk", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING")
    # Tools run in threads; parser and models are made for one at a time.
    one_at_a_time = Lock()

    @server.tool(annotations=_READS_ONLY)
    def check_text(
        text: Text,
        title: str = "",
        published: Annotated[date | None, Field(description="The day the text was published.")] = None,
        as_of: Day = None,
    ) -> CallToolResult:
        """Find the checkable claims in a text and judge each by the reference documents."""
        with one_at_a_time, _failures_told():
            report = desk.check(Document(text=text, title=title, published=published), as_of=as_of)
        return _answer(to_text(report), report.to_dict())

    @server.tool(annotations=_READS_ONLY)
    def verify_claim(
        claim: Text,
        evidence: Annotated[
            Text | None, Field(description="Judge by this text alone [default: by the reference documents].")
        ] = None,
        as_of: Day = None,
    ) -> CallToolResult:
        """Judge one statement, by a text you give or by the reference documents."""
        with one_at_a_time, _failures_told():
            if evidence is None:
                (verdict,) = desk.judge([Claim.from_text(claim)], as_of=as_of)
            else:
                verdict = verify(claim, evidence, verifier=desk.verifier, as_of=as_of)
        return _answer(verdict_to_text(verdict), verdict.to_dict())

    @server.tool(annotations=_READS_ONLY)
    def search_evidence(text: Text, k: Annotated[int, Field(ge=1, le=MOST_PASSAGES)] = 10) -> CallToolResult:
        """Find the passages of the reference documents that speak of a text, best first."""
        with one_at_a_time, _failures_told():
            (passages,) = desk.store.search([text], k)
        shown = "\n\n".join(_shown(passage) for passage in passages) or "nothing found"
        return _answer(shown, {"passages": [passage.to_dict() for passage in passages]})

    return server


@contextmanager
def _failures_told() -> Iterator[None]:
    """Let the assistant read what factdesk raises on purpose; anything else stays in the server's log."""
    try:
        yield
    except FactdeskError as error:
        raise ToolError(str(error)) from error


def _answer(text: str, records: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=records)


def _shown(passage: Passage) -> str:
    facts = [source_name(passage), passage.published and str(passage.published), f"{passage.start}:{passage.end}"]
    return f"[{', '.join(fact for fact in facts if fact)}] {passage.quote}"
