"""Charges, refunds, the ledger beneath them, receipts."""

from datetime import datetime
from uuid import UUID

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.booking.ledger import (
    Account,
    JournalEntry,
    Posting,
    captured,
    refund_executed,
    refund_owed,
)
from astrobookings.domain.booking.policies import ChargePolicy
from astrobookings.domain.booking.receipts import Party, Receipt, ReceiptKind, receipt_number
from astrobookings.domain.booking.refunds import (
    Refund,
    RefundPart,
    RefundReason,
    RefundStatus,
    claim,
    failed,
    succeeded,
)
from astrobookings.domain.kernel.ids import (
    AgencyId,
    AttemptId,
    BookingId,
    ChargeId,
    LaunchId,
    ReceiptId,
    RefundId,
    UserId,
    booking_reference,
)
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.testing.strategies.booking import bookings
from astrobookings.testing.strategies.kernel import (
    entities,
    ids,
    instants,
    lines,
    money,
    prices,
    uuids,
    versions,
)

__all__ = [
    "charge_statuses",
    "charges",
    "journal_entries",
    "parties",
    "postings",
    "receipts",
    "refund_parts",
    "refund_statuses",
    "refunds",
]


def charge_statuses() -> SearchStrategy[ChargeStatus]:
    """Where charges stand."""
    return st.sampled_from(ChargeStatus)


def refund_statuses() -> SearchStrategy[RefundStatus]:
    """Where refunds stand."""
    return st.sampled_from(RefundStatus)


@st.composite
def charges(
    draw: DrawFn,
    *,
    id: SearchStrategy[ChargeId] = ids(ChargeId),
    booking_id: SearchStrategy[BookingId] = ids(BookingId),
    attempt_id: SearchStrategy[AttemptId] = ids(AttemptId),
    status: SearchStrategy[ChargeStatus] = charge_statuses(),
    amount: SearchStrategy[Money] = prices(),
    created_at: SearchStrategy[datetime] = instants(),
    version: SearchStrategy[int] = versions(),
    policy: ChargePolicy = ChargePolicy(),
) -> Charge:
    """Charges; only succeeded ones are refunded in part or whole."""
    now, stands, asked = draw(created_at), draw(status), draw(amount)
    paid = stands is ChargeStatus.SUCCEEDED
    asks_for_action = stands is ChargeStatus.REQUIRES_ACTION
    opened = stands is not ChargeStatus.PENDING or draw(st.booleans())
    return draw(
        entities(
            Charge,
            created_at=st.just(now),
            version=version,
            id=id,
            booking_id=booking_id,
            attempt_id=attempt_id,
            amount=st.just(asked),
            method=st.sampled_from(["pm_ok", "pm_declined"]),
            status=st.just(stands),
            provider_id=uuids().map("pi_{}".format) if opened else st.none(),
            decline_reason=lines() if stands is ChargeStatus.DECLINED else st.just(""),
            next_action=st.just("https://bank.example/3ds") if asks_for_action else st.none(),
            refunded=money(most=asked) if paid else st.just(ZERO),
            lease_until=st.just(now + policy.lease),
        )
    )


def refund_parts(*, amount: SearchStrategy[Money] = prices()) -> SearchStrategy[RefundPart]:
    """What charges give back, not executed yet."""
    return st.builds(RefundPart, charge_id=ids(ChargeId), amount=amount)


