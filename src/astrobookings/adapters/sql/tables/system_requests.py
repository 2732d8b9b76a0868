"""The table of booking requests, in SystemDB."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.domain.sync.booking_request import RequestStatus

__all__ = ["UNDECIDED", "booking_requests"]

UNDECIDED = any_of("status", (RequestStatus.WAITING,))
"""SQL: the request is still to be settled."""

booking_requests = sa.Table(
    "booking_requests",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id"), nullable=False),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("request_id", sa.Text, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("wanted_seats", sa.JSON(none_as_null=True)),
    sa.Column("wanted_cancellation", sa.JSON(none_as_null=True)),
    sa.Column("expires_at", Instant, nullable=False),
    *choice("status", RequestStatus),
    sa.Column("booking_id", sa.Uuid),
    sa.Column("reason", sa.JSON(none_as_null=True)),
    sa.Column("decided_at", Instant),
    *entity(),
    sa.UniqueConstraint("user_id", "path", "key"),
    sa.CheckConstraint("(wanted_seats IS NULL) <> (wanted_cancellation IS NULL)", name="wanted"),
    sa.Index(
        "ix_booking_requests_undecided",
        "created_at",
        "id",
        postgresql_where=sa.text(UNDECIDED),
        sqlite_where=sa.text(UNDECIDED),
    ),
)
