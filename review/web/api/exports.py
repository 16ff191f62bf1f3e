"""Decisions out: rows, import files of annotation tools, ClaimReview, and an Atom feed. Editors only."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from factdesk.review.exports import atom, claimreview
from factdesk.review.exports.forms import Form, write
from factdesk.review.exports.publication import Publication
from factdesk.review.web.access import Asking, AtDesk

router = APIRouter()


_KINDS = {
    Form.JSONL: "application/jsonl",
    Form.CSV: "text/csv; charset=utf-8",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.LABEL_STUDIO: "application/zip",
    Form.ARGILLA: "application/zip",
}


def _publication(asking: Asking, publisher: str, site: str) -> Publication:
    asking.person.require_editor("export decisions")
    return Publication(publisher, site)


Published = Annotated[Publication, Depends(_publication)]


@router.get("/export")
def read_export(desk: AtDesk, asking: Asking, form: Form = Form.JSONL, queue: str | None = None) -> Response:
    """Download what was decided, with where everything came from."""
    asking.person.require_editor("export decisions")
    with desk.store.reading() as session:
        body = _written(session, form, queue)
    saved_as = {"Content-Disposition": f'attachment; filename="{form.filename}"'}
    return Response(body, media_type=_KINDS[form], headers=saved_as)


@router.get("/claimreview")
def read_claimreview(desk: AtDesk, published: Published, queue: str | None = None) -> dict[str, Any]:
    """Return the decided claims as ClaimReview objects published under ``site``, and warnings."""
    with desk.store.reading() as session:
        reviews, warnings = claimreview.to_claimreview(session, published, queue=queue)
    return {"reviews": reviews, "warnings": warnings}


@router.get("/feeds/claimreview.json")
def read_claimreview_feed(desk: AtDesk, published: Published, queue: str | None = None) -> Response:
    """Return the decided claims as a schema.org data feed of ClaimReview."""
    with desk.store.reading() as session:
        reviews, _ = claimreview.to_claimreview(session, published, queue=queue)
    body = claimreview.to_script(claimreview.to_feed(reviews, now=desk.clock()))
    return Response(body, media_type="application/ld+json")


@router.get("/feeds/decisions.atom")
def read_atom_feed(desk: AtDesk, published: Published, queue: str | None = None) -> Response:
    """Return the newest decisions as an Atom feed."""
    with desk.store.reading() as session:
        body = atom.to_atom(session, published, now=desk.clock(), queue=queue)
    return Response(body, media_type="application/atom+xml")


def _written(session: Session, form: Form, queue: str | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        write(session, form, path, queue)
        return path.read_bytes()
