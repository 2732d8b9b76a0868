"""What every adapter of `CreditNotes` must do."""

from contextlib import suppress
from functools import partial
from typing import Any

from attrs import evolve

from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.testing.builders import a_credit_note, an_invoice
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.records import TellsAbsenceContract
from astrobookings.testing.contracts.threads import at_once

__all__ = ["CreditNotesContract"]


def _draft(store: OperationsHarness) -> CreditNote:
    launch = store.given_launch()
    with store.writing():
        invoice = store.invoices.issue(an_invoice(launch_id=launch.id, agency_id=launch.agency_id))
    return a_credit_note(invoice_id=invoice.id, agency_id=launch.agency_id)


def _issue(store: OperationsHarness, note: CreditNote | None = None) -> CreditNote:
    draft = note or _draft(store)
    with store.writing():
        return store.credit_notes.issue(draft)


class CreditNotesContract(TellsAbsenceContract[OperationsHarness]):
    """Numbers without gaps, one note for each invoice."""

    def read(self, store: OperationsHarness, key: Any, /) -> CreditNote:
        return store.credit_notes.get(key)

    def test_an_issued_note_can_be_read(self, store: OperationsHarness) -> None:
        draft = _draft(store)
        with store.writing() as origin:
            issued = store.credit_notes.issue(draft)

        assert store.credit_notes.get(draft.id) == issued
        assert issued == evolve(draft, number="CN-2027-000001", version=1, updated_at=origin.at)

    def test_an_invoice_has_one_note(self, store: OperationsHarness) -> None:
        issued = _issue(store)

        again = _issue(store, a_credit_note(invoice_id=issued.invoice_id))

        assert again == issued
        assert _issue(store).number == "CN-2027-000002"

    def test_a_rollback_leaves_no_gap(self, store: OperationsHarness) -> None:
        draft = _draft(store)

        with suppress(ZeroDivisionError), store.writing():
            store.credit_notes.issue(draft)
            raise ZeroDivisionError

        assert _issue(store).number == "CN-2027-000001"

    def test_many_who_issue_at_once_leave_no_gap(self, store: OperationsHarness) -> None:
        drafts = [_draft(store) for _ in range(4)]

        issued = at_once([partial(_issue, store, draft) for draft in drafts])

        assert {one.number for one in issued} == {f"CN-2027-00000{n}" for n in range(1, 5)}
