"""Letters tell the facts, in text and in HTML, and nothing in a fact becomes markup."""

from datetime import UTC, datetime, timedelta, timezone
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from astrobookings.adapters.documents.letters import JinjaLetters
from astrobookings.adapters.documents.wording import (
    became,
    count_of_seats,
    destination_name,
    fee_name,
    local_day,
    local_time,
    seat_list,
    second_factor_now,
    utc_time,
    what_follows,
    who_cancelled,
    why_declined,
)
from astrobookings.application.ports.letters import Letter
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus, CancelledBy
from astrobookings.domain.finance.invoices import InvoiceKind
from astrobookings.domain.kernel.money import ZERO
from astrobookings.domain.notifications.kinds import MANNERS, Subject, kinds_about
from astrobookings.domain.notifications.kinds import NotificationKind as Kind
from astrobookings.testing.contracts.letters import LIFT_OFF, URL, facts_for

LETTERS = JinjaLetters()
LINKS = sorted(kinds_about(Subject.LINK))
FLIGHTS = sorted(kinds_about(Subject.BOOKING) | kinds_about(Subject.LAUNCH))
INVOICES = sorted(kinds_about(Subject.INVOICE))
SWITCHES = {"may_be_turned_off", "cancel_reason", "paid", "early_until", "expires_at", "reason"}
"""Facts that some letters look at in some cases only."""


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
    """The letter; whatever its text says in sentences its HTML says too."""
    letter = LETTERS.write(kind, {**facts_for(kind), **changes})
    seen = " ".join(Page(letter.html).text.split())
    sentences = [line for line in letter.text.splitlines() if line.endswith(".")]
    assert all(sentence in seen for sentence in sentences)
    return letter


def seen_in(letter: Letter) -> tuple[str, str]:
    """What people read, in either form."""
    return " ".join(letter.text.split()), " ".join(Page(letter.html).text.split())


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_greets_and_names_the_platform(kind: Kind) -> None:
    letter = write(kind)

    assert letter.subject
    assert letter.text.startswith("Hello Ada,\n\n")
    assert letter.text.endswith(f"\n\nAstroBookings\n{URL}\n")
    assert "\n\n\n" not in letter.text
    assert letter.html.startswith("<!doctype html>\n<html lang=")
    assert letter.subject in Page(letter.html).text
    assert "Hello Ada," in Page(letter.html).text


@pytest.mark.parametrize("kind", Kind)
def test_a_letter_loads_nothing_from_elsewhere_and_runs_nothing(kind: Kind) -> None:
    page = Page(write(kind).html)

    assert not {"img", "script", "link", "style", "iframe"} & set(page.tags)
    assert all(link and link.startswith(URL) for link in page.links)


@pytest.mark.parametrize("kind", Kind)
def test_the_notice_says_it_in_one_sentence_first_of_all(kind: Kind) -> None:
    letter = write(kind)

    assert letter.notice.endswith(".")
    assert len(letter.notice.splitlines()) == 1
    assert Page(letter.html).text.split(letter.subject, 1)[1].strip().startswith(letter.notice)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("off", [True, False])
def test_only_what_can_be_turned_off_says_so(kind: Kind, off: bool) -> None:
    for told in seen_in(write(kind, may_be_turned_off=off)):
        assert ("You can turn mails like this one off" in told) == off


def test_security_money_and_own_bookings_cannot_be_turned_off() -> None:
    assert {kind for kind in Kind if MANNERS[kind].topic is not None} == {
        Kind.NEW_LAUNCH,
        Kind.AGENCY_BOOKING_CONFIRMED,
        Kind.AGENCY_BOOKING_CANCELLED,
        Kind.AGENCY_SEATS_CHANGED,
    }


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_can_be_followed_and_copied_and_says_until_when(kind: Kind) -> None:
    letter, link = write(kind), str(facts_for(kind)["link"])

    assert f"\n{link}\n" in letter.text
    assert Page(letter.html).links.count(link) == 2
    assert link not in letter.notice
    for told in seen_in(letter):
        assert "until Thursday 20 May 2027, 07:30 UTC" in told


