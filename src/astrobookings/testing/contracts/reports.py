"""What every adapter of `Reports` must do."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking.booking import CancelledBy, SeatFare, cancel
from astrobookings.domain.booking.ledger import Account, Posting
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus, payment_received
from astrobookings.domain.finance.payments import PaymentKind, PaymentStatus
from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.finance.reports import (
    AgencyFigures,
    AgencyMonth,
    AnnualFigures,
    LaunchLine,
    OperationsFigures,
)
from astrobookings.domain.kernel.ids import AgencyId, AttemptId, CreditNoteId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.builders import (
    PRICE,
    a_journal_entry,
    a_refund,
    an_agency,
    an_invoice,
    an_invoice_payment,
    fresh_id,
)
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["ReportsContract"]

FEES = FeePolicy()
JUNE = datetime(2027, 6, 15, 12, tzinfo=UTC)
LATE = datetime(2027, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
NEXT = datetime(2028, 1, 1, tzinfo=UTC)


def usd(amount: str) -> Money:
    return Money.of(amount)


def agency(store: OperationsHarness, name: str, **fields: Any) -> AgencyId:
    with store.writing():
        return store.agencies.add(an_agency(company_name=name, **fields)).id


def flight(
    store: OperationsHarness,
    owner: AgencyId,
    at: datetime = JUNE,
    *,
    status: LaunchStatus = LaunchStatus.SCHEDULED,
    revenue: Money = ZERO,
    **fields: Any,
) -> Launch:
    launch = store.given_launch(agency_id=owner, launch_at=at, **fields)
    lines = Posting(Account.GATEWAY, revenue), Posting(Account.AGENCIES, -revenue)
    with store.writing():
        if revenue:
            store.ledger.post(a_journal_entry(launch_id=launch.id, postings=lines))
        if status is not launch.status:
            return store.launches.save(evolve(launch, status=status))
    return launch


class ReportsContract:
    """Figures that were reckoned by hand."""

    def annual(self, store: OperationsHarness, year: int = 2027) -> list[tuple[str, int, Any]]:
        found = store.reports.annual(year, FEES)
        return [(one.agency_name, one.month, one.figures) for one in found]

    def test_an_empty_platform_has_empty_reports(self, store: OperationsHarness) -> None:
        agency(store, "Idle")

        assert list(store.reports.annual(2027, FEES)) == []
        assert list(store.reports.agencies(2027, FEES)) == []
        assert list(store.reports.operations(2027)) == []

    def test_payments_count_in_the_month_they_came_in(self, store: OperationsHarness) -> None:
        owner = agency(store, "Orbita")
        launch = flight(store, owner, NEXT + timedelta(days=400))
        with store.writing():
            invoice = store.invoices.issue(
                an_invoice(
                    launch_id=launch.id,
                    agency_id=owner,
                    amount=usd("100.00"),
                    due_on=date(2030, 1, 1),
                )
            )
            for at, cents, status in (
                (JUNE, 1, PaymentStatus.RECEIVED),
                (JUNE, 2, PaymentStatus.RECEIVED),
                (LATE, 4, PaymentStatus.RECEIVED),
                (NEXT, 8, PaymentStatus.RECEIVED),
                (JUNE, 16, PaymentStatus.RETURNED),
                (None, 32, PaymentStatus.PENDING),
            ):
                store.invoice_payments.add(
                    an_invoice_payment(
                        invoice_id=invoice.id,
                        agency_id=owner,
                        kind=PaymentKind.RECORDED,
                        amount=Money.from_cents(cents),
                        status=status,
                        received_at=at,
                    )
                )

        assert self.annual(store) == [
            ("Orbita", 6, AnnualFigures(actual=usd("0.03"))),
            ("Orbita", 12, AnnualFigures(actual=usd("0.04"))),
        ]

    def test_open_balances_count_in_the_month_they_are_due_in(
        self, store: OperationsHarness
    ) -> None:
        owner = agency(store, "Orbita")
        far = NEXT + timedelta(days=400)
        for place, (due_on, paid) in enumerate(
            [
                (date(2027, 3, 1), "0.00"),
                (date(2027, 3, 31), "30.00"),
                (date(2027, 4, 1), "100.00"),
                (date(2028, 1, 1), "0.00"),
            ]
        ):
            launch = flight(store, owner, far + timedelta(days=2 * place))
            draft = an_invoice(
                launch_id=launch.id, agency_id=owner, amount=usd("100.00"), due_on=due_on
            )
            with store.writing():
                invoice = store.invoices.issue(draft)
                if paid != "0.00":
                    store.invoices.save(payment_received(invoice, usd(paid)))
        gone = flight(store, owner, far - timedelta(days=9))
        with store.writing():
            void = an_invoice(launch_id=gone.id, agency_id=owner, due_on=date(2027, 5, 1))
            store.invoices.save(
                evolve(
                    store.invoices.issue(void),
                    status=InvoiceStatus.CANCELLED,
                    credit_note_id=CreditNoteId(fresh_id()),
                )
            )

        assert self.annual(store) == [("Orbita", 3, AnnualFigures(pending=usd("170.00")))]

    def test_open_launches_are_projected_and_all_have_revenue(
        self, store: OperationsHarness
    ) -> None:
        owner = agency(store, "Orbita")
        flight(store, owner, JUNE, revenue=usd("1000.50"))
        flight(store, owner, LATE, revenue=usd("7.00"), status=LaunchStatus.DELAYED)
        flight(store, owner, NEXT + timedelta(days=9), revenue=usd("50.00"))
        for status in (LaunchStatus.SUCCESSFUL, LaunchStatus.ABORTED, LaunchStatus.FAILED):
            flight(store, owner, JUNE - timedelta(days=90), status=status, revenue=usd("10.00"))

        assert self.annual(store) == [
            ("Orbita", 3, AnnualFigures(launch_revenue=usd("30.00"))),
            ("Orbita", 6, AnnualFigures(projected=usd("10.01"), launch_revenue=usd("1000.50"))),
            ("Orbita", 12, AnnualFigures(projected=usd("0.07"), launch_revenue=usd("7.00"))),
        ]

    def test_a_reliable_agency_is_projected_at_its_rate_from_its_third_launch_on(
        self, store: OperationsHarness
    ) -> None:
        owner = agency(store, "Orbita")
        success = LaunchStatus.SUCCESSFUL
        flight(store, owner, JUNE - timedelta(days=400), status=success)
        flight(store, owner, JUNE, status=success)
        flight(store, owner, JUNE - timedelta(days=30), revenue=usd("1000.00"))
        flight(store, owner, JUNE + timedelta(days=30), revenue=usd("1000.00"))
        flight(store, agency(store, "Zenit"), JUNE, revenue=usd("1000.00"))

        projected = [(name, month, one.projected) for name, month, one in self.annual(store)]

        assert projected == [
            ("Orbita", 5, usd("10.00")),
            ("Orbita", 7, usd("8.00")),
            ("Zenit", 6, usd("10.00")),
        ]

    def test_projected_fees_are_rounded_half_up_launch_by_launch(
        self, store: OperationsHarness
    ) -> None:
        owner = agency(store, "Orbita")
        for place in range(3):
            flight(store, owner, JUNE + timedelta(days=2 * place), revenue=usd("0.50"))
        flight(store, owner, JUNE - timedelta(days=60), revenue=usd("0.49"))

        assert [one.projected for _, _, one in self.annual(store)] == [ZERO, usd("0.03")]

    def test_a_month_of_an_agency_is_summed_from_its_launches(
        self, store: OperationsHarness
    ) -> None:
        owner, other = agency(store, "Orbita", successful_launches=2), agency(store, "Zenit")
        flown = flight(
            store, owner, JUNE, status=LaunchStatus.SCHEDULED, revenue=usd("300.00"), seats_total=9
        )
        store.confirm(store.given_hold(flown, wanted=Wanted.seats(3)))
        ended = store.confirm(store.given_hold(flown, wanted=Wanted.seats(2)))
        store.given_hold(flown)
        with store.writing():
            store.seat_ledger.give_back(ended)
            cancelled = cancel(ended, by=CancelledBy.TRAVELER, reason="", now=store.clock.now())
            store.bookings.save(cancelled)
            store.refunds.add(
                a_refund(
                    booking_id=ended.id,
                    launch_id=flown.id,
                    agency_id=owner,
                    traveler_id=ended.traveler_id,
                )
            )
            place = {"launch_id": flown.id, "agency_id": owner, "amount": usd("3.00")}
            invoice = store.invoices.issue(an_invoice(**place))
            store.invoices.save(payment_received(invoice, usd("1.00")))
            void = store.invoices.issue(an_invoice(**place, kind=InvoiceKind.ABORT_FEE))
            store.invoices.save(
                evolve(
                    void,
                    status=InvoiceStatus.CANCELLED,
                    credit_note_id=CreditNoteId(fresh_id()),
                )
            )
        aborted = flight(store, owner, JUNE, status=LaunchStatus.ABORTED)
        flight(store, owner, NEXT)
        flight(store, other, LATE, status=LaunchStatus.FAILED)
        expected = AgencyMonth(
            agency_id=owner,
            agency_name="Orbita",
            reliability=Reliability.RELIABLE,
            month=6,
            figures=AgencyFigures(
                launches=2,
                aborted=1,
                seats=3,
                cancellations=1,
                revenue=usd("300.00"),
                refunds=a_refund().amount,
                fees=usd("3.00"),
                paid=usd("1.00"),
            ),
        )

        both, own = store.reports.agencies(2027, FEES), store.reports.agencies(2027, FEES, owner)

        assert list(own) == [expected]
        assert both[0] == expected
        assert [(one.agency_name, one.month, one.figures.failed) for one in both[1:]] == [
            ("Zenit", 12, 1)
        ]
        by_launch = store.reports.launches(2027, owner)
        assert {one.launch_id for one in by_launch} == {flown.id, aborted.id}
        assert sum((one.figures for one in by_launch), AgencyFigures()) == expected.figures

    def test_launches_of_one_agency_are_told_one_by_one(self, store: OperationsHarness) -> None:
        owner = agency(store, "Orbita")
        later = flight(store, owner, LATE, destination=Destination.MARS)
        gone = flight(store, owner, JUNE, status=LaunchStatus.FAILED, revenue=usd("7.00"))
        flight(store, owner, NEXT)
        flight(store, agency(store, "Zenit"), JUNE)

        assert list(store.reports.launches(2027, owner)) == [
            LaunchLine(
                launch_id=gone.id,
                slug=gone.slug,
                destination=gone.destination,
                launch_at=JUNE,
                status=LaunchStatus.FAILED,
                figures=AgencyFigures(launches=1, failed=1, revenue=usd("7.00")),
            ),
            LaunchLine(
                launch_id=later.id,
                slug=later.slug,
                destination=Destination.MARS,
                launch_at=LATE,
                status=LaunchStatus.SCHEDULED,
                figures=AgencyFigures(launches=1),
            ),
        ]
        assert store.reports.launches(2026, owner) == ()

    def test_destinations_are_summed_by_month(self, store: OperationsHarness) -> None:
        owner = agency(store, "Orbita")
        iss = flight(
            store,
            owner,
            JUNE,
            destination=Destination.ISS,
            seats_total=10,
            revenue=PRICE,
        )
        store.confirm(store.given_hold(iss, wanted=Wanted.seats(4)))
        store.given_hold(iss)
        flight(
            store,
            owner,
            JUNE,
            destination=Destination.ISS,
            seats_total=6,
            status=LaunchStatus.SUCCESSFUL,
        )
        flight(store, owner, LATE, destination=Destination.MARS, seats_total=5)
        flight(store, owner, LATE, destination=Destination.LOW_EARTH_ORBIT, seats_total=5)

        found = store.reports.operations(2027)

        assert [(one.destination, one.month) for one in found] == [
            (Destination.LOW_EARTH_ORBIT, 12),
            (Destination.ISS, 6),
            (Destination.MARS, 12),
        ]
        assert found[1].figures == OperationsFigures(
            launches=2, successful=1, seats_total=16, seats_sold=4, bookings=1, revenue=PRICE
        )

    def test_rates_come_from_the_policy(self, store: OperationsHarness) -> None:
        flight(store, agency(store, "Orbita"), JUNE, revenue=usd("100.00"))
        dear = FeePolicy(new=Decimal("0.0125"))

        (line,) = store.reports.annual(2027, dear)

        assert line.figures.projected == usd("1.25")

    def test_seats_being_added_are_nobodys_yet(self, store: OperationsHarness) -> None:
        launch = flight(store, agency(store, "Orbita"))
        booking = store.confirm(store.given_hold(launch, wanted=Wanted.seats(2)))
        with store.writing():
            adding, attempt = (SeatFare(7, PRICE),), AttemptId(fresh_id())
            store.bookings.reseat(evolve(booking, adding=adding, paying=attempt))

        (line,) = store.reports.operations(2027)

        assert (line.figures.seats_sold, line.figures.bookings) == (2, 1)
