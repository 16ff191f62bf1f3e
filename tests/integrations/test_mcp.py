"""factdesk mcp as an assistant meets it: the official client, over standard input and output."""

import os
import subprocess
import sys
from pathlib import Path

import anyio
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from factdesk.records import Passage, Report, Verdict

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = str(ROOT / "examples" / "references")
ARTICLE = "The council voted 31 to 14 for the second terminal. The harbour opened in 1840, the mayor said."


def talk(conversation) -> None:
    """Hold one conversation with a server of the example references; a server that hangs ends it."""

    async def held() -> None:
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "factdesk", "mcp", REFERENCES, "--no-dense"], env=dict(os.environ)
        )
        with anyio.fail_after(120):
            async with Client(server) as client:
                await conversation(client)

    anyio.run(held)


def words(answer: CallToolResult) -> str:
    return "".join(block.text for block in answer.content)


def test_an_assistant_checks_verifies_and_searches() -> None:
    async def conversation(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"check_text", "verify_claim", "search_evidence"}
        assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
        # No tool takes a path or an address: whoever leads the assistant astray gets no file read out through it.
        taken = {name for tool in tools for name in tool.input_schema["properties"]}
        assert taken == {"text", "title", "published", "as_of", "claim", "evidence", "k"}

        answer = await client.call_tool("check_text", {"text": ARTICLE, "as_of": "2025-09-18"})
        report = Report.from_dict(answer.structured_content)
        assert any("31 to 14" in verdict.claim.text for verdict in report.verdicts)
        assert all(verdict.claim.text in words(answer) for verdict in report.verdicts)
        assert "\x1b" not in words(answer)

        # A comparison of numbers decides this pair, whichever verifier ships.
        pair = {
            "claim": "The city has a population of 999 million.",
            "evidence": "The city's population is 67 million.",
        }
        given = Verdict.from_dict((await client.call_tool("verify_claim", pair)).structured_content)
        assert given.label == "refuted"
        searched = await client.call_tool(
            "verify_claim", {"claim": "The council voted 31 to 14 for the second terminal."}
        )
        assert Verdict.from_dict(searched.structured_content).evidence[0].passage.title

        found = await client.call_tool("search_evidence", {"text": "freight traffic in tonnes", "k": 3})
        passages = [Passage.from_dict(passage) for passage in found.structured_content["passages"]]
        assert 0 < len(passages) <= 3
        assert passages[0].quote in words(found)

        for tool, wrong, said in (
            ("check_text", {"text": "Совет проголосовал за новый терминал в 2024 году."}, "English"),
            ("search_evidence", {"text": "freight", "k": 10_000}, "k"),
            ("verify_claim", {"claim": "x" * 1_000_000}, "claim"),
        ):
            refused = await client.call_tool(tool, wrong)
            assert refused.is_error
            assert said in words(refused)

        empty = Verdict.from_dict((await client.call_tool("verify_claim", {"claim": ""})).structured_content)
        assert (empty.label, empty.reason) == ("not_enough_evidence", "claim_not_checkable")

    talk(conversation)


def test_without_the_extra_the_command_says_what_to_install() -> None:
    program = "import sys; sys.modules['mcp'] = None; from factdesk.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "mcp", REFERENCES], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert "pip install 'factdesk[mcp]'" in ran.stderr
    assert "Traceback" not in ran.stderr
