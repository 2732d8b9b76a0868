"""The columns by which both stores hand out their events."""

import sqlalchemy as sa
from alembic import op

__all__ = ["hand_out_events", "only_mark_events"]

_WAITS = sa.text("published_at IS NULL AND dead_at IS NULL")
_IS_DEAD = sa.text("published_at IS NULL AND dead_at IS NOT NULL")
_UNPUBLISHED = sa.text("published_at IS NULL")


def hand_out_events() -> None:
    """Give every event in the outbox its delivery state; those that wait are due."""
    op.drop_index("ix_outbox_unpublished", "outbox")
    op.add_column("outbox", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE outbox SET due_at = at")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("due_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        outbox.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
        outbox.add_column(sa.Column("hearings", sa.JSON(), nullable=False, server_default="{}"))
        outbox.add_column(sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True))
    for name, columns, where in (
        ("ix_outbox_due", ["due_at", "id"], _WAITS),
        ("ix_outbox_dead", ["at", "id"], _IS_DEAD),
    ):
        op.create_index(name, "outbox", columns, postgresql_where=where, sqlite_where=where)


def only_mark_events() -> None:
    """Take the delivery state away again."""
    for index in ("ix_outbox_due", "ix_outbox_dead"):
        op.drop_index(index, "outbox")
    with op.batch_alter_table("outbox") as outbox:
        for column in ("due_at", "round", "hearings", "dead_at"):
            outbox.drop_column(column)
    op.create_index(
        "ix_outbox_unpublished",
        "outbox",
        ["at", "id"],
        postgresql_where=_UNPUBLISHED,
        sqlite_where=_UNPUBLISHED,
    )
