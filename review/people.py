"""People: who they are, what they may do, and how they show it (a password, a session's cookie, a token).

Cookies and tokens are 256 random bits; the store keeps their SHA-256, so who reads the database cannot log in with it.
Passwords are hashed with argon2id.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factdesk.errors import ForbiddenError, NotFoundError, ReviewError, TooManyTriesError
from factdesk.review import audit
from factdesk.review.tables import FailedLogin, Login, Role, Token, User

ROLES: tuple[Role, ...] = ("reviewer", "editor", "admin")

#: the user of ``--single-user``; has no password, so nobody can log in as them
SINGLE_USER = "me"

NOT_YOURS = "That is not your password as it is now."

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_000  # hashing takes time in proportion
LONGEST_NAME = 80
SESSION_LASTS = timedelta(days=7)

#: Failed logins that are let through in this time: for one name from one address, and from one address in all.
_WINDOW = timedelta(minutes=15)
_TRIES_NAME = 5
_TRIES_ADDRESS = 30

_hasher = PasswordHasher()
#: What a name that does not exist is checked against, so that it takes as long as one that does.
_NOBODY = _hasher.hash(secrets.token_hex())


@dataclass(frozen=True)
class Person:
    """Who asks for something."""

    id: int
    name: str
    role: Role

    @property
    def is_editor(self) -> bool:
        """Editors and admins adjudicate, assign, reopen, export and import."""
        return self.role in ("editor", "admin")

    def require_editor(self, deed: str) -> None:
        """Raise ForbiddenError unless the person is an editor or admin."""
        if not self.is_editor:
            raise ForbiddenError(f"Only editors {deed}; your role is {self.role}.")

    def require_admin(self, deed: str) -> None:
        """Raise ForbiddenError unless the person is an admin."""
        if self.role != "admin":
            raise ForbiddenError(f"Only admins {deed}; your role is {self.role}.")


@dataclass(frozen=True)
class OpenSession:
    """A session in a browser: its person, and the secret that its forms must send along."""

    person: Person
    csrf: str


def add_user(session: Session, name: str, *, password: str | None, role: str, actor: str, now: datetime) -> Person:
    """Add a person. Raises ReviewError for a name that is taken or a password too short."""
    name = _printable(name)
    if session.scalars(select(User).where(User.name == name)).first():
        raise ReviewError(f"there is somebody named {name!r} already; take another name")
    user = User(name=name, role=_role(role), created_at=now, password_hash=None)
    if password is not None:
        user.password_hash = _hashed(password)
    session.add(user)
    session.flush()
    audit.append(session, actor=actor, action="add user", subject=f"user {user.id}", detail={"role": role}, now=now)
    return _person(user)


def everybody(session: Session) -> Sequence[User]:
    """Return all users by name."""
    return session.scalars(select(User).order_by(User.name)).all()


def set_password(session: Session, name: str, password: str, *, actor: str, now: datetime) -> None:
    """Give a person a new password, end all their sessions, and forget the wrong passwords before it."""
    user = _user(session, name)
    user.password_hash = _hashed(password)
    session.execute(delete(Login).where(Login.user_id == user.id))
    session.execute(delete(FailedLogin).where(FailedLogin.name == name))
    audit.append(session, actor=actor, action="set password", subject=f"user {user.id}", now=now)


def change_password(session: Session, person: Person, old: str, new: str, *, address: str, now: datetime) -> bool:
    """Let a person change their own password; False when ``old`` is not the one they have.

    Who sits down at an open session may guess it no faster than at the login. Raises TooManyTriesError.
    """
    if not _knows(session, person.name, old, address=address, now=now):
        return False
    set_password(session, person.name, new, actor=person.name, now=now)
    return True


def set_role(session: Session, name: str, role: str, *, actor: str, now: datetime) -> None:
    """Let a person do what another role may, from their next request on; what they decided stays."""
    user = _user(session, name)
    detail = {"role": role, "before": user.role}
    user.role = _role(role)
    audit.append(session, actor=actor, action="set role", subject=f"user {user.id}", detail=detail, now=now)


def disable(session: Session, name: str, *, actor: str, now: datetime) -> None:
    """Let a person in no longer; what they decided stays."""
    user = _user(session, name)
    user.disabled_at = now
    session.execute(delete(Login).where(Login.user_id == user.id))
    audit.append(session, actor=actor, action="disable user", subject=f"user {user.id}", now=now)


def enable(session: Session, name: str, *, actor: str, now: datetime) -> None:
    """Let a person in again who was disabled, with the password, the role and the tokens that they had."""
    user = _user(session, name)
    user.disabled_at = None
    audit.append(session, actor=actor, action="enable user", subject=f"user {user.id}", now=now)


def log_in(session: Session, name: str, password: str, *, address: str, now: datetime) -> Person | None:
    """Return who this is, or None when name or password is wrong. Raises TooManyTriesError."""
    user = _knows(session, name, password, address=address, now=now)
    return _person(user) if user else None


def open_session(session: Session, person: Person, *, now: datetime) -> str:
    """Start a session in a browser and return what its cookie holds."""
    session.execute(delete(Login).where(Login.expires_at <= now))
    cookie = secrets.token_urlsafe(32)
    csrf = secrets.token_urlsafe(32)
    session.add(
        Login(digest=_digest(cookie), user_id=person.id, csrf=csrf, created_at=now, expires_at=now + SESSION_LASTS)
    )
    return cookie


def session_of(session: Session, cookie: str, *, now: datetime) -> OpenSession | None:
    """Return the session that a cookie belongs to, unless it has ended."""
    login = session.get(Login, _digest(cookie))
    if login is None or login.expires_at <= now or login.user.disabled_at is not None:
        return None
    return OpenSession(_person(login.user), login.csrf)


def close_session(session: Session, cookie: str) -> None:
    """End the session that a cookie belongs to."""
    session.execute(delete(Login).where(Login.digest == _digest(cookie)))


def add_token(session: Session, name: str, label: str, *, actor: str, now: datetime) -> str:
    """Make a key with which programs act as this person, and return it; it cannot be shown again."""
    label = _printable(label)
    user = _user(session, name)
    token = f"fd_{secrets.token_urlsafe(32)}"
    session.add(Token(digest=_digest(token), user_id=user.id, name=label, created_at=now))
    audit.append(session, actor=actor, action="add token", subject=f"user {user.id}", detail={"name": label}, now=now)
    return token


def revoke_token(session: Session, name: str, label: str, *, actor: str, now: datetime) -> int:
    """Revoke a person's keys of this name and return how many there were."""
    user = _user(session, name)
    live = select(Token).where(Token.user_id == user.id, Token.name == label, Token.revoked_at.is_(None))
    tokens = session.scalars(live).all()
    for token in tokens:
        token.revoked_at = now
    audit.append(
        session, actor=actor, action="revoke token", subject=f"user {user.id}", detail={"name": label}, now=now
    )
    return len(tokens)


