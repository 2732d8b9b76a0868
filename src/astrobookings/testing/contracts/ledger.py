"""What every adapter of `Ledger` must do."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.ledger import Account, JournalEntry, Posting
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import PRICE, a_journal_entry, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import few_examples

__all__ = ["LedgerContract"]

NOTHING = dict.fromkeys(Account, ZERO)


class LedgerContract:
    """Entries kept once, and their sums."""

    def test_an_empty_ledger_has_nothing_on_any_account(self, store: OperationsHarness) -> None:
        assert store.ledger.balances() == NOTHING
        assert store.ledger.unbalanced() == 0

    def test_an_entry_moves_balances(self, store: OperationsHarness) -> None:
        entry = self.posted(store)

        expected = {**NOTHING, Account.GATEWAY: PRICE, Account.AGENCIES: -PRICE}
        assert store.ledger.balances() == expected
        assert store.ledger.balances(entry.booking_id) == expected

    def test_balances_are_of_one_booking_or_of_all(self, store: OperationsHarness) -> None:
        one, other = self.posted(store), self.posted(store)
        refund = a_journal_entry(
            kind="refund-owed",
            booking_id=one.booking_id,
            postings=(Posting(Account.AGENCIES, PRICE), Posting(Account.REFUNDS_OWED, -PRICE)),
        )
        with store.writing():
            store.ledger.post(refund)

        first = store.ledger.balances(one.booking_id)
        assert first == {**NOTHING, Account.GATEWAY: PRICE, Account.REFUNDS_OWED: -PRICE}
        assert store.ledger.balances(other.booking_id)[Account.AGENCIES] == -PRICE
        assert store.ledger.balances()[Account.GATEWAY] == PRICE * 2
        assert store.ledger.balances(BookingId(fresh_id())) == NOTHING

    def test_kind_and_subject_are_posted_once(self, store: OperationsHarness) -> None:
        entry = self.posted(store)
        again = a_journal_entry(
            kind=entry.kind, subject=entry.subject, booking_id=entry.booking_id, amount=PRICE * 2
        )

        with store.writing():
            assert store.ledger.post(again) is False
            assert store.ledger.post(a_journal_entry(subject=entry.subject, kind="refund-owed"))

        assert store.ledger.balances(entry.booking_id)[Account.GATEWAY] == PRICE

    def test_a_second_posting_does_not_spoil_the_transaction(
        self, store: OperationsHarness
    ) -> None:
        entry = self.posted(store)

        with store.writing():
            store.ledger.post(a_journal_entry(kind=entry.kind, subject=entry.subject))
            key = store.add_example()

        assert store.has_example(key)

    def test_nothing_is_posted_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        with pytest.raises(RuntimeError):
            store.ledger.post(a_journal_entry())

        assert store.ledger.balances() == NOTHING

    def test_a_rollback_takes_the_entry_back(self, store: OperationsHarness) -> None:
        entry = a_journal_entry(booking_id=store.given_hold().id)

        with suppress(ZeroDivisionError), store.writing():
            store.ledger.post(entry)
            raise ZeroDivisionError

        assert store.ledger.balances() == NOTHING
        with store.writing():
            assert store.ledger.post(entry)

    @few_examples
    @given(cents=st.lists(st.integers(1, 999_999_999_99), min_size=1, max_size=6))
    def test_the_ledger_always_balances(self, store: OperationsHarness, cents: list[int]) -> None:
        booking_id = store.given_hold().id
        with store.writing():
            for amount in cents:
                entry = a_journal_entry(booking_id=booking_id, amount=Money.from_cents(amount))
                assert store.ledger.post(entry)

        balances = store.ledger.balances(booking_id)
        assert balances[Account.GATEWAY].cents == sum(cents)
        assert balances[Account.AGENCIES].cents == -sum(cents)
        assert store.ledger.unbalanced() == 0

    @staticmethod
    def posted(store: OperationsHarness) -> JournalEntry:
        """An entry of a booking of its own."""
        entry = a_journal_entry(booking_id=store.given_hold().id)
        with store.writing():
            assert store.ledger.post(entry)
        return entry