@st.composite
def refunds(
    draw: DrawFn,
    *,
    id: SearchStrategy[RefundId] = ids(RefundId),
    booking_id: SearchStrategy[BookingId] = ids(BookingId),
    traveler_id: SearchStrategy[UserId] = ids(UserId),
    status: SearchStrategy[RefundStatus] = refund_statuses(),
    parts: SearchStrategy[list[RefundPart]] = st.lists(
        refund_parts(), min_size=1, max_size=3, unique_by=lambda part: part.charge_id
    ),
    created_at: SearchStrategy[datetime] = instants(),
    version: SearchStrategy[int] = versions(),
    policy: ChargePolicy = ChargePolicy(),
) -> Refund:
    """Refunds whose parts make their amount, with the attempts that led to their *status*."""
    now, some = draw(created_at), tuple(draw(parts))
    pending = Refund(
        id=draw(id),
        booking_id=draw(booking_id),
        launch_id=draw(ids(LaunchId)),
        agency_id=draw(ids(AgencyId)),
        traveler_id=draw(traveler_id),
        amount=total(part.amount for part in some),
        reason=draw(st.sampled_from(RefundReason)),
        parts=some,
        due_at=now,
        created_at=now,
        updated_at=now,
        version=draw(version),
    )
    return _attempted(draw, pending, draw(status), policy)


def _attempted(draw: DrawFn, pending: Refund, status: RefundStatus, policy: ChargePolicy) -> Refund:
    refund, now = pending, pending.due_at
    failures = draw(st.integers(0, 2))
    if status is RefundStatus.FAILED:
        failures = policy.refund_attempts
    for _ in range(failures):
        now = refund.due_at
        refund = failed(claim(refund, now, policy), "no answer", now, policy)
    if status in {RefundStatus.EXECUTING, RefundStatus.SUCCEEDED}:
        now = refund.due_at
        refund = claim(refund, now, policy)
    if status is RefundStatus.SUCCEEDED:
        done = (evolve(one, provider_refund_id=f"re_{one.charge_id}") for one in refund.parts)
        refund = succeeded(refund, tuple(done), now)
    if status is RefundStatus.SETTLED_BY_HAND:
        refund = evolve(refund, status=status, reference=draw(lines()), executed_at=now)
    return evolve(refund, updated_at=now)


def postings() -> SearchStrategy[Posting]:
    """Movements on one account, debit or credit."""
    return st.builds(Posting, st.sampled_from(Account), prices() | prices().map(lambda m: -m))


@st.composite
def journal_entries(draw: DrawFn, *, at: SearchStrategy[datetime] = instants()) -> JournalEntry:
    """What the ledger keeps of a charge captured, a refund owed or one executed."""
    entry_id: UUID = draw(uuids())
    now = draw(at)
    if draw(st.booleans()):
        paid = draw(charges(status=st.just(ChargeStatus.SUCCEEDED)))
        return captured(entry_id, paid, draw(bookings()), now)
    if draw(st.booleans()):
        return refund_owed(entry_id, draw(refunds(status=st.just(RefundStatus.PENDING))), now)
    done = refunds(status=st.just(RefundStatus.SUCCEEDED))
    return refund_executed(entry_id, draw(done), now)


def parties() -> SearchStrategy[Party]:
    """Payers and agencies as receipts name them."""
    return st.builds(Party, name=lines(), tax_id=lines(), address=lines())


@st.composite
def receipts(
    draw: DrawFn,
    *,
    booking_id: SearchStrategy[BookingId] = ids(BookingId),
    traveler_id: SearchStrategy[UserId] = ids(UserId),
    amount: SearchStrategy[Money] = prices(),
    issued_at: SearchStrategy[datetime] = instants(),
) -> Receipt:
    """Receipts for payments and refunds."""
    now, of_booking = draw(issued_at), draw(booking_id)
    return Receipt(
        id=draw(ids(ReceiptId)),
        number=receipt_number(now.year, draw(st.integers(1, 999_999))),
        kind=draw(st.sampled_from(ReceiptKind)),
        subject=draw(uuids()),
        booking_id=of_booking,
        booking_reference=booking_reference(of_booking),
        traveler_id=draw(traveler_id),
        agency_id=draw(ids(AgencyId)),
        amount=draw(amount),
        issued_at=now,
        traveler=draw(parties()),
        agency=draw(parties()),
        created_at=now,
        updated_at=now,
    )
