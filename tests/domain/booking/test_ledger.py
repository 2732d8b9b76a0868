"""The ledger balances, whatever happens (stories 2.5, 2.11)."""

from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.booking.ledger import (
    Account,
    JournalEntry,
    Posting,
    balances,
    captured,
    refund_executed,
    refund_owed,
)
from astrobookings.domain.booking.receipts import Receipt, receipt_number
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.kernel.money import ZERO, total
from astrobookings.testing.strategies import charges, journal_entries, postings, receipts, refunds
from tests.domain.examples import NOW, a_booking, a_charge, a_refund, number, usd

BOOKING = a_booking()
ENTRY: UUID = number(90)


@given(st.lists(journal_entries(), max_size=5))
def test_every_entry_and_so_the_whole_ledger_sums_to_zero(entries: list[JournalEntry]) -> None:
    for entry in entries:
        assert total(posting.amount for posting in entry.postings) == ZERO
    assert total(balances(entries).values()) == ZERO


@given(journal_entries(), postings())
def test_an_entry_that_does_not_balance_cannot_be_made(
    entry: JournalEntry, one_sided: Posting
) -> None:
    with pytest.raises(ValueError, match="sum to zero"):
        evolve(entry, postings=(*entry.postings, one_sided))


@given(charges(status=st.just(ChargeStatus.SUCCEEDED)))
def test_a_captured_charge_is_the_agencys_and_lies_with_the_gateway(charge: Charge) -> None:
    entry = captured(ENTRY, charge, BOOKING, NOW)

    stands = balances([entry])

    assert stands[Account.GATEWAY] == charge.amount
    assert stands[Account.AGENCIES] == -charge.amount
    assert stands[Account.REFUNDS_OWED] == ZERO
    assert (entry.kind, entry.subject) == ("charge-captured", charge.id)
    assert (entry.booking_id, entry.launch_id) == (BOOKING.id, BOOKING.launch_id)
    assert entry.agency_id == BOOKING.agency_id


@given(refunds())
def test_a_refund_goes_from_the_agency_over_what_is_owed_out_of_the_gateway(
    refund: Refund,
) -> None:
    owed = refund_owed(ENTRY, refund, NOW)
    executed = refund_executed(ENTRY, refund, NOW)

    assert balances([owed])[Account.REFUNDS_OWED] == -refund.amount
    nothing = dict.fromkeys(Account, ZERO)
    assert balances([owed, executed]) == nothing | {
        Account.GATEWAY: -refund.amount,
        Account.AGENCIES: refund.amount,
    }
    assert {owed.kind, executed.kind} == {"refund-owed", "refund-executed"}
    assert owed.subject == executed.subject == refund.id


@pytest.mark.story("2.5")
def test_after_a_refund_the_agency_keeps_the_retained_share() -> None:
    charge, refund = a_charge(amount=usd(2000)), a_refund()

    stands = balances(
        [
            captured(ENTRY, charge, BOOKING, NOW),
            refund_owed(ENTRY, refund, NOW),
            refund_executed(ENTRY, refund, NOW),
        ]
    )

    assert stands[Account.AGENCIES] == usd(-600)
    assert stands[Account.GATEWAY] == usd(600)


def test_an_empty_ledger_stands_at_zero_everywhere() -> None:
    assert balances([]) == dict.fromkeys(Account, ZERO)


@pytest.mark.story("2.11")
@pytest.mark.parametrize(
    ("count", "number_"),
    [(1, "RC-2026-000001"), (123, "RC-2026-000123"), (1_000_000, "RC-2026-1000000")],
)
def test_receipts_are_numbered_within_their_year(count: int, number_: str) -> None:
    assert receipt_number(2026, count) == number_


@pytest.mark.story("2.11")
@given(receipts())
def test_a_receipt_names_both_parties_with_their_tax_ids(receipt: Receipt) -> None:
    assert receipt.traveler.tax_id
    assert receipt.agency.tax_id
    assert receipt.number.startswith(f"RC-{receipt.issued_at.year}-")