@pytest.mark.story("4.1")
@pytest.mark.story("4.2")
@pytest.mark.parametrize("kind", FLIGHTS)
def test_a_letter_of_a_flight_tells_all_of_it(kind: Kind) -> None:
    letter = write(kind)

    assert "the Moon" in letter.subject or kind is Kind.REFUND_DELAYED
    for told in seen_in(letter):
        for fact in (
            *("the Moon", "Cabo Norte", "Łódź Orbit & Sons", "Kestrel"),
            "Thursday 20 May 2027, 09:30 CEST (Europe/Madrid)",
            "Thursday 20 May 2027, 07:30 UTC",
        ):
            assert fact in told
    assert facts_for(kind)["url"] in Page(letter.html).links
    assert str(facts_for(kind)["url"]) in letter.text


@pytest.mark.story("4.2")
@pytest.mark.parametrize("kind", sorted(kinds_about(Subject.BOOKING)))
def test_a_letter_of_a_booking_tells_its_seats_and_price(kind: Kind) -> None:
    letter = write(kind)

    assert "AB-7K3M9Q" in letter.subject
    for told in seen_in(letter):
        assert all(fact in told for fact in ("AB-7K3M9Q", "4, 7", "1,250,000.00 USD"))


def test_changed_seats_tell_what_is_new_what_is_gone_and_the_money_of_either() -> None:
    both = write(Kind.SEATS_CHANGED).text
    swapped = write(Kind.SEATS_CHANGED, paid=ZERO, refund=ZERO).text
    dropped = write(Kind.SEATS_CHANGED, added="", paid=ZERO).text

    assert "New         7\nGiven up    2, 3\n" in both
    assert "Paid now    625,000.00 USD\nRefund      437,500.00 USD\n" in both
    assert "Paid now" not in swapped
    assert "get back" not in swapped
    assert "New" not in dropped
    assert "You get back 437,500.00 USD, the way you paid" in dropped


def test_a_granted_wish_says_until_when_to_pay() -> None:
    for told in seen_in(write(Kind.WISH_GRANTED)):
        assert "until Thursday 20 May 2027, 07:30 UTC. Pay before then" in told


@pytest.mark.story("3.3")
@pytest.mark.story("4.1")
@pytest.mark.parametrize("kind", INVOICES)
def test_a_letter_of_an_invoice_tells_its_number_amount_and_due_day(kind: Kind) -> None:
    letter = write(kind)

    assert "INV-2027-000123" in letter.subject
    for told in seen_in(letter):
        for fact in ("INV-2027-000123", "12,500.00 USD", "Saturday 19 June 2027", "the Moon"):
            assert fact in told
    assert facts_for(kind)["url"] in Page(letter.html).links


@pytest.mark.story("3.3")
def test_a_reminder_says_whether_the_day_is_past() -> None:
    overdue = write(Kind.INVOICE_REMINDER)
    today = write(Kind.INVOICE_REMINDER, overdue=False, reminder="1")

    assert overdue.subject == "Reminder: invoice INV-2027-000123, 7,500.00 USD overdue"
    assert today.subject.endswith("due today")
    assert "is due today, and 7,500.00 USD are still open (reminder 1)" in today.text


@pytest.mark.story("3.3")
def test_a_payment_received_says_what_is_left() -> None:
    assert "7,500.00 USD are still open and due Saturday" in write(Kind.INVOICE_PAID).text
    assert "It is paid in full." in write(Kind.INVOICE_PAID, open=ZERO).text


@pytest.mark.parametrize("fee", InvoiceKind)
def test_an_invoice_says_what_it_is_for(fee: InvoiceKind) -> None:
    assert f"{fee_name(fee)} to the Moon" in write(Kind.INVOICE_ISSUED, fee=fee).text


@pytest.mark.parametrize("change", ["enabled", "disabled", "reset", "recovery_codes_renewed", "?"])
def test_a_changed_second_factor_says_what_it_means(change: str) -> None:
    told = f"The second factor of your account {second_factor_now(change)}."

    assert write(Kind.SECOND_FACTOR_CHANGED, change=change).notice == told


def test_passengers_are_named_where_they_are_known() -> None:
    named = write(Kind.BOOKING_CONFIRMED, passengers=["Ada Lovelace", "Grace <Hopper>"])

    assert "Passengers  Ada Lovelace, Grace <Hopper>\n" in named.text
    assert "Ada Lovelace, Grace &lt;Hopper&gt;" in named.html
    assert "Passengers" not in write(Kind.BOOKING_CONFIRMED, passengers=[]).text
    assert "Passengers  nobody yet\n" in write(Kind.PASSENGERS_CHANGED, passengers=[]).text


