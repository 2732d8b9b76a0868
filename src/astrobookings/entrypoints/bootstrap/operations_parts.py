"""What lives in OperationsDB: SQLite or PostgreSQL."""

from typing import Any

from astrobookings.adapters.sql import (
    SqlAgencies,
    SqlAudiences,
    SqlBookings,
    SqlBookingSource,
    SqlChanges,
    SqlCharges,
    SqlCreditNotes,
    SqlDeadLetters,
    SqlDeliveries,
    SqlHandled,
    SqlIdempotencyKeys,
    SqlInvoicePayments,
    SqlInvoices,
    SqlLaunchBoard,
    SqlLaunchBooks,
    SqlLaunches,
    SqlLaunchSource,
    SqlLedger,
    SqlOutbox,
    SqlQuotes,
    SqlReceipts,
    SqlRefunds,
    SqlReports,
    SqlRockets,
    SqlSeatLedger,
    SqlSpaceports,
    SqlStore,
    SqlTravelers,
)

__all__ = ["operations_parts"]


def operations_parts(store: SqlStore) -> dict[str, Any]:
    """The parts of `Parts` that live in OperationsDB."""
    return {
        "operations": store.transaction,
        "operations_outbox": SqlOutbox(store),
        "operations_deliveries": SqlDeliveries(store),
        "operations_dead_letters": SqlDeadLetters(store),
        "operations_changes": SqlChanges(store),
        "operations_handled": SqlHandled(store),
        "agencies": SqlAgencies(store),
        "rockets": SqlRockets(store),
        "spaceports": SqlSpaceports(store),
        "launches": SqlLaunches(store),
        "board": SqlLaunchBoard(store),
        "seat_ledger": SqlSeatLedger(store),
        "bookings": SqlBookings(store),
        "audiences": SqlAudiences(store),
        "charges": SqlCharges(store),
        "refunds": SqlRefunds(store),
        "quotes": SqlQuotes(store),
        "ledger": SqlLedger(store),
        "receipts": SqlReceipts(store),
        "launch_source": SqlLaunchSource(store),
        "booking_source": SqlBookingSource(store),
        "travelers": SqlTravelers(store),
        "keys": SqlIdempotencyKeys(store),
        "invoices": SqlInvoices(store),
        "invoice_payments": SqlInvoicePayments(store),
        "credit_notes": SqlCreditNotes(store),
        "launch_books": SqlLaunchBooks(store),
        "reports": SqlReports(store),
    }
