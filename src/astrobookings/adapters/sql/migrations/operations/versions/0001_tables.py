"""The tables of OperationsDB."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from astrobookings.adapters.sql.migrations.promises import allow_no_changes, keep_turn_around

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "agencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "company_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("contact_person", sa.Text(), nullable=False),
        sa.Column("contact_email", sa.Text(), nullable=False),
        sa.Column("contact_phone", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("legal_address", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("status_reason", sa.Text(), nullable=False),
        sa.Column("successful_launches", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('approved', 'pending', 'suspended')", name=op.f("ck_agencies_status")
        ),
        sa.CheckConstraint(
            "successful_launches >= 0", name=op.f("ck_agencies_successful_launches")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_agencies_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
    )
    op.create_index("ix_agencies_name", "agencies", ["company_name", "id"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_key", "changes", ["key"], unique=False)
    op.create_table(
        "handled",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "handler", name=op.f("pk_handled")),
    )
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_journal_entries_kind_subject")),
    )
    op.create_index("ix_journal_entries_booking", "journal_entries", ["booking_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_unpublished",
        "outbox",
        ["at", "id"],
        unique=False,
        postgresql_where=sa.text("published_at IS NULL"),
        sqlite_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "receipt_counters",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_receipt_counters")),
    )
    op.create_table(
        "seat_counters",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("open_holds", sa.Integer(), nullable=False),
        sa.CheckConstraint("open_holds >= 0", name=op.f("ck_seat_counters_open_holds")),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_seat_counters_seats")),
        sa.PrimaryKeyConstraint("launch_id", "traveler_id", name=op.f("pk_seat_counters")),
        postgresql_with={"fillfactor": 70},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spaceports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_spaceports_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spaceports")),
        sa.UniqueConstraint("name", name=op.f("uq_spaceports_name")),
    )
    op.create_table(
        "travelers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("tax_id", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_travelers_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travelers")),
    )
    op.create_table(
        "postings",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "\"account\" IN ('agencies', 'gateway', 'refunds_owed')",
            name=op.f("ck_postings_account"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["journal_entries.id"], name=op.f("fk_postings_entry_id_journal_entries")
        ),
        sa.PrimaryKeyConstraint("entry_id", "line", name=op.f("pk_postings")),
    )
    op.create_table(
        "rockets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("range", sa.String(length=32), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"range\" IN ('iss', 'low_earth_orbit', 'mars', 'moon')", name=op.f("ck_rockets_range")
        ),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_rockets_capacity")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_rockets_version")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_rockets_agency_id_agencies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rockets")),
    )
    op.create_index("ix_rockets_agency", "rockets", ["agency_id", "name", "id"], unique=False)
    op.create_table(
        "launches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("rocket_id", sa.Uuid(), nullable=False),
        sa.Column("spaceport_id", sa.Uuid(), nullable=False),
        sa.Column("destination", sa.String(length=32), nullable=False),
        sa.Column("launch_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_cents", sa.BigInteger(), nullable=False),
        sa.Column("seats_total", sa.Integer(), nullable=False),
        sa.Column("minimum_occupancy", sa.String(40), nullable=False),
        sa.Column("general_sale_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("delays", sa.JSON(), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("rocket_no", sa.BigInteger(), nullable=False),
        sa.Column("launch_us", sa.BigInteger(), nullable=False),
        sa.Column("sold", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "taken",
            sa.Text().with_variant(postgresql.BIT(varying=True), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "\"destination\" IN ('iss', 'low_earth_orbit', 'mars', 'moon')",
            name=op.f("ck_launches_destination"),
        ),
        sa.CheckConstraint(
            "\"status\" IN ('aborted', 'delayed', 'failed', 'scheduled', 'successful')",
            name=op.f("ck_launches_status"),
        ),
        sa.CheckConstraint("length(taken) = seats_total", name=op.f("ck_launches_taken")),
        sa.CheckConstraint("price_cents > 0", name=op.f("ck_launches_price")),
        sa.CheckConstraint("seats_total >= 1", name=op.f("ck_launches_seats_total")),
        sa.CheckConstraint("sold BETWEEN 0 AND seats_total", name=op.f("ck_launches_sold")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_launches_version")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_launches_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["rocket_id"], ["rockets.id"], name=op.f("fk_launches_rocket_id_rockets")
        ),
        sa.ForeignKeyConstraint(
            ["spaceport_id"], ["spaceports.id"], name=op.f("fk_launches_spaceport_id_spaceports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launches")),
        sa.UniqueConstraint("slug", name=op.f("uq_launches_slug")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index(
        "ix_launches_agency", "launches", ["agency_id", "launch_at", "id"], unique=False
    )
    op.create_index(
        "ix_launches_by_date",
        "launches",
        ["launch_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
        sqlite_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
    )
    op.create_index(
        "ix_launches_by_destination_and_date",
        "launches",
        ["destination", "launch_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
        sqlite_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
    )
    op.create_index(
        "ix_launches_by_destination_and_price",
        "launches",
        ["destination", "price_cents", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
        sqlite_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
    )
    op.create_index(
        "ix_launches_by_price",
        "launches",
        ["price_cents", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
        sqlite_where=sa.text("status IN ('delayed', 'scheduled') AND NOT suspended"),
    )
    op.create_index("ix_launches_launch_at", "launches", ["launch_at", "id"], unique=False)
    op.create_index("ix_launches_rocket", "launches", ["rocket_no", "launch_us"], unique=False)
    op.create_index("ix_launches_rocket_id", "launches", ["rocket_id"], unique=False)
    op.create_index("ix_launches_spaceport", "launches", ["spaceport_id"], unique=False)
    op.create_table(
        "bookings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("seat_count", sa.Integer(), nullable=False),
        sa.Column("passengers", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paying", sa.Uuid(), nullable=True),
        sa.Column("refund_tiers", sa.JSON(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(length=32), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("accepted_delays", sa.JSON(), nullable=False),
        sa.Column("on_behalf", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"cancelled_by\" IN ('delay_refused', 'employee', 'launch_aborted', 'launch_failed', 'traveler')",
            name=op.f("ck_bookings_cancelled_by"),
        ),
        sa.CheckConstraint(
            "\"status\" IN ('cancelled', 'completed', 'confirmed', 'expired', 'held')",
            name=op.f("ck_bookings_status"),
        ),
        sa.CheckConstraint("seat_count >= 1", name=op.f("ck_bookings_seat_count")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_bookings_version")),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_bookings_launch_id_launches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("reference", name=op.f("uq_bookings_reference")),
    )
    op.create_index(
        "ix_bookings_agency", "bookings", ["agency_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_bookings_booked",
        "bookings",
        ["traveler_id", "launch_id"],
        unique=False,
        postgresql_where=sa.text("status IN ('completed', 'confirmed')"),
        sqlite_where=sa.text("status IN ('completed', 'confirmed')"),
    )
    op.create_index(
        "ix_bookings_held",
        "bookings",
        ["launch_id", "held_until"],
        unique=False,
        postgresql_where=sa.text("status IN ('held')"),
        sqlite_where=sa.text("status IN ('held')"),
    )
    op.create_index(
        "ix_bookings_launch", "bookings", ["launch_id", "created_at", "id"], unique=False
    )
    op.create_index("ix_bookings_newest", "bookings", ["created_at", "id"], unique=False)
    op.create_index(
        "ix_bookings_traveler", "bookings", ["traveler_id", "created_at", "id"], unique=False
    )
    op.create_table(
        "charges",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("next_action", sa.Text(), nullable=True),
        sa.Column("refunded_cents", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('authorized', 'declined', 'pending', 'released', 'requires_action', 'succeeded')",
            name=op.f("ck_charges_status"),
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_charges_amount")),
        sa.CheckConstraint(
            "refunded_cents BETWEEN 0 AND amount_cents", name=op.f("ck_charges_refunded")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_charges_version")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_charges_booking_id_bookings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_charges_provider_id")),
    )
    op.create_index("ix_charges_attempt", "charges", ["attempt_id", "id"], unique=False)
    op.create_index(
        "ix_charges_booking", "charges", ["booking_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_charges_unsettled",
        "charges",
        ["lease_until", "attempt_id"],
        unique=False,
        postgresql_where=sa.text("status IN ('authorized', 'pending', 'requires_action')"),
        sqlite_where=sa.text("status IN ('authorized', 'pending', 'requires_action')"),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_status", sa.Integer(), nullable=True),
        sa.Column("answer_body", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_idempotency_keys_booking_id_bookings")
        ),
        sa.UniqueConstraint(
            "user_id",
            "method",
            "path",
            "key",
            name=op.f("uq_idempotency_keys_user_id_method_path_key"),
        ),
    )
    op.create_index(
        "ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"], unique=False
    )
    op.create_table(
        "quotes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("booking_version", sa.Integer(), nullable=False),
        sa.Column("delays", sa.Integer(), nullable=False),
        sa.Column("refund_cents", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.String(40), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refund_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_quotes_version")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_quotes_booking_id_bookings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("booking_reference", sa.Text(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("traveler", sa.JSON(), nullable=False),
        sa.Column("agency", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('payment', 'refund')", name=op.f("ck_receipts_kind")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_receipts_version")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_receipts_booking_id_bookings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_receipts_kind_subject")),
        sa.UniqueConstraint("number", name=op.f("uq_receipts_number")),
    )
    op.create_index("ix_receipts_booking", "receipts", ["booking_id", "number"], unique=False)
    op.create_table(
        "refunds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"reason\" IN ('cancellation', 'delay_refused', 'late_payment', 'launch_aborted', 'launch_failed')",
            name=op.f("ck_refunds_reason"),
        ),
        sa.CheckConstraint(
            "\"status\" IN ('executing', 'failed', 'pending', 'settled_by_hand', 'succeeded')",
            name=op.f("ck_refunds_status"),
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_refunds_amount")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_refunds_version")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_refunds_booking_id_bookings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
    )
    op.create_index(
        "ix_refunds_booking", "refunds", ["booking_id", "created_at", "id"], unique=False
    )
    op.create_index(
        "ix_refunds_due",
        "refunds",
        ["due_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('executing', 'pending')"),
        sqlite_where=sa.text("status IN ('executing', 'pending')"),
    )
    op.create_table(
        "seats",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("seat_no", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("seat_no >= 1", name=op.f("ck_seats_seat_no")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_seats_booking_id_bookings")
        ),
        sa.PrimaryKeyConstraint("launch_id", "seat_no", name=op.f("pk_seats")),
        sqlite_with_rowid=False,
    )

    allow_no_changes("changes", "journal_entries", "postings")
    keep_turn_around()


def downgrade() -> None:
    """Drop every table."""
    for table in (
        "seats",
        "refunds",
        "receipts",
        "quotes",
        "idempotency_keys",
        "charges",
        "bookings",
        "launches",
        "rockets",
        "postings",
        "travelers",
        "spaceports",
        "seat_counters",
        "receipt_counters",
        "outbox",
        "journal_entries",
        "handled",
        "changes",
        "agencies",
    ):
        op.drop_table(table)
