"""Indexes that give claims out and list them in order without sorting, at a hundred thousand claims as at ten."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FILTERED = ("queue", "status", "verdict_label", "decided_label", "kind", "confidence")


def upgrade() -> None:
    """Put the new indexes in the place of the old ones."""
    for name in ("work", "disputes", "rank", "added_at", "decided_label"):
        op.drop_index(f"ix_claims_{name}", table_name="claims")
    for table in ("assignments", "decisions"):
        op.drop_index(f"ix_{table}_reviewer_id", table_name=table)
        op.create_index(f"ix_{table}_whose", table, ["reviewer_id", "claim_id"])
    rank, disagreement, added = sa.text("rank DESC"), sa.text("disagreement DESC"), sa.text("added_at DESC")
    op.create_index("ix_claims_work", "claims", ["queue", "status", rank, "id"])
    op.create_index("ix_claims_disputes", "claims", ["queue", "status", disagreement, rank, "id"])
    op.create_index("ix_claims_by_priority", "claims", [rank, "id", *_FILTERED, "added_at"])
    op.create_index("ix_claims_by_age", "claims", [added, "id", *_FILTERED])
    op.create_index("ix_claims_by_disagreement", "claims", [disagreement, "id", *_FILTERED, "added_at"])
    op.create_index("ix_claims_speaker", "claims", ["speaker"], postgresql_using="hash")
    changed = sa.text("changed != ''")
    op.create_index("ix_claims_changed", "claims", [rank, "id"], sqlite_where=changed, postgresql_where=changed)
