"""The tables of finance in OperationsDB, and what launches brought in."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Exact, Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.operations import metadata
from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.finance.invoices import OPEN_INVOICES, InvoiceKind, InvoiceStatus
from astrobookings.domain.finance.payments import UNDER_WAY, PaymentKind, PaymentStatus

__all__ = [
    "IS_OPEN_INVOICE",
    "IS_UNDER_WAY",
    "NOT_CANCELLED",
    "credit_notes",
    "finance_counters",
    "invoice_payments",
    "invoices",
    "launch_revenues",
    "metadata",
]

IS_OPEN_INVOICE = any_of("status", OPEN_INVOICES)
IS_UNDER_WAY = any_of("status", UNDER_WAY)
NOT_CANCELLED = "status <> 'cancelled'"


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> sa.Index:
    condition = sa.text(where)
    return sa.Index(
        name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )


invoices = sa.Table(
    "invoices",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    *choice("kind", InvoiceKind),
    sa.Column("agency_id", sa.Uuid, sa.ForeignKey("agencies.id"), nullable=False),
    sa.Column("launch_id", sa.Uuid, sa.ForeignKey("launches.id"), nullable=False),
    sa.Column("agency", sa.JSON, nullable=False),
    sa.Column("launch", sa.JSON, nullable=False),
    sa.Column("revenue_cents", sa.BigInteger, nullable=False),
    sa.Column("rate", Exact),
    *choice("reliability", Reliability),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("due_changes", sa.JSON, nullable=False),
    sa.Column("reminders", sa.Integer, nullable=False, server_default="0"),
    sa.Column("remind_on", sa.Date),
    *choice("status", InvoiceStatus),
    sa.Column("paid_cents", sa.BigInteger, nullable=False),
    sa.Column("under_way_cents", sa.BigInteger, nullable=False),
    sa.Column("credit_note_id", sa.Uuid),
    sa.Column("search_text", sa.Text, nullable=False),
    *entity(),
    sa.CheckConstraint("amount_cents > 0", name="amount"),
    sa.CheckConstraint("paid_cents >= 0", name="paid"),
    sa.CheckConstraint("under_way_cents >= 0", name="under_way"),
    sa.CheckConstraint("reminders >= 0", name="reminders"),
    sa.CheckConstraint("paid_cents + under_way_cents <= amount_cents", name="balance"),
    sa.CheckConstraint("(status = 'paid') = (paid_cents = amount_cents)", name="status_paid"),
    sa.Index("ix_invoices_issued", "issued_at", "id"),
    sa.Index("ix_invoices_agency", "agency_id", "issued_at", "id"),
    sa.Index("ix_invoices_due", "due_on", "id"),
    sa.Index("ix_invoices_amount", "amount_cents", "id"),
    sa.Index("ix_invoices_launch", "launch_id"),
    _partial("ix_invoices_remind", "remind_on", "id", where=IS_OPEN_INVOICE),
    _partial("uq_invoices_live", "launch_id", "kind", where=NOT_CANCELLED, unique=True),
)

invoice_payments = sa.Table(
    "invoice_payments",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("invoice_id", sa.Uuid, sa.ForeignKey("invoices.id"), nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    *choice("kind", PaymentKind),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    *choice("status", PaymentStatus),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("received_at", Instant),
    sa.Column("provider_id", sa.Text, unique=True),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("next_action", sa.Text),
    sa.Column("decline_reason", sa.Text, nullable=False),
    sa.Column("lease_until", Instant),
    sa.Column("key", sa.JSON(none_as_null=True)),
    sa.Column("key_user", sa.Uuid),
    sa.Column("key_text", sa.Text),
    *entity(),
    sa.CheckConstraint("amount_cents > 0", name="amount"),
    sa.UniqueConstraint("invoice_id", "key_user", "key_text"),
    sa.Index("ix_invoice_payments_invoice", "invoice_id", "created_at", "id"),
    sa.Index("ix_invoice_payments_received", "received_at"),
    _partial("ix_invoice_payments_under_way", "lease_until", "id", where=IS_UNDER_WAY),
)

credit_notes = sa.Table(
    "credit_notes",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Text, nullable=False, unique=True),
    sa.Column("invoice_id", sa.Uuid, sa.ForeignKey("invoices.id"), nullable=False, unique=True),
    sa.Column("invoice_number", sa.Text, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("agency", sa.JSON, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("issued_at", Instant, nullable=False),
    *entity(),
)

finance_counters = sa.Table(
    "finance_counters",
    metadata,
    sa.Column("series", sa.String(8), primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)

launch_revenues = sa.Table(
    "launch_revenues",
    metadata,
    sa.Column("launch_id", sa.Uuid, primary_key=True),
    sa.Column("revenue_cents", sa.BigInteger, nullable=False),
)
"""What the ledger's entries make of each launch; written with every entry."""
