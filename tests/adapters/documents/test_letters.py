"""Letters tell the facts, in text and in HTML, and nothing in a fact becomes markup."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from astrobookings.adapters.documents.letters import JinjaLetters
from astrobookings.adapters.documents.wording import (
    destination_name,
    local_time,
    seat_list,
    utc_time,
)
from astrobookings.application.ports.letters import Letter
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.booking import CancelledBy
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.notifications.notification import NotificationKind as Kind

LETTERS = JinjaLetters()
URL = "https://astrobookings.example"
LIFT_OFF = datetime(2027, 5, 20, 7, 30, tzinfo=UTC)
COMMON = {"first_name": "Ada", "public_url": URL}
LINK = COMMON | {"link": f"{URL}/auth/confirm?token=1.a-b_c", "expires_at": LIFT_OFF}
BOOKED = COMMON | {
    "reference": "AB-7K3M9Q",
    "destination": Destination.MOON,
    "spaceport": "Cabo Norte",
    "launch_at": LIFT_OFF,
    "time_zone": "Europe/Madrid",
    "seats": [4, 7],
    "total": Money.of("1250000.00"),
    "agency": "Łódź Orbit",
    "rocket": "Kestrel",
    "url": f"{URL}/traveler/bookings/1",
}
CANCELLED = BOOKED | {
    "refund": Money.of("875000.00"),
    "reason": CancelledBy.TRAVELER,
    "cancel_reason": "",
}
FACTS: Mapping[Kind, Mapping[str, object]] = {
    Kind.CONFIRM_EMAIL: LINK,
    Kind.CHANGE_EMAIL: LINK,
    Kind.RESET_PASSWORD: LINK,
    Kind.BOOKING_CONFIRMED: BOOKED,
    Kind.BOOKING_CANCELLED: CANCELLED,
}


class Page(HTMLParser):
    """What a reader sees of a page: its tags, the places it links to, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def write(kind: Kind, **changes: object) -> Letter:
    return LETTERS.write(kind, {**FACTS[kind], **changes})


def cancelled(**changes: object) -> str:
    """The text of a cancellation; the HTML says the same."""
    letter = write(Kind.BOOKING_CANCELLED, **changes)
    seen = " ".join(Page(letter.html).text.split())
    sentences = [line for line in letter.text.splitlines() if line.endswith(".")]
    assert all(sentence in seen for sentence in sentences)
    return letter.text


def test_every_kind_has_a_letter() -> None:
    assert FACTS.keys() == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_greets_and_names_the_platform(kind: Kind) -> None:
    letter = write(kind)

    assert letter.subject
    assert letter.text.startswith("Hello Ada,\n\n")
    assert letter.text.endswith(f"\n\nAstroBookings\n{URL}\n")
    assert letter.html.startswith("<!doctype html>\n<html lang=")
    assert letter.subject in Page(letter.html).text
    assert "Hello Ada," in Page(letter.html).text


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_loads_nothing_from_elsewhere_and_runs_nothing(kind: Kind) -> None:
    page = Page(write(kind).html)

    assert not {"img", "script", "link", "style", "iframe"} & set(page.tags)
    assert all(link and link.startswith(URL) for link in page.links)


@pytest.mark.parametrize("kind", [Kind.CONFIRM_EMAIL, Kind.CHANGE_EMAIL, Kind.RESET_PASSWORD])
def test_a_link_can_be_followed_and_copied_and_says_until_when(kind: Kind) -> None:
    letter = write(kind)

    assert f"\n{LINK['link']}\n" in letter.text
    assert Page(letter.html).links.count(str(LINK["link"])) == 2
    for told in (letter.text, letter.html):
        assert "until Thursday 20 May 2027, 07:30 UTC" in told


@pytest.mark.parametrize("kind", [Kind.BOOKING_CONFIRMED, Kind.BOOKING_CANCELLED])
def test_a_letter_of_a_booking_tells_all_of_it(kind: Kind) -> None:
    letter = write(kind)

    assert "AB-7K3M9Q" in letter.subject
    assert "the Moon" in letter.subject
    for told in (letter.text, Page(letter.html).text):
        for fact in (
            *("AB-7K3M9Q", "the Moon", "Cabo Norte", "Łódź Orbit", "Kestrel", "4, 7"),
            *("1,250,000.00 USD", "Thursday 20 May 2027, 09:30 CEST (Europe/Madrid)"),
            "Thursday 20 May 2027, 07:30 UTC",
        ):
            assert fact in told
    assert BOOKED["url"] in Page(letter.html).links
    assert str(BOOKED["url"]) in letter.text


