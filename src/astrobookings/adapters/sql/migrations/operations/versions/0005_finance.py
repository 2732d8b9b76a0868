"""Invoices, their payments and credit notes; what launches brought in."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.promises import (
    allow_changes,
    allow_no_changes,
    keep_invoices_as_issued,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ACCOUNTS = ("agencies", "bank", "fees", "gateway", "receivables", "refunds_owed")
_REVENUE = """
INSERT INTO launch_revenues (launch_id, revenue_cents)
SELECT journal_entries.launch_id, -sum(postings.amount_cents)
FROM journal_entries JOIN postings ON postings.entry_id = journal_entries.id
WHERE postings.account = 'agencies' GROUP BY journal_entries.launch_id
"""


def upgrade() -> None:
    """Add the tables; journal entries learn their launch."""
    _add_tables()
    _open_the_ledger()
    op.execute(_REVENUE)
    for name in ("status", "agency_id", "traveler_id"):
        index = f"ix_refunds_{name.removesuffix('_id')}"
        op.create_index(index, "refunds", [name, "created_at", "id"], unique=False)
    op.create_index("ix_refunds_created_at", "refunds", ["created_at", "id"], unique=False)
    keep_invoices_as_issued()


def _open_the_ledger() -> None:
    """Let entries concern a launch without a booking, on further accounts."""
    allow_changes("journal_entries", "postings")
    with op.batch_alter_table("journal_entries") as entries:
        entries.add_column(sa.Column("launch_id", sa.Uuid(), nullable=True))
        entries.alter_column("booking_id", existing_type=sa.Uuid(), nullable=True)
    op.execute(
        "UPDATE journal_entries SET launch_id = (SELECT bookings.launch_id FROM bookings "
        "WHERE bookings.id = journal_entries.booking_id)"
    )
    with op.batch_alter_table("journal_entries") as entries:
        entries.alter_column("launch_id", existing_type=sa.Uuid(), nullable=False)
    op.create_index("ix_journal_entries_at", "journal_entries", ["at"], unique=False)
    names = ", ".join(repr(name) for name in _ACCOUNTS)
    with op.batch_alter_table("postings") as postings:
        postings.drop_constraint(op.f("ck_postings_account"), type_="check")
        postings.create_check_constraint(op.f("ck_postings_account"), f'"account" IN ({names})')
    allow_no_changes("journal_entries", "postings")


def _add_tables() -> None:
    op.create_table(
        "finance_counters",
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_finance_counters")),
    )
    op.create_table(
        "launch_revenues",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("revenue_cents", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("launch_id", name=op.f("pk_launch_revenues")),
    )
    op.create_table(
        "invoices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.JSON(), nullable=False),
        sa.Column("launch", sa.JSON(), nullable=False),
        sa.Column("revenue_cents", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.String(length=40), nullable=True),
        sa.Column("reliability", sa.String(length=32), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_changes", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("under_way_cents", sa.BigInteger(), nullable=False),
        sa.Column("credit_note_id", sa.Uuid(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'paid') = (paid_cents = amount_cents)", name=op.f("ck_invoices_status_paid")
        ),
        sa.CheckConstraint(
            "\"kind\" IN ('abort_fee', 'launch_fee')", name=op.f("ck_invoices_kind")
        ),
        sa.CheckConstraint(
            "\"reliability\" IN ('new', 'reliable')", name=op.f("ck_invoices_reliability")
        ),
        sa.CheckConstraint(
            "\"status\" IN ('cancelled', 'paid', 'partially_paid', 'pending')",
            name=op.f("ck_invoices_status"),
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_invoices_amount")),
        sa.CheckConstraint(
            "paid_cents + under_way_cents <= amount_cents", name=op.f("ck_invoices_balance")
        ),
        sa.CheckConstraint("paid_cents >= 0", name=op.f("ck_invoices_paid")),
        sa.CheckConstraint("under_way_cents >= 0", name=op.f("ck_invoices_under_way")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_invoices_version")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_invoices_agency_id_agencies")
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_invoices_launch_id_launches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoices")),
        sa.UniqueConstraint("number", name=op.f("uq_invoices_number")),
    )
    op.create_index(
        "ix_invoices_agency", "invoices", ["agency_id", "issued_at", "id"], unique=False
    )
    op.create_index("ix_invoices_amount", "invoices", ["amount_cents", "id"], unique=False)
    op.create_index("ix_invoices_due", "invoices", ["due_on", "id"], unique=False)
    op.create_index("ix_invoices_issued", "invoices", ["issued_at", "id"], unique=False)
    op.create_index("ix_invoices_launch", "invoices", ["launch_id"], unique=False)
    op.create_index(
        "uq_invoices_live",
        "invoices",
        ["launch_id", "kind"],
        unique=True,
        postgresql_where=sa.text("status <> 'cancelled'"),
        sqlite_where=sa.text("status <> 'cancelled'"),
    )
    op.create_table(
        "credit_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("invoice_number", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("agency", sa.JSON(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_credit_notes_version")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_credit_notes_invoice_id_invoices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_notes")),
        sa.UniqueConstraint("invoice_id", name=op.f("uq_credit_notes_invoice_id")),
        sa.UniqueConstraint("number", name=op.f("uq_credit_notes_number")),
    )
    op.create_table(
        "invoice_payments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invoice_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("next_action", sa.Text(), nullable=True),
        sa.Column("decline_reason", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("key_user", sa.Uuid(), nullable=True),
        sa.Column("key_text", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('online', 'recorded')", name=op.f("ck_invoice_payments_kind")
        ),
        sa.CheckConstraint(
            "\"status\" IN ('failed', 'pending', 'received', 'requires_action', 'returned')",
            name=op.f("ck_invoice_payments_status"),
        ),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_invoice_payments_amount")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_invoice_payments_version")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("fk_invoice_payments_invoice_id_invoices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_payments")),
        sa.UniqueConstraint(
            "invoice_id",
            "key_user",
            "key_text",
            name=op.f("uq_invoice_payments_invoice_id_key_user_key_text"),
        ),
        sa.UniqueConstraint("provider_id", name=op.f("uq_invoice_payments_provider_id")),
    )
    op.create_index(
        "ix_invoice_payments_invoice",
        "invoice_payments",
        ["invoice_id", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_invoice_payments_received", "invoice_payments", ["received_at"], unique=False
    )
    op.create_index(
        "ix_invoice_payments_under_way",
        "invoice_payments",
        ["lease_until", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('pending', 'requires_action')"),
        sqlite_where=sa.text("status IN ('pending', 'requires_action')"),
    )
