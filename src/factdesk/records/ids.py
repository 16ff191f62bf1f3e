"""Content hashes, which name records: the same input has the same id on every machine."""

import hashlib
import json

_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def content_id(*parts: object) -> str:
    """Return the 16 hexadecimal digits that name this content: SHA-256 of the parts as canonical JSON."""
    return hashlib.sha256(_canonical(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
