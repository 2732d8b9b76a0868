"""The demonstration obeys every rule that the platform will ask of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from attrs import evolve

from astrobookings.adapters.system.contact_rules import LibraryContactRules
from astrobookings.adapters.system.passwords import Argon2Passwords
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.rocket import check_rocket
from astrobookings.domain.agencies.spaceport import check_spaceport
from astrobookings.domain.booking import testimonials
from astrobookings.domain.booking.errors import SeatLimitExceeded
from astrobookings.domain.identity.passwords import PasswordPolicy, password_fault
from astrobookings.domain.identity.profiles import adult_fault
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.demo_data import (
    LOGINS,
    PASSWORD,
    DemoLaunch,
    DemoPlan,
    LaunchStep,
    demo_plan,
)
from tests.entrypoints.demo_data.replay import POLICIES, Calendar, given_up_at, replay

NOWS = [
    datetime(2026, 11, 21, 9, 17, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
]


@pytest.fixture(scope="module", params=NOWS, ids=lambda now: f"{now:%Y-%m-%d}")
def plan(request: pytest.FixtureRequest) -> DemoPlan:
    """Give the plan of one of some moments."""
    now: datetime = request.param
    return demo_plan(now)


def test_the_same_moment_gives_the_same_plan(plan: DemoPlan) -> None:
    assert demo_plan(plan.now) == plan
    assert demo_plan(plan.now + timedelta(hours=1)) != plan


def test_there_is_as_much_as_promised(plan: DemoPlan) -> None:
    assert len(plan.agencies) >= 6
    assert len(plan.spaceports) == 5
    assert len(plan.rockets) == 15
    assert len(plan.launches) == 120
    assert len(plan.travelers) == 40
    assert len({one.registration.country for one in plan.travelers}) == 10
    assert 150 <= len(plan.bookings) <= 300
    assert len(plan.testimonials) >= 8
    assert {one.position for one in plan.employees} == set(Position)


def all_different(words: Iterable[object]) -> bool:
    found = list(words)
    return len(set(found)) == len(found)


def test_nothing_bears_the_name_of_something_else(plan: DemoPlan) -> None:
    emails = [one.email for one in plan.travelers]
    emails += [one.email for one in plan.agencies]
    emails += [one.email for one in plan.employees]

    assert all_different(emails)
    assert {login.email for login in LOGINS} <= set(emails)
    assert all_different(one.registration.tax_id for one in plan.travelers)
    assert all_different(one.origin_address for one in plan.travelers)
    assert all_different(one.origin_address for one in plan.agencies)
    assert all_different(one.details.name for one in plan.rockets)
    assert all_different(one.name for one in plan.spaceports)
    assert all_different(one.key for one in plan.launches)
    assert all_different(one.key for one in plan.bookings)


def test_launches_lie_in_the_two_years_around_now(plan: DemoPlan) -> None:
    dates = [one.launch_at for one in plan.launches]

    assert max(dates) - min(dates) <= timedelta(days=731)
    assert sum(date < plan.now for date in dates) >= 50
    assert sum(date > plan.now for date in dates) >= 50


def test_launches_differ_in_price_size_and_fate(plan: DemoPlan) -> None:
    prices = {one.plan.price for one in plan.launches}
    seats = {one.plan.seats_total for one in plan.launches}
    ends = Counter(one.end.status for one in plan.launches if one.end)

    assert (min(prices), max(prices)) == (Money.of(45_000), Money.of(2_750_000))
    assert (min(seats), max(seats)) == (4, 60)
    assert ends[LaunchStatus.ABORTED] >= 5
    assert ends[LaunchStatus.FAILED] >= 3
    assert ends[LaunchStatus.SUCCESSFUL] >= 30
    assert sum(one.delay is not None for one in plan.launches) >= 8
    assert sum(one.plan.general_sale_at is not None for one in plan.launches) >= 5


def test_what_is_over_was_reported_and_nothing_else(plan: DemoPlan) -> None:
    for launch in plan.launches:
        flown = launch.end is not None and launch.end.status is not LaunchStatus.ABORTED
        assert flown == (launch.launch_at < plan.now and not aborted(launch))


def aborted(launch: DemoLaunch) -> bool:
    return launch.end is not None and launch.end.status is LaunchStatus.ABORTED


def test_some_launches_are_sold_out_before_and_after_now(plan: DemoPlan) -> None:
    sold: Counter[str] = Counter()
    for booking in plan.bookings:
        sold[booking.launch] += 0 if given_up_at(booking) else booking.seats

    full = [one for one in plan.launches if sold[one.key] == one.plan.seats_total]

    assert len(full) >= 6
    assert {one.launch_at < plan.now for one in full} == {True, False}


def test_travelers_cancel_at_every_notice(plan: DemoPlan) -> None:
    dates = {one.key: one.plan.launch_at for one in plan.launches}
    notices = [dates[one.launch] - one.cancelled_at for one in plan.bookings if one.cancelled_at]

    shares = {POLICIES.refunds.share(notice) for notice in notices}

    assert len(notices) >= 15
    assert len(shares) == 3


def test_the_timeline_goes_forward_and_ends_before_now(plan: DemoPlan) -> None:
    steps = plan.timeline()
    entered = [one.at for one in plan.travelers] + [one.at for one in plan.agencies]

    assert plan.starts_at < min(entered)
    assert max(entered) < steps[0].at
    assert all(one.at <= other.at for one, other in pairwise(steps))
    assert steps[-1].at < plan.now


def test_contact_data_are_valid_and_written_as_they_will_be_kept(plan: DemoPlan) -> None:
    rules = LibraryContactRules()

    for registration in (one.registration for one in plan.travelers):
        country = registration.country
        assert rules.email(registration.email) == registration.email
        assert rules.phone(registration.phone, country) == registration.phone
        assert rules.tax_id(registration.tax_id, country) == registration.tax_id
        assert rules.country(country) == country
        assert adult_fault(registration.birth_date, plan.starts_at.date()) is None
    for company in (one.registration for one in plan.agencies):
        assert rules.email(company.contact_email) == company.contact_email
        assert rules.phone(company.contact_phone, company.country) == company.contact_phone
        assert rules.tax_id(company.tax_id, company.country)
    for employee in plan.employees:
        assert rules.email(employee.email) == employee.email
        assert rules.phone(employee.phone, employee.country) == employee.phone


@pytest.mark.story("0.1")
def test_the_password_is_good_for_everybody() -> None:
    plan = demo_plan(NOWS[0])
    people = [(one.email, one.first_name, one.last_name) for one in plan.employees]
    travelers = [one.registration for one in plan.travelers]
    people += [(one.email, one.first_name, one.last_name) for one in travelers]
    companies = [one.registration for one in plan.agencies]
    people += [(one.email, one.company_name, one.last_name) for one in companies]
    passwords = Argon2Passwords(threads=1)

    for personal in people:
        strength = passwords.strength(PASSWORD, personal)
        fault = password_fault(
            PASSWORD, strength=strength, personal=personal, policy=PasswordPolicy()
        )
        assert fault is None
    passwords.close()
    assert {one.password for one in travelers} == {one.password for one in companies} == {PASSWORD}


def test_rockets_and_spaceports_have_no_fault(plan: DemoPlan) -> None:
    for one in plan.rockets:
        details = one.details
        check_rocket(
            name=details.name,
            model=details.model,
            capacity=details.capacity,
            description=details.description,
        )
    for port in plan.spaceports:
        check_spaceport(
            name=port.name,
            location=port.location,
            latitude=port.latitude,
            longitude=port.longitude,
            time_zone=port.time_zone,
            description=port.description,
        )


@pytest.mark.story("1.3")
def test_every_launch_is_one_that_its_agency_may_schedule_delay_and_end(plan: DemoPlan) -> None:
    calendar = Calendar(plan)

    for step in plan.timeline():
        if isinstance(step, LaunchStep):
            calendar.take(step)

    assert len(calendar.flights) == 120
    assert len({flight.slug for flight in calendar.flights.values()}) == 120


def test_launches_of_one_rocket_lie_24_hours_apart(plan: DemoPlan) -> None:
    day = timedelta(hours=24)

    for one, other in combinations(plan.launches, 2):
        if one.rocket == other.rocket:
            assert abs(one.launch_at - other.launch_at) >= day
            assert abs(one.plan.launch_at - other.plan.launch_at) >= day


@pytest.mark.story("2.3")
def test_every_booking_is_one_that_its_traveler_may_make(plan: DemoPlan) -> None:
    counterfoil = replay(plan)

    assert counterfoil.most_held == 6


@pytest.mark.story("2.10")
def test_the_fixed_logins_are_a_vip_and_a_traveler_who_is_none(plan: DemoPlan) -> None:
    live = replay(plan).live
    launches: defaultdict[str, set[str]] = defaultdict(set)
    for booking in live:
        launches[booking.traveler].add(booking.launch)
    early = {
        one.key
        for one in plan.launches
        if one.plan.general_sale_at is not None and one.plan.general_sale_at > plan.now
    }

    assert POLICIES.seats.is_vip(len(launches["vip@demo.test"]))
    assert launches["vip@demo.test"] & early
    assert len(launches["traveler@demo.test"]) == 1
    assert sum(POLICIES.seats.is_vip(len(keys)) for keys in launches.values()) >= 10
    assert sum(not POLICIES.seats.is_vip(len(keys)) for keys in launches.values()) >= 5


def test_the_traveler_has_a_delay_to_answer_and_a_cancelled_booking(plan: DemoPlan) -> None:
    mine = [one for one in plan.bookings if one.traveler == "traveler@demo.test"]
    launches = {one.key: one for one in plan.launches}

    cancelled = [one for one in mine if one.cancelled_at]
    (waiting,) = (one for one in mine if one not in cancelled)

    delayed = launches[waiting.launch].delay
    assert len(cancelled) == 1
    assert delayed is not None
    assert waiting.at < delayed.at
    assert waiting.delay_answer is None
    assert plan.now < min(delayed.at + POLICIES.delays.window, delayed.to)


@pytest.mark.story("2.9")
def test_testimonials_come_from_travelers_of_successful_launches(plan: DemoPlan) -> None:
    flown = {one.key for one in plan.launches if one.end and not one.end.reason}
    aboard = {
        (one.traveler, one.launch)
        for one in plan.bookings
        if one.launch in flown and given_up_at(one) is None
    }

    assert {(one.traveler, one.launch) for one in plan.testimonials} <= aboard
    assert len({one.text for one in plan.testimonials}) == len(plan.testimonials)
    assert all(1 <= one.stars <= 5 for one in plan.testimonials)


@pytest.mark.story("2.9")
def test_testimonials_are_told_after_the_flight_and_all_but_the_newest_are_decided(
    plan: DemoPlan,
) -> None:
    ends = {one.key: one.end.at for one in plan.launches if one.end is not None}
    *read, newest = plan.testimonials

    assert list(plan.testimonials) == sorted(plan.testimonials, key=lambda one: one.at)
    assert all(ends[one.launch] < one.at < plan.now for one in plan.testimonials)
    assert newest.decision is None
    decisions = [one.decision for one in read if one.decision is not None]
    assert len(decisions) == len(read)
    assert all(told.at < made.at < plan.now for told, made in zip(read, decisions, strict=True))
    assert {made.status for made in decisions} == {
        testimonials.TestimonialStatus.APPROVED,
        testimonials.TestimonialStatus.REJECTED,
    }
    assert all(bool(made.reason) is (made.status == "rejected") for made in decisions)


@pytest.mark.story("2.3")
def test_those_who_wait_do_so_for_launches_that_are_sold_out(plan: DemoPlan) -> None:
    live = replay(plan).live
    launches = {one.key: one for one in plan.launches}
    last = max(step.at for step in plan.timeline())

    for wait in plan.waits:
        aboard = [one for one in live if one.launch == wait.launch]
        assert sum(one.seats for one in aboard) == launches[wait.launch].plan.seats_total
        assert wait.traveler not in {one.traveler for one in aboard}
        assert 1 <= wait.seats <= POLICIES.seats.limit(vip=False)
        assert last < wait.at < plan.now < launches[wait.launch].launch_at
    assert len({wait.traveler for wait in plan.waits}) == len(plan.waits) >= 4


def test_a_plan_that_breaks_a_rule_would_be_noticed() -> None:
    plan = demo_plan(NOWS[0])
    greedy = evolve(plan, bookings=tuple(evolve(one, seats=7) for one in plan.bookings))

    with pytest.raises(SeatLimitExceeded):
        replay(greedy)
