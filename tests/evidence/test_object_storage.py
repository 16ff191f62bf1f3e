"""A store on object storage by URI, against an S3 server on loopback."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from factdesk.cli import factdesk
from factdesk.errors import StoreError
from factdesk.evidence import Encoder, EvidenceStore
from factdesk.records import Document

SERVER = shutil.which("moto_server", path=str(Path(sys.executable).parent)) or shutil.which("moto_server")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    if SERVER is None:
        pytest.skip("moto_server is not installed; it comes with the dependency group dev")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                bucket = urllib.request.Request(f"{address}/references", method="PUT")  # noqa: S310 - loopback
                with urllib.request.urlopen(bucket):  # noqa: S310 - loopback
                    break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield address
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def uri(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    for name, value in {
        "AWS_ENDPOINT": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    return f"s3://references/{request.node.name}"


def test_documents_are_added_found_replaced_and_removed(
    uri: str, article: Callable[..., Document], embedder: Encoder
) -> None:
    store = EvidenceStore.open(uri, embedder=embedder)
    assert store.add([article(number, url=f"https://harbour.example/{number}") for number in range(5)]).documents == 5
    again = EvidenceStore.open(uri, embedder=embedder)
    assert again.add([article(1, url="https://harbour.example/1")]).unchanged == 1
    hit = again.search(["How many ships did the port of Town3 handle?"], 1)[0][0]
    assert hit.quote == "The port of Town3 handled 33 ships in 2024."
    changed = Document(text="The port of Town3 is closed.", url="https://harbour.example/3")
    assert again.add([changed]).replaced == 1
    assert "closed" in store.search(["the port of Town3"], 1)[0][0].quote
    assert store.remove([changed.id]) == 1
    assert store.stats().documents == 4


def test_the_commands_take_the_uri_of_a_store(uri: str, tmp_path: Path) -> None:
    (tmp_path / "ships.txt").write_text("Twelve ships left Antwerp in spring.")
    run = CliRunner().invoke
    indexed = run(
        factdesk, ["index", str(tmp_path / "ships.txt"), "--store", uri, "--no-dense"], catch_exceptions=False
    )
    assert "1 documents and 1 passages added" in indexed.stdout
    found = run(factdesk, ["search", "ships left Antwerp", "--store", uri], catch_exceptions=False)
    assert "Twelve *ships* *left* *Antwerp* in spring." in found.stdout


def test_a_bucket_that_is_not_there_is_one_clear_error(uri: str) -> None:
    with pytest.raises(StoreError, match="s3://nowhere/store"):
        EvidenceStore.open("s3://nowhere/store")
