"""How pages say instants, amounts and the names of things."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from markupsafe import Markup

from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.web.words import (
    FILTERS,
    countdown,
    in_ranges,
    local,
    percent,
    seats_in_words,
    span,
    usd,
    utc,
)

MOMENT = datetime(2027, 7, 1, 16, 30, tzinfo=UTC)


def plain(said: str) -> str:
    return str(Markup(said).striptags())


def test_amounts_name_their_currency_and_stay_in_one_piece() -> None:
    assert plain(usd(Money.of("1250000"))) == "1,250,000.00 USD"
    assert 'class="nowrap"' in usd(Money.of("1"))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Madrid", "Thursday 1 July 2027, 18:30 CEST (Europe/Madrid)"),
        ("Asia/Tokyo", "Friday 2 July 2027, 01:30 JST (Asia/Tokyo)"),
        ("America/Cayenne", "Thursday 1 July 2027, 13:30 UTC-03 (America/Cayenne)"),
    ],
)
def test_instants_name_the_clocks_they_are_told_by(zone: str, said: str) -> None:
    assert plain(local(MOMENT, zone)) == said
    assert 'datetime="2027-07-01T16:30:00Z"' in local(MOMENT, zone)


def test_the_city_of_the_clocks_may_be_left_out() -> None:
    assert plain(local(MOMENT, "Asia/Tokyo", "%H:%M", zone=False)) == "01:30 JST"


def test_machine_times_are_in_utc() -> None:
    assert plain(utc(MOMENT)) == "1 Jul 2027, 16:30 UTC"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=412, hours=5), "in 412 days"),
        (timedelta(days=1, hours=23), "in 47 hours"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(minutes=12, seconds=40), "in 12 minutes"),
        (timedelta(seconds=5), "in 1 minute"),
        (timedelta(0), "has passed"),
        (timedelta(days=-3), "has passed"),
    ],
)
def test_a_countdown_is_as_exact_as_matters(left: timedelta, said: str) -> None:
    assert countdown(left) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(minutes=60), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=24), "1 day"),
        (timedelta(hours=30), "30 hours"),
        (timedelta(days=14), "14 days"),
        (timedelta(seconds=75), "75 seconds"),
    ],
)
def test_a_span_is_told_exactly(length: timedelta, said: str) -> None:
    assert span(length) == said


@pytest.mark.parametrize(
    ("share", "said"), [("0.9", "90 %"), ("0.125", "12.5 %"), ("0.008", "0.8 %"), ("1", "100 %")]
)
def test_shares_are_percents(share: str, said: str) -> None:
    assert plain(percent(Decimal(share))) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((), "none"),
        ((3,), "3"),
        ((4, 3), "3 and 4"),
        ((1, 2, 3, 4), "1 to 4"),
        ((9, 1, 2, 3, 7), "1 to 3, 7 and 9"),
        ((1, 2, 4, 5), "1, 2, 4 and 5"),
    ],
)
def test_many_seats_are_told_in_ranges(numbers: tuple[int, ...], said: str) -> None:
    assert in_ranges(numbers) == said


def test_few_seats_are_told_one_by_one() -> None:
    assert seats_in_words((3,)) == "seat 3"
    assert seats_in_words((1, 3, 9)) == "seats 1, 3 and 9"


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "seat", "1 seat"),
        (0, "seat", "0 seats"),
        (1200, "launch", "1,200 launches"),
        (2, "pass", "2 passes"),
    ],
)
def test_nouns_follow_their_number(number: int, noun: str, said: str) -> None:
    assert FILTERS["counted"](number, noun) == said  # type: ignore[operator]


def test_every_name_of_a_kind_has_words() -> None:
    for destination in Destination:
        assert "_" not in FILTERS["destination"](destination)  # type: ignore[operator]
    for standing in Standing:
        assert "_" not in FILTERS["standing"](standing)  # type: ignore[operator]
    tones = {FILTERS["tone"](status) for status in LaunchStatus}  # type: ignore[operator]
    assert tones == {"good", "warn", "accent", "bad"}


def test_what_is_told_is_escaped() -> None:
    assert FILTERS["spoken"]("<b>") == "&lt;b&gt;"  # type: ignore[operator]