@pytest.mark.parametrize(
    ("reason", "subject", "told"),
    [
        (CancelledBy.TRAVELER, "Booking AB-7K3M9Q to the Moon", "you cancelled this booking."),
        (CancelledBy.EMPLOYEE, "Booking AB-7K3M9Q", "our customer service cancelled this booking"),
        (CancelledBy.LAUNCH_ABORTED, "Your launch to the Moon is called off", "called off"),
        (CancelledBy.LAUNCH_FAILED, "Your launch to the Moon failed", "this launch failed"),
        (CancelledBy.DELAY_REFUSED, "Booking AB-7K3M9Q", "you chose not to fly at the later date"),
    ],
)
def test_a_cancellation_says_why(reason: CancelledBy, subject: str, told: str) -> None:
    for said in (reason, reason.value):
        letter = write(Kind.BOOKING_CANCELLED, reason=said)

        assert letter.subject.startswith(subject)
        assert told in letter.text
    assert who_cancelled(reason) in write(Kind.AGENCY_BOOKING_CANCELLED, reason=reason).text


def test_a_cancellation_gives_the_reason_somebody_gave() -> None:
    given = write(Kind.BOOKING_CANCELLED, cancel_reason="strong winds")

    assert "\nReason given: strong winds\n" in given.text
    assert "Reason given" not in write(Kind.BOOKING_CANCELLED).text


def test_a_cancellation_says_what_comes_back() -> None:
    letter = write(Kind.BOOKING_CANCELLED)

    assert "You get back 875,000.00 USD of 1,250,000.00 USD" in letter.text
    assert "Refund      875,000.00 USD\n" in letter.text
    assert letter.notice.endswith("; you get back 875,000.00 USD of 1,250,000.00 USD.")


@pytest.mark.parametrize(
    ("reason", "paid", "told"),
    [
        (CancelledBy.LAUNCH_ABORTED, True, "Nothing was charged"),
        (CancelledBy.DELAY_REFUSED, True, "Nothing was charged"),
        (CancelledBy.TRAVELER, False, "Nothing was charged"),
        (CancelledBy.TRAVELER, True, "nothing of 1,250,000.00 USD is given back"),
    ],
)
def test_a_cancellation_says_why_nothing_comes_back(
    reason: CancelledBy, paid: bool, told: str
) -> None:
    letter = write(Kind.BOOKING_CANCELLED, refund=ZERO, reason=reason, paid=paid)

    assert told in letter.text
    assert "get back" not in letter.notice


def test_a_declined_payment_says_why_and_how_long_the_seats_are_kept() -> None:
    held = write(Kind.PAYMENT_DECLINED)
    over = write(Kind.PAYMENT_DECLINED, status=BookingStatus.EXPIRED)

    assert "there was not enough money for it" in held.text
    assert "Your seats stay yours until Thursday 20 May 2027, 07:30 UTC." in held.text
    assert "Your hold on the seats ended Thursday 20 May 2027, 07:30 UTC" in over.text


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("insufficient_funds", "there was not enough money for it"),
        ("expired-card", "the card has expired"),
        ("declined", "the bank did not agree to it"),
        ("<b>", "the bank did not agree to it"),
    ],
)
def test_a_decline_is_told_in_words_of_ours(reason: str, told: str) -> None:
    assert why_declined(reason) == told


def test_a_request_that_ends_in_a_hold_says_until_when_to_pay() -> None:
    held = write(Kind.BOOKING_REQUEST_SETTLED).text
    done = write(Kind.BOOKING_REQUEST_SETTLED, status=BookingStatus.CONFIRMED).text

    assert "pay before then to keep them" in held
    assert "is confirmed" in done
    assert "pay before then" not in done


@pytest.mark.story("4.2")
def test_a_delay_tells_both_dates_and_how_long_it_can_be_refused() -> None:
    letter = write(Kind.LAUNCH_DELAYED)

    for told in seen_in(letter):
        assert "Tuesday 20 April 2027, 09:30 CEST (Europe/Madrid)" in told
        assert "refuse it until Tuesday 4 May 2027, 07:30 UTC and get back all you paid" in told
        assert "AB-7K3M9Q, AB-000001" in told
        assert "Reason given: Strong winds" in told


