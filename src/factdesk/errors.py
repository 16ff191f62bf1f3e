"""Everything factdesk raises on purpose. Each message says what was found, what was wanted, and what to do."""


class FactdeskError(Exception):
    """Any error factdesk raises on purpose; its text is written for the person at the keyboard."""


class InputError(FactdeskError):
    """A file, folder, URL, row or option that cannot be used as given."""


class ModelError(FactdeskError):
    """A model folder or checkpoint that cannot be loaded, or that answers its golden pairs wrongly."""


class StoreError(FactdeskError):
    """An evidence store that cannot be opened, read or written."""


class ReviewError(FactdeskError):
    """A review queue that cannot be opened, or an action on it that cannot be done as asked."""


class NotFoundError(ReviewError):
    """An item, person or token that the review queue does not have, or not for this person."""


class ForbiddenError(ReviewError):
    """An action that this person's role or part in the item does not allow."""


class LoginNeededError(ForbiddenError):
    """An action that somebody asks for whom the review queue does not know: no session, no token, or an ended one."""


class TooManyTriesError(ForbiddenError):
    """Wrong passwords, too many in too short a time."""


class RefusedAddressError(ReviewError):
    """An address to be told of decisions that leads into a private network."""


class LeaseError(ReviewError):
    """A claim that somebody else holds, or a save under a lease that has ended."""


class MissingExtraError(FactdeskError):
    """A feature whose optional packages are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs packages that are not installed; run: pip install 'factdesk[{extra}]'")
        self.extra = extra
