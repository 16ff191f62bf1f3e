import csv
import io
import json
import sys
from dataclasses import replace
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from factdesk.cli import factdesk
from factdesk.review import Store, decisions, leases, people
from factdesk.review.decisions import Choice
from factdesk.review.exports import lines as exported


def test_rows_to_train_on_say_how_many_decided_and_how_far_they_agree(store, decided):
    with store.reading() as session:
        lines = list(exported.decision_lines(session))
    told = [(line.label, line.reviewers, round(line.agreement, 2), line.reviewer) for line in lines]
    assert told == [
        ("refuted", 2, 1.0, "ana"),
        ("conflicting", 3, 0.33, "eva"),
        ("not_checkable", 2, 1.0, "ana"),
    ]
    assert lines[0].claim == "Trade, reworded."
    assert lines[0].evidence == "trade came to $582.4 billion in 2024"
    assert lines[0].article_url == "https://news.example/trade"


def test_json_lines_csv_and_parquet_hold_the_same(store, decided, tmp_path):
    with store.reading() as session:
        lines = list(exported.decision_lines(session))
    from_json = [json.loads(line) for line in exported.to_jsonl(lines).splitlines()]
    exported.write_parquet(lines, tmp_path / "out.parquet")
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == from_json
    rows = list(csv.DictReader(io.StringIO(exported.to_csv(lines))))
    assert [row["label"] for row in rows] == [row["label"] for row in from_json]


def test_a_parquet_file_without_rows_still_has_its_columns(tmp_path):
    exported.write_parquet([], tmp_path / "out.parquet")
    assert parquet.read_table(tmp_path / "out.parquet").column_names == list(exported.DecisionLine.__dataclass_fields__)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_a_spreadsheet_runs_nothing_of_what_was_written(store, decided, text):
    with store.reading() as session:
        first, *_ = exported.decision_lines(session)
    line = replace(first, note=text)
    (row,) = csv.DictReader(io.StringIO(exported.to_csv([line])))
    assert row["note"] == f"'{text}"


def test_the_api_exports_and_imports_what_the_command_line_does(store, decided, browse, make):
    eva = browse("eva")
    assert len(eva.get("/api/export").text.splitlines()) == 3
    assert eva.get("/api/export?form=csv").text.startswith("claim,evidence,label")
    assert eva.get("/api/export?form=parquet").content[:4] == b"PAR1"
    found = eva.get("/api/claimreview?publisher=Desk&site=https://desk.example").json()
    assert len(found["reviews"]) == 2
    assert eva.get("/api/claimreview?publisher=Desk&site=ftp:x").status_code == 400
    document = make.article("Snow came.", url="https://news.example/snow")
    body = make.report(document, make.verdict(document, "Snow came.")).to_json()
    headers = {"X-CSRF-Token": eva.csrf}
    first = eva.client.post("/api/reports?reach=2&queue=weather", content=body, headers=headers)
    again = eva.client.post("/api/reports", content=body, headers=headers)
    assert (first.status_code, first.json()["added"], again.json()["known"]) == (201, 1, True)
    assert [claim["text"] for claim in eva.get("/api/claims?queue=weather").json()["claims"]] == ["Snow came."]


@pytest.fixture
def run(tmp_path):
    def ran(*arguments, code=0, **options):
        where = [] if "--help" in arguments else ["--queue", str(tmp_path / "queue.sqlite")]
        answer = CliRunner().invoke(factdesk, ["review", *arguments, *where], **options)
        assert answer.exit_code == code, answer.output
        return answer.output

    return ran


