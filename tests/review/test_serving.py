import json
import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from factdesk.cli import factdesk
from factdesk.errors import ReviewError
from factdesk.review import Store
from factdesk.review.tables import ClaimRow
from factdesk.review.web.logs import JsonLines


def test_a_backup_is_made_while_the_queue_is_written_to(tmp_path, blank):
    source = tmp_path / "queue.sqlite"
    source.write_bytes(blank.read_bytes())
    store = Store.open(source)
    with store.writing():
        store.backup(tmp_path / "copy.sqlite")
    store.close()
    copy = Store.open(tmp_path / "copy.sqlite")
    with copy.reading() as session:
        assert session.query(ClaimRow).count() == 0
    copy.close()
    assert not (tmp_path / "copy.sqlite.part").exists()


def test_a_backup_overwrites_nothing_and_says_where_postgresql_keeps_its_own(store, place, tmp_path):
    target = tmp_path / "there.sqlite"
    target.touch()
    with pytest.raises(ReviewError, match="pg_dump" if place.startswith("postgresql") else "there already"):
        store.backup(target)


def test_the_backup_command_makes_a_file_that_opens(tmp_path):
    arguments = ["review", "backup", str(tmp_path / "b.sqlite"), "--queue", str(tmp_path / "q.sqlite")]
    assert CliRunner().invoke(factdesk, arguments).exit_code == 0
    with sqlite3.connect(tmp_path / "b.sqlite") as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()


def test_webhooks_are_kept_at_the_command_line(tmp_path):
    def run(*arguments):
        return CliRunner().invoke(factdesk, ["review", "webhook", *arguments, "--queue", str(tmp_path / "q.sqlite")])

    assert run("add", "https://desk.example/hook").output.startswith("whsec_")
    assert run("list").output == "1\thttps://desk.example/hook\tnothing sent yet\n"
    assert run("remove", "1").exit_code == 0
    assert run("list").output == ""


def test_a_log_line_is_one_json_object_with_its_fields():
    record = logging.makeLogRecord({"msg": "two\nlines", "name": "x", "levelname": "INFO", "action": "request"})
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["message"], told["level"], told["action"]) == ("two\nlines", "info", "request")


def test_a_request_is_logged_without_its_query(stranger, caplog):
    with caplog.at_level(logging.INFO, logger="factdesk.review.web.logs"):
        stranger.get("/healthz?secret=1")
    (record,) = caplog.records
    assert (record.method, record.path, record.status) == ("GET", "/healthz", 200)
    assert "secret" not in record.getMessage()


def test_a_server_that_does_not_reach_its_database_says_so(stranger, store, monkeypatch):
    def away(*_):
        raise OperationalError("SELECT 1", {}, Exception("the database is away"))

    monkeypatch.setattr(Session, "execute", away)
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.text) == (503, "the database cannot be reached")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_the_server_stops_when_told_to_and_logs_json(tmp_path, how):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    source = Path(__file__).resolve().parents[2] / "src"
    command = "from factdesk.cli import main; main()"
    where = ["--queue", str(tmp_path / "q.sqlite"), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-c", command, "review", "serve", "--single-user", "--logs", "json", *where],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                    assert answer.read() == b"ok"
                break
            except URLError:
                time.sleep(0.1)
        server.send_signal(how)
        _, log = server.communicate(timeout=30)
    finally:
        server.kill()
    assert server.returncode in (0, -how)
    lines = [json.loads(line) for line in log.decode().splitlines() if line.startswith("{")]
    assert any(line.get("path") == "/healthz" for line in lines)
    assert any("shutdown complete" in line["message"] for line in lines)
    assert b"Traceback" not in log
