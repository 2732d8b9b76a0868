"""What the plan says is in the stores once it was loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.application.ports.testimonials import TestimonialFilter as Filter
from astrobookings.application.ports.testimonials import TestimonialSort as Sort
from astrobookings.domain.finance.invoices import InvoiceStatus
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.bootstrap import open_parts
from astrobookings.entrypoints.demo_data import demo_plan
from astrobookings.entrypoints.parts import Parts
from astrobookings.entrypoints.settings import embedded_settings

EVERYTHING = PageRequest(limit=100)


@pytest.fixture
def parts(demo_data: Path) -> Iterator[Parts]:
    """Give the stores of a demonstration."""
    opened = open_parts(embedded_settings(demo_data, port=8000))
    yield opened
    opened.close()


@pytest.mark.story("2.9")
def test_testimonials_are_told_and_decided_when_the_plan_says(parts: Parts) -> None:
    told = parts.testimonials.list(Filter(), Sort.OLDEST, EVERYTHING).items
    newest = told[-1]
    plan = demo_plan(parts.clock.now())

    assert len(told) == len(plan.testimonials)
    assert {one.status.value for one in told} == {"approved", "rejected", "pending"}
    assert [one.status.value == "pending" for one in told] == [one is newest for one in told]
    for one in told:
        assert one.moderated_at is None or one.created_at < one.moderated_at
        assert one.flight.launch_at < one.created_at
    assert {one.text for one in told} == {one.text for one in plan.testimonials}


@pytest.mark.story("2.3")
def test_some_wait_for_seats_of_launches_that_are_sold_out(parts: Parts) -> None:
    now = parts.clock.now()
    launches = parts.wishes.launches(None, 100)

    waiting = [wish for launch in launches for wish in parts.wishes.waiting(launch, 100, 100)]

    assert len(waiting) == len(demo_plan(now).waits)
    assert all(wish.created_at < now for wish in waiting)
    for launch in launches:
        (first, *_) = parts.wishes.waiting(launch, 100, 1)
        assert parts.board.get(launch, now=now).seats_left < first.seats


@pytest.mark.story("3.3")
def test_agencies_were_invoiced_and_most_of_them_paid(parts: Parts) -> None:
    now = parts.clock.now()
    invoices = parts.invoices.list(InvoiceFilter(), InvoiceSort.OLDEST, EVERYTHING).items

    assert {one.status for one in invoices} == {
        InvoiceStatus.PAID,
        InvoiceStatus.PARTIALLY_PAID,
        InvoiceStatus.PENDING,
    }
    assert any(one.overdue(now) for one in invoices)
    assert all(one.issued_at < now and one.paid <= one.amount for one in invoices)
    paid = [one for one in invoices if one.status is InvoiceStatus.PAID]
    assert len(paid) > len(invoices) / 2
