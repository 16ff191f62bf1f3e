"""Addresses out of hostile text: which of them are of the web, and may be linked, cited or published under."""

import re
from urllib.parse import urlsplit

#: White space, controls, and what turns the text after it around: with one an address shows as another than it is.
_UNSAFE = re.compile("[\\s\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def web_address(url: str | None) -> str | None:
    """Return the address where it is an http(s) one with a host, and None for ``javascript:`` and whatever else."""
    if not url or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
