"""Decisions as an Atom feed (RFC 4287): what the desk decided last, for feed readers and newsroom dashboards."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

from sqlalchemy.orm import Session

from factdesk.records.addresses import web_address
from factdesk.review.exports.found import decided, passages
from factdesk.review.exports.publication import Publication, rating

#: entries of a feed, the newest first
LONGEST_FEED = 100

_ATOM = "http://www.w3.org/2005/Atom"

#: what XML 1.0 cannot hold, escaped or not
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_atom(session: Session, publication: Publication, *, now: datetime, queue: str | None = None) -> str:
    """Return the newest decisions as a feed; claims found not checkable are left out."""
    feed = ET.Element("feed", {"xmlns": _ATOM})
    made = [pair for pair in decided(session, queue, newest=LONGEST_FEED) if pair[1].label != "not_checkable"]
    _add(feed, "id", publication.site)
    _add(feed, "title", f"Fact-checks by {publication.publisher}")
    _add(feed, "updated", _moment(made[0][1].decided_at if made else now))
    _add(_add(feed, "author"), "name", publication.publisher)
    _add(feed, "link", rel="alternate", href=publication.site)
    _add(feed, "generator", "factdesk")
    for claim, decision in made:
        entry = _add(feed, "entry")
        _add(entry, "id", publication.url(claim))
        _add(entry, "title", f"{rating(decision)}: {decision.claim_text or claim.text}")
        _add(entry, "updated", _moment(decision.decided_at))
        _add(entry, "link", rel="alternate", href=publication.url(claim))
        _add(entry, "category", term=decision.label)
        said_by = f"said by {claim.speaker}, " if claim.speaker else ""
        summary = decision.note or f"{rating(decision)} ({said_by}in {claim.article.title or 'an article'})."
        _add(entry, "summary", summary)
        for passage in passages(decision):
            if address := web_address(passage.url):
                _add(entry, "link", rel="related", href=address, title=passage.title)
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    kept = {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items() if value}
    child = ET.SubElement(parent, name, kept)
    child.text = _NO_XML.sub("\ufffd", text) or None
    return child


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
