"""Addresses out of hostile text: which of them are of the web, and may be linked, cited or published under."""

from urllib.parse import SplitResult, urlsplit


def web_address(url: str | None) -> str | None:
    """Return the address if it is an http(s) one with a host, None for ``javascript:`` and whatever else there is."""
    return url if url and _split(url) else None


def is_site(url: str) -> bool:
    """Tell whether this can be the address that pages are published under: of the web, and nothing after its path."""
    parts = _split(url)
    plain = url.isprintable() and not any(mark in url for mark in ' "<>\\^`{|}?#')
    return parts is not None and plain and parts.username is None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None
