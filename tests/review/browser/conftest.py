"""The pages in a real Chromium, served by uvicorn on loopback; what they look like lands in ``screenshots/``."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy, which
from threading import Thread
from types import SimpleNamespace

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from factdesk.review import people
from factdesk.review.people import Person
from factdesk.review.store import Store

# A machine that tests share with other work is slow; nothing here is about time.
expect.set_options(timeout=60_000)

SCREENSHOTS = Path(__file__).parents[3] / "screenshots"


# Not for the whole session: its event loop counts as running in this thread for as long as it lives.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = which("chromium") or which("chromium-browser") or which("google-chrome")
    if program is None:
        pytest.skip("for there is no chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@pytest.fixture
def place(tmp_path: Path, blank: Path) -> str:
    """SQLite alone: a browser sees nothing of the database, and each page is tested on both without one."""
    return str(copy(blank, tmp_path / "queue.sqlite"))


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Where the queue is served."""
    config = uvicorn.Config(app, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


class Seat:
    """A person's browser window, and everything in it that a reviewer should never have to see."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self._dialog(dialog))
        self.page.on("request", lambda asked: asked.url.startswith(address) or self.complaints.append(asked.url))

    def _dialog(self, dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def press(self, *keys: str) -> None:
        self.page.wait_for_load_state()  # the keys are a script's
        for key in keys:
            self.page.keyboard.press(key)

    def keep(self, name: str) -> None:
        """Take a picture of the whole page."""
        self.page.evaluate("scrollTo(0, 0)")
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def seat(
    chromium: Browser, store: Store, team: dict[str, Person], address: str, clock: SimpleNamespace
) -> Iterator[Callable[..., Seat]]:
    """Open a browser window, for a person in which they have logged in already."""
    seats: list[Seat] = []
    contexts: list[BrowserContext] = []

    def seated(name: str = "", **options: object) -> Seat:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 1000}, **options})
        context.set_default_timeout(60_000)
        contexts.append(context)
        one = Seat(context, address)
        seats.append(one)
        if name:
            with store.writing() as session:
                cookie = people.open_session(session, team[name], now=clock.now)
            context.add_cookies([{"name": "factdesk", "value": cookie, "url": address}])
            one.go("/queue")
        return one

    yield seated
    for context in contexts:
        context.close()
    assert [complaint for one in seats for complaint in one.complaints] == []


@pytest.fixture
def complaints_allowed() -> Callable[[Seat, str], object]:
    """Expect complaints of a window that contain these words, and forget them."""

    @contextmanager
    def allowed(one: Seat, words: str) -> Iterator[None]:
        before = len(one.complaints)
        yield
        new = one.complaints[before:]
        assert new
        assert [complaint for complaint in new if words not in complaint] == []
        del one.complaints[before:]

    return allowed
