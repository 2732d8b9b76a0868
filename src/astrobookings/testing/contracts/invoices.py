"""What every adapter of `Invoices` must do."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.domain.finance.invoices import (
    Invoice,
    InvoiceKind,
    InvoiceStatus,
    payment_received,
)
from astrobookings.domain.kernel.ids import AgencyId, CreditNoteId, LaunchId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW, PRICE, an_invoice, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import first, refuses_foreign_cursors, walk
from astrobookings.testing.contracts.records import LocksContract, TellsAbsenceContract
from astrobookings.testing.contracts.threads import at_once

__all__ = ["InvoicesContract"]

DAY = timedelta(days=1)


class InvoicesContract(
    LocksContract[OperationsHarness, Invoice], TellsAbsenceContract[OperationsHarness]
):
    """Numbers without gaps, one live invoice for each launch and kind."""

    def make(self, store: OperationsHarness, /, **fields: Any) -> Invoice:
        if "launch_id" not in fields:
            launch = store.given_launch()
            fields = {"launch_id": launch.id, "agency_id": launch.agency_id, **fields}
        with store.writing():
            return store.invoices.issue(an_invoice(**fields))

    def changed(self, entity: Invoice, /) -> Invoice:
        return payment_received(entity, PRICE.from_cents(1))

    def save(self, store: OperationsHarness, entity: Invoice, /) -> Invoice:
        return store.invoices.save(entity)

    def read(self, store: OperationsHarness, key: Any, /) -> Invoice:
        return store.invoices.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Invoice:
        return store.invoices.lock(key)

    def cancel(self, store: OperationsHarness, invoice: Invoice) -> Invoice:
        gone = evolve(
            invoice, status=InvoiceStatus.CANCELLED, credit_note_id=CreditNoteId(fresh_id())
        )
        with store.writing():
            return store.invoices.save(gone)

    def test_an_issued_invoice_can_be_read(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        draft = an_invoice(launch_id=launch.id, agency_id=launch.agency_id, number="INV-1")
        with store.writing() as origin:
            issued = store.invoices.issue(draft)

        assert store.invoices.get(draft.id) == issued
        assert issued == evolve(draft, number="INV-2027-000001", version=1, updated_at=origin.at)

    def test_a_changed_invoice_is_kept(self, store: OperationsHarness) -> None:
        invoice = self.make(store)

        with store.writing():
            saved = store.invoices.save(self.changed(invoice))

        assert store.invoices.get(invoice.id) == saved
        assert saved.status is InvoiceStatus.PARTIALLY_PAID

    def test_each_utc_year_has_its_own_numbers(self, store: OperationsHarness) -> None:
        new_year = datetime(2028, 1, 1, tzinfo=UTC)
        east = timezone(timedelta(hours=9))
        self.make(store)

        last = self.make(store, issued_at=(new_year - DAY / 24).astimezone(east))
        new = self.make(store, issued_at=new_year)

        assert (last.number, new.number) == ("INV-2027-000002", "INV-2028-000001")

    def test_a_launch_and_kind_have_one_live_invoice(self, store: OperationsHarness) -> None:
        issued = self.make(store)
        place = {"launch_id": issued.launch_id, "agency_id": issued.agency_id}

        assert self.make(store, **place) == issued
        assert self.make(store, **place, kind=InvoiceKind.ABORT_FEE).number.endswith("2")
        self.cancel(store, issued)
        assert self.make(store, **place).number.endswith("3")

    def test_a_rollback_leaves_no_gap(self, store: OperationsHarness) -> None:
        launch = store.given_launch()
        draft = an_invoice(launch_id=launch.id, agency_id=launch.agency_id)

        with suppress(ZeroDivisionError), store.writing():
            store.invoices.issue(draft)
            raise ZeroDivisionError

        assert self.make(store).number == "INV-2027-000001"

    def test_many_who_issue_at_once_leave_no_gap_and_no_double(
        self, store: OperationsHarness
    ) -> None:
        launches = [store.given_launch() for _ in range(4)]
        calls = [
            partial(self.make, store, launch_id=one.id, agency_id=one.agency_id)
            for one in [*launches, *launches]
        ]

        issued = at_once(calls)

        assert {one.number for one in issued} == {f"INV-2027-00000{n}" for n in range(1, 5)}

    def test_nothing_is_issued_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        launch = store.given_launch()

        with pytest.raises(RuntimeError):
            store.invoices.issue(an_invoice(launch_id=launch.id, agency_id=launch.agency_id))

    @pytest.mark.parametrize("sort", InvoiceSort)
    def test_a_list_is_walked_in_its_order(
        self, store: OperationsHarness, sort: InvoiceSort
    ) -> None:
        made = [
            self.make(
                store,
                issued_at=NOW + days * DAY,
                due_on=(NOW - days * DAY).date(),
                amount=PRICE * (1 + days % 2),
            )
            for days in (3, 1, 1, 2)
        ]
        key = {
            InvoiceSort.NEWEST: lambda one: (one.issued_at, one.id),
            InvoiceSort.OLDEST: lambda one: (one.issued_at, one.id),
            InvoiceSort.DUE: lambda one: (one.due_on, one.id),
            InvoiceSort.LARGEST: lambda one: (one.amount.cents, one.id),
        }[sort]

        def read(page: PageRequest) -> Any:
            return store.invoices.list(InvoiceFilter(), sort, page)

        assert walk(read, [2, 1]) == sorted(made, key=key, reverse=sort.startswith("-"))
        refuses_foreign_cursors(read)

    def test_open_ones_are_to_be_reminded_of_from_their_day_on(
        self, store: OperationsHarness
    ) -> None:
        days = [(NOW + days * DAY).date() for days in range(4)]
        late = self.make(store, remind_on=days[2])
        soon = self.make(store, remind_on=days[1])
        paid = self.make(store, remind_on=days[1])
        self.make(store, remind_on=None)
        with store.writing():
            store.invoices.save(payment_received(paid, paid.amount))

        assert list(store.invoices.to_remind(days[0], 9)) == []
        assert list(store.invoices.to_remind(days[1], 9)) == [soon]
        assert list(store.invoices.to_remind(days[3], 9)) == [soon, late]
        assert list(store.invoices.to_remind(days[3], 1)) == [soon]

    def found(self, store: OperationsHarness, **wanted: Any) -> list[Invoice]:
        filter_ = InvoiceFilter(**wanted)
        return first(lambda page: store.invoices.list(filter_, InvoiceSort.OLDEST, page))

    def test_filters_choose(self, store: OperationsHarness) -> None:
        open_ = self.make(store)
        paid = self.make(store, issued_at=NOW + DAY, kind=InvoiceKind.ABORT_FEE)
        with store.writing():
            paid = store.invoices.save(payment_received(paid, paid.amount))
        due = open_.due_on
        both = [open_, paid]

        assert self.found(store) == both
        assert self.found(store, agency_id=open_.agency_id) == [open_]
        assert self.found(store, agency_id=AgencyId(fresh_id())) == []
        assert self.found(store, launch_id=paid.launch_id) == [paid]
        assert self.found(store, launch_id=LaunchId(fresh_id())) == []
        assert self.found(store, kind=InvoiceKind.ABORT_FEE) == [paid]
        assert self.found(store, statuses=frozenset({InvoiceStatus.PAID})) == [paid]
        assert self.found(store, statuses=frozenset()) == []
        assert self.found(store, overdue_on=due) == []
        assert self.found(store, overdue_on=due + 9 * DAY) == [open_]
        assert self.found(store, issued_from=NOW + DAY) == [paid]
        assert self.found(store, issued_before=NOW + DAY) == [open_]
        assert self.found(store, text="-000002") == [paid]
        assert self.found(store, text="PERIGEE") == both
        assert self.found(store, text="50%") == []