@pytest.mark.story("4.3")
def test_a_new_launch_names_its_price_and_the_early_sale_if_there_is_one() -> None:
    early, open_to_all = write(Kind.NEW_LAUNCH), write(Kind.NEW_LAUNCH, early_until=None)

    assert "625,000.00 USD" in early.text
    assert "the general sale begins Friday 19 February 2027, 07:30 UTC" in early.text
    assert "VIP" not in open_to_all.text


@pytest.mark.story("4.1")
@pytest.mark.parametrize("status", LaunchStatus)
def test_an_agency_reads_what_its_launch_became_and_what_follows(status: LaunchStatus) -> None:
    letter = write(Kind.AGENCY_LAUNCH_STATUS, status=status.value, reason="", launch_before=None)

    assert letter.subject == f"Your launch to the Moon {became(status)}"
    assert what_follows(status) in letter.text
    assert "Reason given" not in letter.text
    assert "31 of 40" in letter.text


@pytest.mark.parametrize(
    ("kind", "fact"),
    [(kind, fact) for kind in Kind for fact in facts_for(kind) if fact not in SWITCHES],
)
def test_a_missing_fact_is_an_error_not_a_gap(kind: Kind, fact: str) -> None:
    facts = {name: value for name, value in facts_for(kind).items() if name != fact}

    with pytest.raises(UndefinedError, match=fact):
        LETTERS.write(kind, facts)


odd_names = st.text() | st.text("<>&\"' \r\n=/ab{}%") | st.sampled_from(["{{ 7 * 7 }}", "Nu'\"<b>"])
CHOSEN_BY_PEOPLE = (
    *("first_name", "reference", "spaceport", "agency", "rocket", "cancel_reason", "email"),
    *("address", "name", "figure", "threshold"),
)


@given(kind=st.sampled_from(Kind), evil=odd_names)
def test_nothing_in_a_fact_becomes_markup(kind: Kind, evil: str) -> None:
    changes: dict[str, object] = {
        name: f"x{evil}x" for name in CHOSEN_BY_PEOPLE if name in facts_for(kind)
    }
    plain: dict[str, object] = dict.fromkeys(changes, "x")
    for name in ("passengers", "references"):
        if name in facts_for(kind):
            changes[name], plain[name] = [f"x{evil}x"], ["x"]

    odd, usual = (
        Page(LETTERS.write(kind, {**facts_for(kind), **facts}).html) for facts in (changes, plain)
    )

    assert odd.tags == usual.tags
    assert odd.links == usual.links


@pytest.mark.parametrize("kind", Kind)
def test_odd_names_are_told_as_they_are(kind: Kind) -> None:
    name = 'Zoë <i>"{{ 7 }}"</i> & Đặng O\'Neil'

    letter = write(kind, first_name=name)

    assert letter.text.startswith(f"Hello {name},\n")
    assert f"Hello {name}," in Page(letter.html).text
    assert "<i>" not in letter.html


@given(kind=st.sampled_from(Kind), evil=odd_names)
def test_a_fact_is_one_line_wherever_it_stands(kind: Kind, evil: str) -> None:
    changes = {"reference": evil} if "reference" in facts_for(kind) else {}
    letter = LETTERS.write(kind, {**facts_for(kind), "first_name": f"Ada{evil}", **changes})

    assert len(letter.subject.splitlines()) <= 1
    assert len(letter.notice.splitlines()) <= 1
    greeting = " ".join(f"Ada{evil}".split())
    assert letter.text.startswith(f"Hello {greeting},\n\n")
    assert f"Hello {escape(greeting)}," in letter.html.replace("&#34;", "&quot;").replace(
        "&#39;", "&#x27;"
    )


@pytest.mark.parametrize(
    ("seats", "told", "counted"),
    [
        ([4], "seat 4", "1 seat"),
        ([4, 7], "seats 4 and 7", "2 seats"),
        ([4, 5, 7], "seats 4, 5 and 7", "3 seats"),
    ],
)
def test_seats_are_listed_as_people_do(seats: list[int], told: str, counted: str) -> None:
    assert (seat_list(seats), count_of_seats(seats)) == (told, counted)


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
    assert local_day(midnight, "Europe/Madrid") == "Saturday 1 January 2028"
    assert local_time(midnight, "Europe/Madrid") == (
        "Saturday 1 January 2028, 00:30 CET (Europe/Madrid)"
    )