def test_passengers_are_named_where_they_are_known() -> None:
    named = write(Kind.BOOKING_CONFIRMED, passengers=["Ada Lovelace", "Grace <Hopper>"])

    assert "Passengers  Ada Lovelace, Grace <Hopper>\n" in named.text
    assert "Ada Lovelace, Grace &lt;Hopper&gt;" in named.html
    assert "Passengers" not in write(Kind.BOOKING_CONFIRMED, passengers=[]).text


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (CancelledBy.TRAVELER, "you cancelled this booking."),
        (CancelledBy.EMPLOYEE, "our customer service cancelled this booking for you."),
        (CancelledBy.LAUNCH_ABORTED, "Łódź Orbit called off this launch"),
        (CancelledBy.LAUNCH_FAILED, "this launch failed"),
        (CancelledBy.DELAY_REFUSED, "you chose not to fly at the later date"),
    ],
)
def test_a_cancellation_says_why(reason: CancelledBy, told: str) -> None:
    assert told in cancelled(reason=reason)
    assert told in cancelled(reason=reason.value)


def test_a_cancellation_gives_the_reason_somebody_gave() -> None:
    assert "\nReason given: strong winds\n" in cancelled(cancel_reason="strong winds")
    assert "Reason given" not in cancelled()


def test_a_cancellation_says_what_comes_back() -> None:
    told = cancelled()

    assert "You get back 875,000.00 USD of 1,250,000.00 USD" in told
    assert "Refund      875,000.00 USD\n" in told


@pytest.mark.parametrize(
    ("reason", "more", "told"),
    [
        (CancelledBy.LAUNCH_ABORTED, {}, "Nothing was charged"),
        (CancelledBy.DELAY_REFUSED, {}, "Nothing was charged"),
        (CancelledBy.TRAVELER, {"paid": False}, "Nothing was charged"),
        (CancelledBy.TRAVELER, {"paid": True}, "nothing of 1,250,000.00 USD is given back"),
        (CancelledBy.TRAVELER, {}, "either nothing was charged, or lift-off was too near"),
    ],
)
def test_a_cancellation_says_why_nothing_comes_back(
    reason: CancelledBy, more: dict[str, object], told: str
) -> None:
    assert told in cancelled(refund=ZERO, reason=reason, **more)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [(kind, fact) for kind in Kind for fact in FACTS[kind]],
)
def test_a_missing_fact_is_an_error_not_a_gap(kind: Kind, fact: str) -> None:
    facts = {name: value for name, value in FACTS[kind].items() if name != fact}

    with pytest.raises(UndefinedError, match=fact):
        LETTERS.write(kind, facts)


texts = st.text() | st.text("<>&\"' \r\n=/ab")


@given(kind=st.sampled_from(Kind), evil=texts)
def test_nothing_in_a_fact_becomes_markup(kind: Kind, evil: str) -> None:
    names = ["first_name", "reference", "spaceport", "agency", "rocket", "cancel_reason"]
    changes = {name: f"x{evil}x" for name in names if name in FACTS[kind]}

    page, plain = (
        Page(write(kind, **changes).html),
        Page(write(kind, **dict.fromkeys(changes, "x")).html),
    )

    assert page.tags == plain.tags
    assert page.links == plain.links


@given(kind=st.sampled_from(Kind), evil=texts)
def test_a_fact_is_one_line_wherever_it_stands(kind: Kind, evil: str) -> None:
    letter = write(
        kind, first_name=f"Ada{evil}", **({"reference": evil} if "seats" in FACTS[kind] else {})
    )

    assert len(letter.subject.splitlines()) <= 1
    greeting = " ".join(f"Ada{evil}".split())
    assert letter.text.startswith(f"Hello {greeting},\n\n")
    assert f"Hello {escape(greeting)}," in letter.html.replace("&#34;", "&quot;").replace(
        "&#39;", "&#x27;"
    )


@pytest.mark.parametrize(
    ("seats", "told"),
    [([4], "seat 4"), ([4, 7], "seats 4 and 7"), ([4, 5, 7], "seats 4, 5 and 7")],
)
def test_seats_are_listed_as_people_do(seats: list[int], told: str) -> None:
    assert seat_list(seats) == told


@pytest.mark.parametrize("destination", Destination)
def test_every_destination_has_a_name(destination: Destination) -> None:
    assert destination_name(destination) == destination_name(destination.value)


@given(st.timedeltas(timedelta(days=-20_000), timedelta(days=60_000)))
def test_a_moment_is_told_in_any_zone_it_comes_in(distance: timedelta) -> None:
    there = (LIFT_OFF + distance).astimezone(timezone(timedelta(hours=5, minutes=45)))

    assert utc_time(there) == utc_time(there.astimezone(UTC))
    assert local_time(there, "Asia/Kathmandu") == local_time(
        there.astimezone(UTC), "Asia/Kathmandu"
    )


def test_a_day_is_the_one_of_the_place() -> None:
    midnight = datetime(2027, 12, 31, 23, 30, tzinfo=UTC)

    assert utc_time(midnight) == "Friday 31 December 2027, 23:30 UTC"
    assert local_time(midnight, "Europe/Madrid") == (
        "Saturday 1 January 2028, 00:30 CET (Europe/Madrid)"
    )
