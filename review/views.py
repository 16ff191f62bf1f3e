"""Saved views: filters under a name, for their owner alone or for the whole team."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from factdesk.errors import ForbiddenError, NotFoundError, ReviewError
from factdesk.review.columns import storable
from factdesk.review.listing import Filters
from factdesk.review.people import Person
from factdesk.review.tables import View

LONGEST_NAME = 60
MOST_VIEWS = 100


def save(session: Session, person: Person, name: str, filters: Filters, *, shared: bool = False) -> View:
    """Save filters under a name, in place of the person's own view of that name. Only editors share theirs."""
    name = storable(" ".join(name.split()))
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise ReviewError(f"{name[:LONGEST_NAME]!r} is no name; wanted 1 to {LONGEST_NAME} characters to be printed")
    if shared:
        person.require_editor("share views")
    own = session.scalars(select(View).where(View.owner_id == person.id)).all()
    view = next((one for one in own if one.name == name), None)
    if view is None:
        if len(own) >= MOST_VIEWS:
            raise ReviewError(f"you have {len(own)} views; remove one first")
        view = View(owner_id=person.id, name=name)
        session.add(view)
    # The page is a place in the list, not a part of what is looked for.
    view.filters = filters.model_dump(mode="json", exclude_defaults=True, exclude={"page"})
    view.shared = shared
    session.flush()
    return view


def seen_by(session: Session, person: Person) -> Sequence[View]:
    """Return the person's own views and those that are shared, by name."""
    theirs = or_(View.owner_id == person.id, View.shared)
    return session.scalars(
        select(View).where(theirs).order_by(View.name, View.id).options(joinedload(View.owner))
    ).all()


def remove(session: Session, person: Person, view_id: int) -> None:
    """Remove a view of one's own; admins remove any that is shared."""
    view = session.get(View, view_id)
    if view is None or not (view.owner_id == person.id or view.shared):
        raise NotFoundError(f"there is no view {view_id}")
    if view.owner_id != person.id and person.role != "admin":
        raise ForbiddenError("This view is somebody else's; they or an admin remove it.")
    session.delete(view)
