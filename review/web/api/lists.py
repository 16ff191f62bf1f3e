"""Many claims: list them, do one thing to many, save what is looked for."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from factdesk.review import bulk, views
from factdesk.review.listing import Filters, find
from factdesk.review.tables import View
from factdesk.review.web.access import Asking, AtDesk
from factdesk.review.web.answer import Selection
from factdesk.review.web.api.told import ClaimTold, told

router = APIRouter()


class Page(BaseModel):
    """A page of claims, and whether another follows."""

    claims: list[ClaimTold]
    more: bool


class NewView(BaseModel):
    """Filters to save under a name."""

    name: str
    filters: Filters
    #: for the whole team; editors only
    shared: bool = False


class ViewTold(NewView):
    """A saved view."""

    id: int
    owner: str


@router.get("/claims")
def list_claims(desk: AtDesk, asking: Asking, filters: Annotated[Filters, Query()]) -> Page:
    """List claims by filters and search."""
    with desk.store.reading() as session:
        claims, more = find(session, filters)
        return Page(claims=[told(claim, desk.clock()) for claim in claims], more=more)


@router.post("/bulk")
def do_all(desk: AtDesk, asking: Asking, body: Selection) -> bulk.Outcome:
    """Do one thing to many claims; those that refuse it say why, and the others are done all the same."""
    with desk.store.writing() as session:
        return bulk.do_all(session, body.claims, body.deed, asking.person, now=desk.clock())


@router.get("/views")
def list_views(desk: AtDesk, asking: Asking) -> list[ViewTold]:
    """List the caller's saved views and those that are shared."""
    with desk.store.reading() as session:
        return [_view(view) for view in views.seen_by(session, asking.person)]


@router.post("/views", status_code=201)
def save_view(desk: AtDesk, asking: Asking, body: NewView) -> ViewTold:
    """Save filters under a name, in place of the caller's view of that name."""
    with desk.store.writing() as session:
        return _view(views.save(session, asking.person, body.name, body.filters, shared=body.shared))


@router.delete("/views/{view_id}", status_code=204)
def remove_view(desk: AtDesk, asking: Asking, view_id: int) -> None:
    """Remove a saved view."""
    with desk.store.writing() as session:
        views.remove(session, asking.person, view_id)


def _view(view: View) -> ViewTold:
    return ViewTold(
        id=view.id, name=view.name, owner=view.owner.name, shared=view.shared, filters=Filters(**view.filters)
    )
