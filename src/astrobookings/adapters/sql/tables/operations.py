"""The tables of OperationsDB.

Seats: `launches.taken` has a 1 for each seat sold or held, `sold` counts them, `seats` names the
booking of each, `seat_counters` what each traveler has of a launch. The four move together.

`seats_version` takes over the versions of bookings that are held no longer: with those of the
bookings still held it makes a sum that grows whenever a seat, or the time of a hold, changes.
"""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import (
    NAMING,
    Exact,
    Instant,
    any_of,
    bits,
    choice,
    entity,
    sorted_text,
)
from astrobookings.adapters.sql.tables.shared import copy_to
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import OPEN, LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy
from astrobookings.domain.booking.charges import UNSETTLED, ChargeStatus
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import RefundReason, RefundStatus

__all__ = [
    "BOOKED",
    "COMPLETED",
    "GROWING",
    "HELD",
    "IS_OPEN",
    "IS_UNSETTLED",
    "ON_SALE",
    "REFUND_DUE",
    "agencies",
    "bookings",
    "charges",
    "idempotency_keys",
    "journal_entries",
    "launches",
    "metadata",
    "postings",
    "quotes",
    "receipt_counters",
    "receipts",
    "refunds",
    "rockets",
    "seat_counters",
    "seats",
    "spaceports",
    "travelers",
    "unreported_launches",
]

metadata = sa.MetaData(naming_convention=NAMING)
copy_to(metadata)

# Conditions of partial indexes; a query uses such an index only if it says exactly the same.
IS_OPEN = any_of("launches.status", OPEN)
ON_SALE = f"{IS_OPEN} AND NOT launches.suspended"
HELD = any_of("bookings.status", {BookingStatus.HELD})
BOOKED = any_of("bookings.status", {BookingStatus.CONFIRMED, BookingStatus.COMPLETED})
COMPLETED = any_of("bookings.status", {BookingStatus.COMPLETED})
GROWING = f"{any_of('bookings.status', {BookingStatus.CONFIRMED})} AND bookings.paying IS NOT NULL"
IS_UNSETTLED = any_of("charges.status", UNSETTLED)
REFUND_DUE = any_of("refunds.status", {RefundStatus.PENDING, RefundStatus.EXECUTING})


def _partial(name: str, *columns: str, where: str) -> sa.Index:
    table, _, _ = where.partition(".")
    condition = sa.text(where.replace(f"{table}.", ""))
    return sa.Index(name, *columns, postgresql_where=condition, sqlite_where=condition)


def _refers(name: str, to: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid, sa.ForeignKey(f"{to}.id"), nullable=nullable)


