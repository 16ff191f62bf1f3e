"""Where bytes come from: standard input, the web, and nowhere else."""

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factdesk.documents import raw as limits
from factdesk.documents import read, read_all, web
from factdesk.errors import InputError

PAGE = "<html><head><title>Trade</title></head><body><p>Trade rose by 4% in 2024, the office said.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/page":
                self.answer("text/html; charset=utf-16", PAGE.encode("utf-16"))
            case "/list":
                self.answer("text/csv", b"text\nOne.\nTwo.\n")
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/page")
                self.end_headers()
            case "/loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
                self.end_headers()
            case "/to-file":
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
            case "/to-ftp":
                self.send_response(302)
                self.send_header("Location", "ftp://127.0.0.1/a.txt")
                self.end_headers()
            case "/large":
                self.answer("text/plain", b"word " * 1000)
            case "/drip":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    self.wfile.write(b"a ")
                    self.wfile.flush()
                    self.server.stop.wait(0.02)
            case _:
                self.send_error(404)

    def answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch) -> Iterator[str]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.stop = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_of_the_web_knows_its_address_and_the_day_it_was_fetched(site):
    document = read(f"{site}/page")
    assert document.text == "Trade rose by 4% in 2024, the office said."
    assert document.url == f"{site}/page"
    assert document.retrieved == date.today()


def test_a_redirect_is_followed_and_the_kind_is_what_the_server_says(site):
    assert read(f"{site}/moved").title == "Trade"
    assert [document.text for document in read_all([f"{site}/list"])] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "could not be fetched|the server answered 302"),
        ("/to-file", "not allowed"),
        ("/to-ftp", "only http and https"),
        ("/no", "404"),
    ],
)
def test_a_page_that_cannot_be_had_is_an_input_error(site, path, words):
    with pytest.raises(InputError, match=words):
        read(site + path)


def test_a_page_that_is_too_large_or_too_slow_is_given_up(site, monkeypatch):
    monkeypatch.setattr(web, "LARGEST_FILE", 1000)
    with pytest.raises(InputError, match="found more than"):
        read(f"{site}/large")
    monkeypatch.setattr(web, "LONGEST", 0.05)
    with pytest.raises(InputError, match="took longer"):
        read(f"{site}/drip")


def test_a_server_that_is_not_there_is_an_input_error(monkeypatch):
    with pytest.raises(InputError, match="could not be fetched"):
        read("http://127.0.0.1:9/")
    with pytest.raises(InputError):
        read("http://[bad/")


def test_standard_input_is_a_document(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Taxes rose by 4%.\n")))
    document = read("-")
    assert (document.text, document.title) == ("Taxes rose by 4%.\n", "standard input")


def test_standard_input_is_told_by_its_beginning(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n<!DOCTYPE html>" + PAGE.encode())))
    assert read("-").title == "Trade"


def test_endless_standard_input_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"words " * 10)))
    with pytest.raises(InputError, match="found more than"):
        read("-")


def test_nothing_local_opens_a_socket(write, make_pdf, make_word, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    write("in/a.html", PAGE.replace("<head>", '<head><link rel="canonical" href="https://example.org/x">'))
    write("in/b.pdf", make_pdf(["Trade rose."]))
    write("in/c.docx", make_word("Trade rose."))
    folder = write("in/d.md", "Trade *rose*.").parent
    found = list(read_all([folder]))
    assert len(found) == 4
    assert found[0].url == "https://example.org/x"


def test_importing_loads_no_parser():
    heavy = ("trafilatura", "pypdfium2", "docx", "lxml", "markdown_it", "charset_normalizer")
    program = (
        f"import sys, factdesk.documents, factdesk.reports; print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
