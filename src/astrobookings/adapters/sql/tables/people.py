"""The tables of what travelers tell and wish for, in OperationsDB."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.operations import metadata
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import TestimonialStatus
from astrobookings.domain.booking.wishes import WishStatus

__all__ = ["IS_WAITING", "testimonials", "wishes"]

IS_WAITING = any_of("wishes.status", {WishStatus.WAITING})


def _waiting(name: str, *columns: str, unique: bool = False) -> sa.Index:
    condition = sa.text(IS_WAITING.replace("wishes.", ""))
    return sa.Index(
        name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )


testimonials = sa.Table(
    "testimonials",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    sa.Column("launch_id", sa.Uuid, sa.ForeignKey("launches.id"), nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    *choice("destination", Destination),
    sa.Column("flight", sa.JSON, nullable=False),
    sa.Column("stars", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("shown_name", sa.Text, nullable=False),
    *choice("status", TestimonialStatus),
    sa.Column("moderated_by", sa.Uuid),
    sa.Column("moderated_at", Instant),
    sa.Column("moderation_reason", sa.Text, nullable=False),
    *entity(),
    sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    sa.CheckConstraint("length(text) BETWEEN 1 AND 2000", name="text"),
    sa.CheckConstraint("(status = 'pending') = (moderated_by IS NULL)", name="moderated"),
    sa.CheckConstraint("status <> 'rejected' OR moderation_reason <> ''", name="reason"),
    sa.UniqueConstraint("traveler_id", "launch_id"),
    sa.Index("ix_testimonials_newest", "created_at", "id"),
    sa.Index("ix_testimonials_best", "stars", "created_at", "id"),
    sa.Index("ix_testimonials_status", "status", "created_at", "id"),
    sa.Index("ix_testimonials_stars", "status", "stars", "created_at", "id"),
    sa.Index("ix_testimonials_launch", "launch_id", "created_at", "id"),
    sa.Index("ix_testimonials_agency", "agency_id", "created_at", "id"),
    sa.Index("ix_testimonials_traveler", "traveler_id", "created_at", "id"),
)

wishes = sa.Table(
    "wishes",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    sa.Column("launch_id", sa.Uuid, sa.ForeignKey("launches.id"), nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("seats", sa.Integer, nullable=False),
    *choice("status", WishStatus),
    sa.Column("booking_id", sa.Uuid, sa.ForeignKey("bookings.id"), unique=True),
    sa.Column("ended_at", Instant),
    *entity(),
    sa.CheckConstraint("seats >= 1", name="seats"),
    sa.CheckConstraint("(status = 'granted') = (booking_id IS NOT NULL)", name="granted"),
    sa.CheckConstraint("(status = 'waiting') = (ended_at IS NULL)", name="ended"),
    sa.Index("ix_wishes_traveler", "traveler_id", "created_at", "id"),
    _waiting("ix_wishes_waiting", "launch_id", "created_at", "id"),
    _waiting("uq_wishes_waiting", "traveler_id", "launch_id", unique=True),
)
