"""The append-only double-entry ledger beneath charges, refunds and invoices."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.charges import Charge
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import ZERO, Money, total

__all__ = [
    "Account",
    "JournalEntry",
    "Posting",
    "balances",
    "captured",
    "moved",
    "refund_executed",
    "refund_owed",
    "refund_settled",
    "transfer_received",
]


class Account(StrEnum):
    """Where money stands; debits are positive."""

    GATEWAY = "gateway"
    """What the payment gateway holds for us."""
    AGENCIES = "agencies"
    """What is collected for agencies (credit)."""
    REFUNDS_OWED = "refunds_owed"
    """What travelers are still to get back (credit)."""
    RECEIVABLES = "receivables"
    """What agencies still owe the platform on invoices."""
    FEES = "fees"
    """What the platform earned (credit)."""
    BANK = "bank"
    """What agencies and travelers transferred to the platform's bank account."""


@frozen
class Posting:
    """A movement on one account: positive is a debit, negative a credit; USD."""

    account: Account
    amount: Money


@frozen(kw_only=True)
class JournalEntry:
    """Postings that sum to zero, for one thing that happened once."""

    id: UUID
    at: datetime = field(validator=aware)
    kind: str
    """`charge-captured`, `invoice-issued`, ...; unique together with `subject`."""
    subject: UUID
    """The charge, refund, invoice, payment or credit note."""
    booking_id: BookingId | None
    """None for what concerns no booking: invoices."""
    launch_id: LaunchId
    agency_id: AgencyId
    postings: tuple[Posting, ...]

    def __attrs_post_init__(self) -> None:
        if total(posting.amount for posting in self.postings) != ZERO:
            raise ValueError("the postings of a journal entry sum to zero")


def moved(source: Account, target: Account, amount: Money) -> tuple[Posting, ...]:
    """*amount* from one account to another."""
    return Posting(target, amount), Posting(source, -amount)


def captured(entry_id: UUID, charge: Charge, booking: Booking, now: datetime) -> JournalEntry:
    """The gateway holds *charge* of *booking*, collected for the agency."""
    return JournalEntry(
        id=entry_id,
        at=now,
        kind="charge-captured",
        subject=charge.id,
        booking_id=booking.id,
        launch_id=booking.launch_id,
        agency_id=booking.agency_id,
        postings=moved(Account.AGENCIES, Account.GATEWAY, charge.amount),
    )


def transfer_received(
    entry_id: UUID, charge: Charge, booking: Booking, now: datetime
) -> JournalEntry:
    """*charge* of *booking* came to the bank account, collected for the agency."""
    return JournalEntry(
        id=entry_id,
        at=now,
        kind="transfer-received",
        subject=charge.id,
        booking_id=booking.id,
        launch_id=booking.launch_id,
        agency_id=booking.agency_id,
        postings=moved(Account.AGENCIES, Account.BANK, charge.amount),
    )


def refund_owed(entry_id: UUID, refund: Refund, now: datetime) -> JournalEntry:
    """*refund* is no longer the agency's but owed to the traveler."""
    return JournalEntry(
        id=entry_id,
        at=now,
        kind="refund-owed",
        subject=refund.id,
        booking_id=refund.booking_id,
        launch_id=refund.launch_id,
        agency_id=refund.agency_id,
        postings=moved(Account.REFUNDS_OWED, Account.AGENCIES, refund.amount),
    )


def refund_executed(entry_id: UUID, refund: Refund, now: datetime) -> JournalEntry:
    """The gateway gave *refund* back."""
    return JournalEntry(
        id=entry_id,
        at=now,
        kind="refund-executed",
        subject=refund.id,
        booking_id=refund.booking_id,
        launch_id=refund.launch_id,
        agency_id=refund.agency_id,
        postings=moved(Account.GATEWAY, Account.REFUNDS_OWED, refund.amount),
    )


def refund_settled(entry_id: UUID, refund: Refund, now: datetime) -> JournalEntry:
    """*refund* was paid to the traveler from the platform's bank account."""
    return JournalEntry(
        id=entry_id,
        at=now,
        kind="refund-settled",
        subject=refund.id,
        booking_id=refund.booking_id,
        launch_id=refund.launch_id,
        agency_id=refund.agency_id,
        postings=moved(Account.BANK, Account.REFUNDS_OWED, refund.amount),
    )


def balances(entries: Iterable[JournalEntry]) -> dict[Account, Money]:
    """What stands on each account after *entries*."""
    found = dict.fromkeys(Account, ZERO)
    for entry in entries:
        for posting in entry.postings:
            found[posting.account] += posting.amount
    return found
