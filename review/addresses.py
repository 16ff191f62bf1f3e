"""The address that a desk's pages are published under."""

from urllib.parse import urlsplit

from factdesk.records.addresses import web_address


def is_site(url: str) -> bool:
    """Tell whether this can be the address that pages are published under: of the web, and nothing after its path."""
    if web_address(url) is None or not url.isprintable() or any(mark in url for mark in '"<>\\^`{|}?#'):
        return False
    return urlsplit(url).username is None