def test_the_command_line_takes_a_report_in_and_the_decisions_out(run, make, tmp_path):
    document = make.article("Trade rose.")
    (tmp_path / "report.json").write_text(make.report(document, make.verdict(document, "Trade rose.")).to_json())
    assert "1 new, 0 unchanged, 0 changed" in run("add", str(tmp_path / "report.json"))
    assert "there already" in run("add", str(tmp_path / "report.json"))
    changed = make.report(document, make.verdict(document, "Trade rose.", "refuted"))
    (tmp_path / "report.json").write_text(changed.to_json())
    assert "it is now refuted" in run("add", str(tmp_path / "report.json"))
    run("user", "add", "ana", "--role", "editor", "--password", "a long password")
    assert run("user", "list") == "ana\teditor\tactive\n"
    run("user", "role", "ana", "admin")
    run("user", "disable", "ana")
    assert run("user", "list") == "ana\tadmin\tdisabled\n"
    run("user", "enable", "ana")
    assert run("user", "list") == "ana\tadmin\tactive\n"
    assert run("user", "token", "ana", "--name", "nightly").startswith("fd_")
    assert "1 revoked" in run("user", "token", "ana", "--name", "nightly", "--revoke")
    assert '"second": 0.5' in run("settings", "--second", "0.5", "--weights", '{"reach": 2}')
    store = Store.open(tmp_path / "queue.sqlite")
    with store.writing() as session:
        ana = people.log_in(session, "ana", "a long password", address="", now=make.now)
        lease = leases.take(session, 1, ana, now=make.now)
        decisions.decide(session, 1, lease.fence, ana, Choice(label="refuted"), now=make.now)
    store.close()
    assert "whole; head" in run("audit", "verify")
    run("export", "--format", "parquet", "-o", str(tmp_path / "out.parquet"))
    assert run("export", "--format", "csv").startswith("claim,evidence,label")
    assert (
        json.loads(run("export", "--format", "claimreview", "--publisher", "D", "--site", "https://d.example"))
        is not None
    )


def test_the_audit_command_fails_on_a_changed_trail(run, tmp_path):
    run("user", "add", "ana", "--password", "a long password")
    assert "NOT whole" in run("audit", "verify", "--head", "0" * 64, code=1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("serve", "--single-user", "--host", "192.0.2.1"), "127.0.0.1 alone"),
        (("export", "--format", "parquet"), "wanted -o FILE"),
        (("export", "--format", "claimreview"), "--publisher"),
        (("export", "--format", "atom", "--publisher", "D", "--site", "ftp:x"), "no address of a site"),
        (("export", "--training"), "wanted -o FOLDER"),
        (("export", "--format", "csv", "-o", "/nowhere/at/all.csv"), "cannot be written"),
        (("settings", "--weights", "{"), "--weights"),
        (("settings", "--second", "2"), "0 to 1"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_was_wanted(tmp_path, arguments, told):
    where = ["--queue", str(tmp_path / "queue.sqlite")]
    answer = CliRunner().invoke(factdesk, ["review", *arguments, *where])
    assert told in str(answer.exception)


def test_where_people_have_passwords_nobody_is_served_without_one(run, tmp_path):
    run("user", "add", "ana", "--password", "a long password")
    where = ["--queue", str(tmp_path / "queue.sqlite")]
    with patch("uvicorn.run") as serving, patch("factdesk.review.web.logs.configure"):
        answer = CliRunner().invoke(factdesk, ["review", "serve", "--single-user", *where])
        assert "'ana' logs in to this queue with a password" in str(answer.exception)
        serving.assert_not_called()
        run("user", "disable", "ana")
        assert CliRunner().invoke(factdesk, ["review", "serve", "--single-user", *where]).exit_code == 0
        serving.assert_called_once()


def test_a_file_that_is_no_report_is_told(tmp_path):
    (tmp_path / "x.json").write_text("{}")
    where = ["--queue", str(tmp_path / "queue.sqlite")]
    answer = CliRunner().invoke(factdesk, ["review", "add", str(tmp_path / "x.json"), *where])
    assert "not a report" in str(answer.exception)


def test_without_the_extra_the_command_names_it(tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] in ("sqlalchemy", "alembic")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "factdesk.review.store")
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    answer = CliRunner().invoke(factdesk, ["review", "export", "--queue", str(tmp_path / "queue.sqlite")])
    assert "factdesk[review]" in str(answer.exception)
