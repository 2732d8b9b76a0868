"""Invoices, their payments, credit notes, and reports."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.finance.credit_notes import CreditNote, crediting
from astrobookings.domain.finance.invoices import (
    DueChange,
    Invoice,
    InvoicedLaunch,
    InvoiceKind,
    cancelled,
    invoice_number,
    payment_begun,
    payment_received,
)
from astrobookings.domain.finance.payments import (
    InvoicePayment,
    PaymentKey,
    PaymentKind,
    PaymentStatus,
)
from astrobookings.domain.finance.reports import (
    AgencyFigures,
    AgencyMonth,
    AgencyReport,
    AnnualFigures,
    AnnualLine,
    AnnualReport,
    LaunchesReport,
    LaunchLine,
    OperationsFigures,
    OperationsLine,
    OperationsReport,
)
from astrobookings.domain.kernel.ids import (
    AgencyId,
    CreditNoteId,
    InvoiceId,
    InvoicePaymentId,
    LaunchId,
)
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.strategies.agencies import destinations, time_zones
from astrobookings.testing.strategies.kernel import ids, instants, lines, prices, uuids
from astrobookings.testing.strategies.payments import parties

__all__ = [
    "agency_months",
    "agency_reports",
    "agency_sums",
    "annual_lines",
    "annual_reports",
    "annual_sums",
    "credit_notes",
    "due_changes",
    "invoice_payments",
    "invoiced_launches",
    "invoices",
    "launch_lines",
    "launches_reports",
    "operations_lines",
    "operations_reports",
    "operations_sums",
    "payment_keys",
]

_TERM = timedelta(days=30)
_COUNTS = st.integers(0, 9)
_MONTHS = st.integers(1, 12)
_AGENCIES = ((AgencyId(UUID(int=1)), "Orbita"), (AgencyId(UUID(int=2)), "Zenit"))


def invoiced_launches() -> SearchStrategy[InvoicedLaunch]:
    """Launches as invoices name them."""
    return st.builds(
        InvoicedLaunch,
        slug=st.just("heron-cape-moon-2027-02-01"),
        destination=destinations(),
        launch_at=instants(),
        time_zone=time_zones().map(str),
        rocket_name=lines(),
        spaceport_name=lines(),
        seats=_COUNTS,
    )


@st.composite
def due_changes(draw: DrawFn) -> DueChange:
    """Due dates put off."""
    at = draw(instants())
    before = at.astimezone(UTC).date()
    after = before + timedelta(days=draw(st.integers(1, 60)))
    return DueChange(at=at, by=draw(uuids()), before=before, after=after, reason=draw(lines()))


def payment_keys() -> SearchStrategy[PaymentKey]:
    """Idempotency keys."""
    return st.builds(PaymentKey, user_id=uuids(), key=uuids().map(str), digest=st.just("0" * 64))


@st.composite
def invoices(draw: DrawFn, *, issued_at: SearchStrategy[datetime] = instants()) -> Invoice:
    """Invoices: open, paid in part or whole, with money under way, or cancelled."""
    now = draw(issued_at)
    kind = draw(st.sampled_from(InvoiceKind))
    fee = kind is InvoiceKind.LAUNCH_FEE
    amount = draw(prices().filter(lambda one: one.cents > 1))
    due_on = now.astimezone(UTC).date() + _TERM
    invoice = Invoice(
        id=draw(ids(InvoiceId)),
        number=invoice_number(now.astimezone(UTC).year, draw(st.integers(1, 99))),
        kind=kind,
        agency_id=draw(ids(AgencyId)),
        launch_id=draw(ids(LaunchId)),
        agency=draw(parties()),
        launch=draw(invoiced_launches()),
        revenue=amount * 100 if fee else ZERO,
        rate=Decimal("0.01") if fee else None,
        reliability=draw(st.sampled_from(Reliability)),
        explanation=draw(lines()),
        amount=amount,
        issued_at=now,
        due_on=due_on,
        created_at=now,
        updated_at=now,
        version=1,
    )
    part = Money.from_cents(draw(st.integers(1, amount.cents - 1)))
    states = (
        invoice,
        payment_received(invoice, part),
        payment_begun(invoice, part),
        payment_received(invoice, amount),
        cancelled(invoice, draw(ids(CreditNoteId))),
    )
    return draw(st.sampled_from(states))


@st.composite
def invoice_payments(draw: DrawFn) -> InvoicePayment:
    """Transfers that were recorded, and payments online in any state."""
    now, kind = draw(instants()), draw(st.sampled_from(PaymentKind))
    recorded = kind is PaymentKind.RECORDED
    status = PaymentStatus.RECEIVED if recorded else draw(st.sampled_from(PaymentStatus))
    came = status in {PaymentStatus.RECEIVED, PaymentStatus.RETURNED}
    return InvoicePayment(
        id=draw(ids(InvoicePaymentId)),
        invoice_id=draw(ids(InvoiceId)),
        agency_id=draw(ids(AgencyId)),
        kind=kind,
        amount=draw(prices()),
        status=status,
        reference=draw(lines()),
        received_at=now if came else None,
        method="" if recorded else "pm_ok",
        lease_until=None if recorded else now + timedelta(seconds=60),
        key=draw(st.none() | payment_keys()),
        created_at=now,
        updated_at=now,
        version=1,
    )


@st.composite
def credit_notes(draw: DrawFn) -> CreditNote:
    """Notes over the whole of an invoice."""
    invoice = draw(invoices())
    note = crediting(draw(ids(CreditNoteId)), invoice, reason=draw(lines()), now=invoice.issued_at)
    return evolve(note, number="CN-2027-000001", version=1)


def annual_sums() -> SearchStrategy[AnnualFigures]:
    """What a month brought."""
    return st.builds(
        AnnualFigures,
        actual=prices(),
        pending=prices(),
        projected=prices(),
        launch_revenue=prices(),
    )


def annual_lines() -> SearchStrategy[AnnualLine]:
    """Agencies in a month; one has the same name each time."""
    return st.builds(
        lambda agency, month, figures: AnnualLine(
            agency_id=agency[0], agency_name=agency[1], month=month, figures=figures
        ),
        st.sampled_from(_AGENCIES),
        _MONTHS,
        annual_sums(),
    )


def annual_reports() -> SearchStrategy[AnnualReport]:
    """A year with few lines."""
    found = st.lists(annual_lines(), max_size=4).map(tuple)
    return st.builds(AnnualReport, year=st.just(2027), as_of=instants(), lines=found)


def agency_sums() -> SearchStrategy[AgencyFigures]:
    """What launches of a month came to."""
    return st.builds(
        AgencyFigures,
        launches=_COUNTS,
        seats=_COUNTS,
        cancellations=_COUNTS,
        revenue=prices(),
        refunds=prices(),
        fees=prices(),
        paid=prices(),
    )


def agency_months() -> SearchStrategy[AgencyMonth]:
    """Agencies in a month."""
    return st.builds(
        lambda agency, month, figures: AgencyMonth(
            agency_id=agency[0],
            agency_name=agency[1],
            reliability=Reliability.NEW,
            month=month,
            figures=figures,
        ),
        st.sampled_from(_AGENCIES),
        _MONTHS,
        agency_sums(),
    )


def agency_reports() -> SearchStrategy[AgencyReport]:
    """A year with few lines."""
    found = st.lists(agency_months(), max_size=4).map(tuple)
    return st.builds(AgencyReport, year=st.just(2027), as_of=instants(), lines=found)


def launch_lines() -> SearchStrategy[LaunchLine]:
    """Launches of an agency."""
    return st.builds(
        LaunchLine,
        launch_id=ids(LaunchId),
        slug=st.just("heron-cape-moon-2027-02-01"),
        destination=destinations(),
        launch_at=instants(),
        status=st.sampled_from(LaunchStatus),
        figures=agency_sums(),
    )


def launches_reports() -> SearchStrategy[LaunchesReport]:
    """A year with few launches."""
    return st.builds(
        LaunchesReport,
        year=st.just(2027),
        as_of=instants(),
        agency_id=ids(AgencyId),
        agency_name=lines(),
        reliability=st.sampled_from(Reliability),
        lines=st.lists(launch_lines(), max_size=4).map(tuple),
    )


def operations_sums() -> SearchStrategy[OperationsFigures]:
    """How launches of a month fared."""
    return st.builds(
        OperationsFigures,
        launches=_COUNTS,
        seats_total=st.integers(10, 20),
        seats_sold=_COUNTS,
        bookings=_COUNTS,
        cancellations=_COUNTS,
        revenue=prices(),
    )


def operations_lines() -> SearchStrategy[OperationsLine]:
    """Destinations in a month."""
    return st.builds(
        OperationsLine, destination=destinations(), month=_MONTHS, figures=operations_sums()
    )


def operations_reports() -> SearchStrategy[OperationsReport]:
    """A year with few lines."""
    found = st.lists(operations_lines(), max_size=4).map(tuple)
    return st.builds(OperationsReport, year=st.just(2027), as_of=instants(), lines=found)
