"""Tags, saved views, webhooks with their deliveries, and what each report changed."""

import sqlalchemy as sa
from alembic import op

from factdesk.review.columns import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and add the column."""
    op.add_column("reports", sa.Column("changes", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "tags",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_tags_claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "name", name="pk_tags"),
    )
    op.create_index("ix_tags_name", "tags", ["name", "claim_id"])
    op.create_table(
        "views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_views_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_views"),
        sa.UniqueConstraint("owner_id", "name", name="uq_views_owner_id_name"),
    )
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name="fk_deliveries_webhook_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_due_at", "deliveries", ["due_at"])
    op.create_index("ix_deliveries_webhook_id", "deliveries", ["webhook_id"])