agencies = sa.Table(
    "agencies",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("company_name", sorted_text(), nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("contact_person", sa.Text, nullable=False),
    sa.Column("contact_email", sa.Text, nullable=False),
    sa.Column("contact_phone", sa.Text, nullable=False),
    sa.Column("tax_id", sa.Text, nullable=False),
    sa.Column("legal_address", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    *choice("status", AgencyStatus),
    sa.Column("status_reason", sa.Text, nullable=False),
    sa.Column("successful_launches", sa.Integer, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    *entity(),
    sa.CheckConstraint("successful_launches >= 0", name="successful_launches"),
    sa.Index("ix_agencies_name", "company_name", "id"),
)

rockets = sa.Table(
    "rockets",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _refers("agency_id", "agencies"),
    sa.Column("name", sorted_text(), nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("capacity", sa.Integer, nullable=False),
    *choice("range", Destination),
    sa.Column("description", sa.Text, nullable=False),
    *entity(),
    sa.CheckConstraint("capacity >= 1", name="capacity"),
    sa.Index("ix_rockets_agency", "agency_id", "name", "id"),
)

spaceports = sa.Table(
    "spaceports",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sorted_text(), nullable=False, unique=True),
    sa.Column("location", sa.Text, nullable=False),
    sa.Column("latitude", sa.Double, nullable=False),
    sa.Column("longitude", sa.Double, nullable=False),
    sa.Column("time_zone", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    *entity(),
)

launches = sa.Table(
    "launches",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("slug", sa.Text, nullable=False, unique=True),
    _refers("agency_id", "agencies"),
    _refers("rocket_id", "rockets"),
    _refers("spaceport_id", "spaceports"),
    *choice("destination", Destination),
    sa.Column("launch_at", Instant, nullable=False),
    sa.Column("price_cents", sa.BigInteger, nullable=False),
    sa.Column("seats_total", sa.Integer, nullable=False),
    sa.Column("minimum_occupancy", Exact, nullable=False),
    sa.Column("general_sale_at", Instant),
    sa.Column("suspended", sa.Boolean, nullable=False),
    *choice("status", LaunchStatus),
    sa.Column("delays", sa.JSON, nullable=False),
    sa.Column("history", sa.JSON, nullable=False),
    *entity(),
    sa.Column("search_text", sa.Text, nullable=False),
    sa.Column("rocket_no", sa.BigInteger, nullable=False),
    sa.Column("launch_us", sa.BigInteger, nullable=False),
    sa.Column("sold", sa.Integer, nullable=False, server_default="0"),
    sa.Column("taken", bits(), nullable=False),
    sa.Column("seats_version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("minimum_seats", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("minimum_seats BETWEEN 0 AND seats_total", name="minimum_seats"),
    sa.CheckConstraint("seats_total >= 1", name="seats_total"),
    sa.CheckConstraint("sold BETWEEN 0 AND seats_total", name="sold"),
    sa.CheckConstraint("length(taken) = seats_total", name="taken"),
    sa.CheckConstraint("price_cents > 0", name="price"),
    _partial("ix_launches_by_date", "launch_at", "id", where=ON_SALE),
    _partial("ix_launches_by_price", "price_cents", "id", where=ON_SALE),
    _partial(
        "ix_launches_by_destination_and_date", "destination", "launch_at", "id", where=ON_SALE
    ),
    _partial(
        "ix_launches_by_destination_and_price", "destination", "price_cents", "id", where=ON_SALE
    ),
    sa.Index("ix_launches_agency", "agency_id", "launch_at", "id"),
    sa.Index("ix_launches_rocket", "rocket_no", "launch_us"),
    sa.Index("ix_launches_rocket_id", "rocket_id"),
    sa.Index("ix_launches_spaceport", "spaceport_id"),
    sa.Index("ix_launches_launch_at", "launch_at", "id"),
    _partial("ix_launches_open", "launch_at", "id", where=IS_OPEN),
    postgresql_with={"fillfactor": 50},
)

unreported_launches = sa.Table(
    "unreported_launches",
    metadata,
    sa.Column("launch_id", sa.Uuid, sa.ForeignKey("launches.id"), primary_key=True),
    sa.Column("launch_at", Instant, primary_key=True),
)
"""Dates of launches that passed unreported, once people were told."""

travelers = sa.Table(
    "travelers",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("first_name", sa.Text, nullable=False),
    sa.Column("last_name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("tax_id", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("source_version", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(64)),
    *entity(),
    sa.Column("by_last_name", sorted_text(), nullable=False, server_default=""),
    sa.Column("by_first_name", sorted_text(), nullable=False, server_default=""),
    sa.Column("by_email", sorted_text(), nullable=False, server_default=""),
    sa.Index("ix_travelers_by_last_name", "by_last_name", "id"),
    sa.Index("ix_travelers_by_first_name", "by_first_name"),
    sa.Index("ix_travelers_by_email", "by_email"),
)

bookings = sa.Table(
    "bookings",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("reference", sa.Text, nullable=False, unique=True),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    _refers("launch_id", "launches"),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("seats", sa.JSON, nullable=False),
    sa.Column("seat_count", sa.Integer, nullable=False),
    sa.Column("passengers", sa.JSON, nullable=False),
    *choice("status", BookingStatus),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("held_until", Instant, nullable=False),
    sa.Column("paying", sa.Uuid),
    sa.Column("refund_tiers", sa.JSON, nullable=False),
    sa.Column("confirmed_at", Instant),
    sa.Column("ended_at", Instant),
    *choice("cancelled_by", CancelledBy, nullable=True),
    sa.Column("cancel_reason", sa.Text, nullable=False),
    sa.Column("accepted_delays", sa.JSON, nullable=False),
    sa.Column("on_behalf", sa.JSON(none_as_null=True)),
    sa.Column("adding", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("retained_cents", sa.BigInteger, nullable=False, server_default="0"),
    *entity(),
    sa.CheckConstraint("retained_cents >= 0", name="retained"),
    sa.CheckConstraint("seat_count >= 1", name="seat_count"),
    sa.Index("ix_bookings_newest", "created_at", "id"),
    sa.Index("ix_bookings_traveler", "traveler_id", "created_at", "id"),
    sa.Index("ix_bookings_launch", "launch_id", "created_at", "id"),
    sa.Index("ix_bookings_agency", "agency_id", "created_at", "id"),
    _partial("ix_bookings_held", "launch_id", "held_until", where=HELD),
    _partial("ix_bookings_growing", "launch_id", where=GROWING),
    _partial("ix_bookings_booked", "traveler_id", "launch_id", where=BOOKED),
    _partial("ix_bookings_completed", "seat_count", where=COMPLETED),
)

seats = sa.Table(
    "seats",
    metadata,
    sa.Column("launch_id", sa.Uuid, primary_key=True),
    sa.Column("seat_no", sa.Integer, primary_key=True),
    _refers("booking_id", "bookings"),
    sa.CheckConstraint("seat_no >= 1", name="seat_no"),
    sqlite_with_rowid=False,
)

seat_counters = sa.Table(
    "seat_counters",
    metadata,
    sa.Column("launch_id", sa.Uuid, primary_key=True),
    sa.Column("traveler_id", sa.Uuid, primary_key=True),
    sa.Column("seats", sa.Integer, nullable=False),
    sa.Column("open_holds", sa.Integer, nullable=False),
    sa.CheckConstraint("seats >= 0", name="seats"),
    sa.CheckConstraint("open_holds >= 0", name="open_holds"),
    postgresql_with={"fillfactor": 70},
    sqlite_with_rowid=False,
)

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("user_id", sa.Uuid, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    _refers("booking_id", "bookings", nullable=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("lease_until", Instant, nullable=False),
    sa.Column("answer_status", sa.Integer),
    sa.Column("answer_body", sa.Text),
    sa.UniqueConstraint("user_id", "method", "path", "key"),
    sa.Index("ix_idempotency_keys_created_at", "created_at"),
)

charges = sa.Table(
    "charges",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _refers("booking_id", "bookings"),
    sa.Column("attempt_id", sa.Uuid, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    *choice("status", ChargeStatus),
    sa.Column("provider_id", sa.Text, unique=True),
    sa.Column("decline_reason", sa.Text, nullable=False),
    sa.Column("next_action", sa.Text),
    sa.Column("refunded_cents", sa.BigInteger, nullable=False),
    sa.Column("lease_until", Instant, nullable=False),
    *entity(),
    sa.CheckConstraint("amount_cents >= 0", name="amount"),
    sa.CheckConstraint("refunded_cents BETWEEN 0 AND amount_cents", name="refunded"),
    sa.Index("ix_charges_booking", "booking_id", "created_at", "id"),
    sa.Index("ix_charges_attempt", "attempt_id", "id"),
    _partial("ix_charges_unsettled", "lease_until", "attempt_id", where=IS_UNSETTLED),
)

refunds = sa.Table(
    "refunds",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _refers("booking_id", "bookings"),
    sa.Column("launch_id", sa.Uuid, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    *choice("reason", RefundReason),
    sa.Column("parts", sa.JSON, nullable=False),
    *choice("status", RefundStatus),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("lease_until", Instant),
    sa.Column("last_error", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("executed_at", Instant),
    *entity(),
    sa.CheckConstraint("amount_cents >= 0", name="amount"),
    sa.Index("ix_refunds_booking", "booking_id", "created_at", "id"),
    sa.Index("ix_refunds_created_at", "created_at", "id"),
    sa.Index("ix_refunds_status", "status", "created_at", "id"),
    sa.Index("ix_refunds_agency", "agency_id", "created_at", "id"),
    sa.Index("ix_refunds_traveler", "traveler_id", "created_at", "id"),
    _partial("ix_refunds_due", "due_at", "id", where=REFUND_DUE),
)

quotes = sa.Table(
    "quotes",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _refers("booking_id", "bookings"),
    sa.Column("booking_version", sa.Integer, nullable=False),
    sa.Column("delays", sa.Integer, nullable=False),
    sa.Column("refund_cents", sa.BigInteger, nullable=False),
    sa.Column("share", Exact, nullable=False),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("refund_id", sa.Uuid),
    sa.Column("seats", sa.JSON, nullable=False, server_default="[]"),
    *entity(),
    sa.Index("ix_quotes_booking", "booking_id"),
)

journal_entries = sa.Table(
    "journal_entries",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Uuid, nullable=False),
    sa.Column("booking_id", sa.Uuid),
    sa.Column("launch_id", sa.Uuid, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.UniqueConstraint("kind", "subject"),
    sa.Index("ix_journal_entries_at", "at"),
    sa.Index("ix_journal_entries_booking", "booking_id"),
)

postings = sa.Table(
    "postings",
    metadata,
    sa.Column("entry_id", sa.Uuid, sa.ForeignKey("journal_entries.id"), primary_key=True),
    sa.Column("line", sa.Integer, primary_key=True),
    *choice("account", Account),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
)

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sorted_text(), nullable=False, unique=True),
    *choice("kind", ReceiptKind),
    sa.Column("subject", sa.Uuid, nullable=False),
    _refers("booking_id", "bookings"),
    sa.Column("booking_reference", sa.Text, nullable=False),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("traveler", sa.JSON, nullable=False),
    sa.Column("agency", sa.JSON, nullable=False),
    *entity(),
    sa.UniqueConstraint("kind", "subject"),
    sa.Index("ix_receipts_booking", "booking_id", "number"),
)

receipt_counters = sa.Table(
    "receipt_counters",
    metadata,
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)