def tokens_of(session: Session, person: Person) -> Sequence[Token]:
    """Return a person's keys that are not revoked, the oldest first; what they hold is not kept."""
    live = select(Token).where(Token.user_id == person.id, Token.revoked_at.is_(None))
    return session.scalars(live.order_by(Token.id)).all()


def token_owner(session: Session, token: str) -> Person | None:
    """Return whose key this is, unless it was revoked."""
    row = session.scalars(select(Token).where(Token.digest == _digest(token), Token.revoked_at.is_(None))).first()
    return _person(row.user) if row and row.user.disabled_at is None else None


def single_user(session: Session, *, now: datetime) -> Person:
    """Return the one user of a desk without a login, who may do everything.

    Raises ReviewError where somebody logs in to this desk with a password: there it would be a way round all of theirs.
    """
    with_password = select(User.name).where(User.password_hash.is_not(None), User.disabled_at.is_(None))
    if name := session.scalars(with_password.order_by(User.id).limit(1)).first():
        raise ReviewError(f"{name!r} logs in to this queue with a password; serve it without --single-user")
    user = session.scalars(select(User).where(User.name == SINGLE_USER)).first()
    if user is None:
        return add_user(session, SINGLE_USER, password=None, role="admin", actor="factdesk", now=now)
    return _person(user)


def same_secret(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing about them."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _printable(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        found = name[:LONGEST_NAME]
        raise ReviewError(f"{found!r} is no name; wanted 1 to {LONGEST_NAME} characters that can be printed")
    return name


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise ReviewError(f"{role!r} is no role; wanted one of {', '.join(ROLES)}")


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ReviewError(
            f"a password of {len(password)} characters; wanted from {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}"
        )
    return _hasher.hash(_bytes(password))


def _knows(session: Session, name: str, password: str, *, address: str, now: datetime) -> User | None:
    """Return the user of this name if this is their password; a wrong one is remembered against name and address."""
    recent = select(func.count()).where(FailedLogin.at > now - _WINDOW, FailedLogin.address == address)
    by_name = session.scalar(recent.where(FailedLogin.name == name)) or 0
    if by_name >= _TRIES_NAME or (session.scalar(recent) or 0) >= _TRIES_ADDRESS:
        minutes = round(_WINDOW.total_seconds() / 60)
        raise TooManyTriesError(f"Too many wrong passwords. Wait {minutes} minutes, or ask an admin for a new one.")
    user = session.scalars(select(User).where(User.name == name, User.disabled_at.is_(None))).first()
    known = user.password_hash if user else None
    if not _verified(known or _NOBODY, password) or user is None or known is None:
        session.execute(delete(FailedLogin).where(FailedLogin.at <= now - _WINDOW))
        session.add(FailedLogin(name=name[:LONGEST_NAME], address=address, at=now))
        return None
    if _hasher.check_needs_rehash(known):
        user.password_hash = _hasher.hash(_bytes(password))
    session.execute(delete(FailedLogin).where(FailedLogin.name == name, FailedLogin.address == address))
    return user


def _verified(known: str, password: str) -> bool:
    try:
        return len(password) <= LONGEST_PASSWORD and _hasher.verify(known, _bytes(password))
    except (VerifyMismatchError, InvalidHashError):
        return False


def _digest(secret: str) -> str:
    return hashlib.sha256(_bytes(secret)).hexdigest()


def _bytes(secret: str) -> bytes:
    return secret.encode("utf-8", "surrogatepass")  # JSON can hold halves of characters, and nothing may fail on them


def _user(session: Session, name: str) -> User:
    user = session.scalars(select(User).where(User.name == name)).first()
    if user is None:
        raise NotFoundError(f"there is nobody named {name!r}; see factdesk review user list")
    return user


def _person(user: User) -> Person:
    return Person(user.id, user.name, user.role)
