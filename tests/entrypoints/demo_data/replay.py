"""A plan entered into the domain, step by step; whatever breaks a rule raises."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.launch import (
    Launch,
    LaunchStatus,
    TurnAroundPolicy,
    abort,
    delay,
    fail,
    succeed,
)
from astrobookings.domain.agencies.scheduling import require_turn_around, schedule
from astrobookings.domain.booking.offer import Offer, Survey, Wanted, decide
from astrobookings.domain.booking.passengers import check_passengers
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.kernel.ids import DelayId, LaunchId
from astrobookings.entrypoints.demo_data import (
    BookingAct,
    BookingStep,
    DemoBooking,
    DemoLaunch,
    DemoPlan,
    LaunchAct,
    LaunchStep,
)
from tests.domain.examples import a_rocket, a_spaceport, an_agency, number

__all__ = ["POLICIES", "Calendar", "Counterfoil", "given_up_at", "replay"]

POLICIES = BookingPolicies()
TURN_AROUND = TurnAroundPolicy()


def given_up_at(booking: DemoBooking) -> datetime | None:
    answer = booking.delay_answer
    return booking.cancelled_at or (answer.at if answer and not answer.accept else None)


class Calendar:
    """Replays the launches of a plan through the domain."""

    def __init__(self, plan: DemoPlan) -> None:
        self.plan = plan
        self.flights: dict[str, Launch] = {}
        self.rockets: defaultdict[str, list[str]] = defaultdict(list)

    def take(self, step: LaunchStep) -> None:
        demo, key = step.launch, step.launch.key
        others = [self.flights[one] for one in self.rockets[demo.rocket] if one != key]
        if step.act is LaunchAct.SCHEDULE:
            require_turn_around(demo.plan.launch_at, others, TURN_AROUND)
            self.flights[key] = self.scheduled(demo)
            self.rockets[demo.rocket].append(key)
        elif step.act is LaunchAct.DELAY:
            assert demo.delay is not None
            require_turn_around(demo.delay.to, others, TURN_AROUND)
            self.flights[key], _ = delay(
                self.flights[key],
                delay_id=DelayId(number(1)),
                to=demo.delay.to,
                reason=demo.delay.reason,
                by=None,
                now=step.at,
            )
        else:
            self.flights[key] = self.ended(step)

    def ended(self, step: LaunchStep) -> Launch:
        launch, end = self.flights[step.launch.key], step.launch.end
        assert end is not None
        if end.status is LaunchStatus.ABORTED:
            return abort(launch, reason=end.reason, by=None, now=step.at)[0]
        if end.status is LaunchStatus.FAILED:
            return fail(launch, reason=end.reason, by=None, now=step.at)[0]
        return succeed(launch, by=None, now=step.at)[0]

    def scheduled(self, demo: DemoLaunch) -> Launch:
        approved = {one.email for one in self.plan.agencies if one.approved}
        (rocket,) = (one for one in self.plan.rockets if one.details.name == demo.rocket)
        (port,) = (one for one in self.plan.spaceports if one.name == demo.spaceport)
        assert rocket.agency == demo.agency
        status = AgencyStatus.APPROVED if demo.agency in approved else AgencyStatus.PENDING
        details = rocket.details
        return schedule(
            LaunchId(number(int(demo.key[1:]))),
            demo.plan,
            agency=an_agency(status=status),
            rocket=a_rocket(name=details.name, capacity=details.capacity, range=details.range),
            spaceport=a_spaceport(name=port.name, time_zone=port.time_zone),
            taken_slugs=frozenset(),
            now=demo.at,
        )


class Counterfoil:
    """Replays the bookings of a plan through the domain, seat by seat."""

    def __init__(self, plan: DemoPlan, calendar: Calendar) -> None:
        self.calendar = calendar
        self.zones = {one.name: one.time_zone for one in plan.spaceports}
        self.ports = {one.key: one.spaceport for one in plan.launches}
        self.live: list[DemoBooking] = []
        self.most_held = 0

    def lost(self, launch: str) -> None:
        self.live = [one for one in self.live if one.launch != launch]

    def take(self, step: BookingStep) -> None:
        booking = step.booking
        flight = self.calendar.flights[booking.launch]
        if step.act is BookingAct.BOOK:
            self.book(flight, booking)
        else:
            assert booking in self.live
            assert step.at < flight.launch_at
            if step.act is BookingAct.ANSWER_DELAY:
                assert booking.at < flight.delays[-1].at
                assert step.at < flight.delays[-1].at + POLICIES.delays.window
            if given_up_at(booking) is not None:
                self.live.remove(booking)

    def book(self, flight: Launch, booking: DemoBooking) -> None:
        mine = [one for one in self.live if one.traveler == booking.traveler]
        held = sum(one.seats for one in mine if one.launch == booking.launch)
        sold = sum(one.seats for one in self.live if one.launch == booking.launch)
        zone = self.zones[self.ports[booking.launch]]
        offer = Offer(
            launch_id=flight.id,
            agency_id=flight.agency_id,
            status=flight.status,
            suspended=False,
            launch_at=flight.launch_at,
            general_sale_at=flight.general_sale_at,
            price=flight.price,
            seats_total=flight.seats_total,
            time_zone=zone,
        )
        survey = Survey(
            offer=offer,
            seats_left=flight.seats_total - sold,
            held=held,
            launches_booked=len({one.launch for one in mine}),
        )
        decide(
            survey,
            Wanted.seats(booking.seats),
            expected_total=flight.price * booking.seats,
            now=booking.at,
            policies=POLICIES,
        )
        check_passengers(
            booking.passengers,
            seats=booking.seats,
            launch_at=flight.launch_at,
            zone=ZoneInfo(zone),
            policy=POLICIES.passengers,
        )
        self.live.append(booking)
        self.most_held = max(self.most_held, booking.seats)


def replay(plan: DemoPlan) -> Counterfoil:
    calendar = Calendar(plan)
    counterfoil = Counterfoil(plan, calendar)
    for step in plan.timeline():
        if isinstance(step, BookingStep):
            counterfoil.take(step)
            continue
        calendar.take(step)
        if calendar.flights[step.launch.key].status in {LaunchStatus.ABORTED, LaunchStatus.FAILED}:
            counterfoil.lost(step.launch.key)
    return counterfoil
