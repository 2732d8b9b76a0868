"""Testimonials: who tells, as whom, and what employees decide."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.booking import testimonials as told
from astrobookings.domain.booking.testimonials import (
    TESTIMONIAL_MOVES,
    NoSuchTestimonialMove,
    NotFlown,
    ShownName,
    average_stars,
    moderate,
    require_flown,
    require_telling,
    shown_name,
)
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import a_billing_copy, fresh_id
from astrobookings.testing.strategies import (
    billing_copies,
    launches,
    lines,
    moderations,
    told_testimonials,
)
from tests.domain.examples import NOW

BY = UserId(fresh_id())


@given(told_testimonials(), moderations(), lines())
def test_a_decision_moves_to_another_status_alone(
    one: told.Testimonial, status: told.TestimonialStatus, reason: str
) -> None:
    if status in TESTIMONIAL_MOVES[one.status]:
        decided = moderate(one, status, by=BY, reason=reason, now=NOW)
        assert (decided.status, decided.moderated_by, decided.moderated_at) == (status, BY, NOW)
        assert decided.moderation_reason == reason
        assert (decided.text, decided.stars, decided.shown_name) == (
            one.text,
            one.stars,
            one.shown_name,
        )
    else:
        with pytest.raises(NoSuchTestimonialMove):
            moderate(one, status, by=BY, reason=reason, now=NOW)


def test_nothing_becomes_pending_again() -> None:
    assert all(told.TestimonialStatus.PENDING not in moves for moves in TESTIMONIAL_MOVES.values())


@pytest.mark.parametrize("reason", ["", "  ", "a" * 1001])
@given(one=told_testimonials())
def test_a_rejection_says_why(one: told.Testimonial, reason: str) -> None:
    with pytest.raises(Invalid):
        moderate(one, told.TestimonialStatus.REJECTED, by=BY, reason=reason, now=NOW)


@given(launches(), st.booleans())
def test_only_who_was_on_a_successful_flight_tells(launch: Launch, aboard: bool) -> None:
    if launch.status is LaunchStatus.SUCCESSFUL and aboard:
        require_flown(launch, aboard=aboard)
    else:
        with pytest.raises(NotFlown):
            require_flown(launch, aboard=aboard)


@given(billing_copies(), st.sampled_from(ShownName))
def test_everybody_reads_at_most_the_initial_of_a_last_name(
    copy: BillingCopy, name: ShownName
) -> None:
    shown = shown_name(copy, name)

    assert shown.startswith(copy.first_name)
    rest = shown.removeprefix(copy.first_name)
    assert rest in {"", f" {copy.last_name[0].upper()}."}


def test_names_are_shown_as_chosen() -> None:
    copy = a_billing_copy(first_name="Ada", last_name="moreno")

    assert shown_name(copy, ShownName.FIRST_NAME_AND_INITIAL) == "Ada M."
    assert shown_name(copy, ShownName.FIRST_NAME) == "Ada"


@pytest.mark.parametrize(("stars", "text"), [(1, "a"), (5, "a" * 2000), (3, "two\nlines")])
def test_a_telling_within_its_bounds(stars: int, text: str) -> None:
    require_telling(stars, text)


@pytest.mark.parametrize(
    ("stars", "text", "pointers"),
    [
        (0, "a", ["/stars"]),
        (6, "", ["/stars", "/text"]),
        (1, "a" * 2001, ["/text"]),
        (1, "bell\a", ["/text"]),
    ],
)
def test_every_fault_of_a_telling_is_named(stars: int, text: str, pointers: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        require_telling(stars, text)

    assert [fault.pointer for fault in caught.value.faults] == pointers


@given(st.lists(st.integers(1, 5)))
def test_the_average_lies_between_the_least_and_the_most(stars: list[int]) -> None:
    average = average_stars(sum(stars), len(stars))

    if not stars:
        assert average is None
    else:
        assert average is not None
        assert min(stars) <= average <= max(stars)
        assert abs(average - Decimal(sum(stars)) / len(stars)) <= Decimal("0.005")
