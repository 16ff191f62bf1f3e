"""Which addresses out of hostile text may become a link, on a page, in a feed and in the review queue alike."""

import pytest

from factdesk.records.addresses import web_address


@pytest.mark.parametrize(
    "url", ["https://desk.example", "HTTP://desk.example:8080/a?b=c#d", "https://fa.example/می\u200cشود"]
)
def test_an_address_of_the_web_is_kept_as_it_is(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "//desk.example/a",
        "https:///a",
        "https://desk.example:port/",
        "https://[",
        "https://desk.example/a b",
        "https://desk.example/a\u00a0b",
        "https://desk.example/\u202egpj.exe",
        "https://desk.example/\n",
        "java\nscript:alert(1)",
    ],
)
def test_what_is_none_or_shows_as_another_is_refused(url: str | None) -> None:
    assert web_address(url) is None
