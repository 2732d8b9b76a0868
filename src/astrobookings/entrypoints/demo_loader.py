"""Entering the demonstration through the use-cases, with a clock that follows its plan."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from attrs import Factory, define, evolve

from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.give_testimonial import TestimonialDraft
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.accounts import Account, confirmed
from astrobookings.domain.identity.events import AccountConfirmed
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import (
    AgencyId,
    BookingId,
    LaunchId,
    RocketId,
    SpaceportId,
    TestimonialId,
)
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.bootstrap import migrate_stores, open_parts
from astrobookings.entrypoints.demo_accounts import DemoAccounts
from astrobookings.entrypoints.demo_data import (
    BookingAct,
    BookingStep,
    Decision,
    DemoAgency,
    DemoBooking,
    DemoPlan,
    DemoRocket,
    DemoTestimonial,
    DemoTraveler,
    DemoWait,
    LaunchAct,
    LaunchEnd,
    LaunchStep,
    demo_plan,
)
from astrobookings.entrypoints.demo_readers import LateAudiences, LateLetters, NoMail, PlanClock
from astrobookings.entrypoints.settings import Settings, embedded_settings
from astrobookings.entrypoints.system import System, assemble
from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["is_loaded", "load"]

_Timed: TypeAlias = tuple[datetime, Callable[[], object]]

_ROUND = 20
"""Steps between rounds of background work."""
_STAGED = ("operations.db", "system.db", "gateway.db")
"""Files that are made apart and put in place when they are complete."""


def is_loaded(settings: Settings) -> bool:
    """Whether the stores hold anything that a demonstration would mix with."""
    parts = open_parts(settings)
    try:
        return bool(parts.spaceports.list(PageRequest(limit=1)).items)
    finally:
        parts.close()


def load(settings: Settings) -> Iterator[tuple[int, int]]:
    """Load the demonstration; yields how many steps of how many are done.

    In embedded mode everything is made in a folder apart and moved when complete, so that an
    interrupted load leaves nothing behind.
    """
    if not settings.embedded:
        yield from _enter(settings)
        return
    folder = Path(settings.keys_file).parent
    staging = folder / ".demo"
    shutil.rmtree(staging, ignore_errors=True)
    staged = embedded_settings(staging, port=0)
    migrate_stores(staged)
    yield from _enter(evolve(staged, keys_file=settings.keys_file))
    for name in _STAGED:
        (staging / name).replace(folder / name)
    shutil.rmtree(staging)


def _enter(settings: Settings) -> Iterator[tuple[int, int]]:
    real = open_parts(settings, durable=not settings.embedded)
    try:
        plan = demo_plan(real.clock.now())
        clock = PlanClock(plan.starts_at, plan.now)
        quiet = evolve(
            real,
            clock=clock,
            mail=NoMail(),
            mailbox=None,
            letters=LateLetters(real.letters, clock),
            audiences=LateAudiences(real.audiences, clock),
        )
        system = assemble(quiet)
        yield from _Entry(system, clock, plan).run()
    finally:
        real.close()


@define
class _Entry:
    """One loading: who and what was entered so far, by the plan's own names."""

    system: System
    clock: PlanClock
    plan: DemoPlan
    people: dict[str, Principal] = Factory(dict)
    rockets: dict[str, RocketId] = Factory(dict)
    spaceports: dict[str, SpaceportId] = Factory(dict)
    launches: dict[str, LaunchId] = Factory(dict)
    bookings: dict[str, BookingId] = Factory(dict)
    testimonials: dict[DemoTestimonial, TestimonialId] = Factory(dict)

    @property
    def operator(self) -> Principal:
        return Principal.system(service="demo", request_id="demo")

    @property
    def visitor(self) -> Principal:
        return Principal.visitor(service="demo", request_id="demo")

    def run(self) -> Iterator[tuple[int, int]]:
        """Enter everything; yields progress."""
        steps: list[_Timed] = [*self._beginnings(), *self._business()]
        jobs = Jobs.of(self.system)
        for done, (moment, step) in enumerate(steps, start=1):
            self.clock.moment = moment
            step()
            if done % _ROUND == 0:
                jobs.until_idle()
                yield done, len(steps)
        self.clock.moment = self.plan.now
        jobs.until_idle()
        yield len(steps), len(steps)

    def _beginnings(self) -> Iterator[_Timed]:
        plan, start = self.plan, self.plan.starts_at
        settle = Jobs.of(self.system).until_idle
        for employee in plan.employees:
            yield start, partial(self.system.create_employee, self.operator, employee)
        for port in plan.spaceports:
            yield start, partial(self._spaceport, port)
        for traveler in plan.travelers:
            yield traveler.at, partial(self._traveler, traveler)
        for agency in plan.agencies:
            yield agency.at, partial(self._agency, agency)
        last = max(agency.at for agency in plan.agencies)
        yield last, settle
        for agency in plan.agencies:
            if agency.approved:
                yield last, partial(self._approve, agency)
        for rocket in plan.rockets:
            yield last, partial(self._rocket, rocket)

    def _business(self) -> list[_Timed]:
        """What happens once everybody is there, oldest first."""
        accounts = DemoAccounts(
            system=self.system,
            finance=partial(self._employee, Position.FINANCE),
            starts_at=self.plan.starts_at,
            now=self.plan.now,
        )
        steps = [*self._trade(), *self._testimonials(), *self._waits(), *accounts.steps()]
        return sorted(steps, key=lambda step: step[0])

    def _trade(self) -> Iterator[_Timed]:
        for step in self.plan.timeline():
            if isinstance(step, LaunchStep):
                yield step.at, partial(self._launch_step, step)
            else:
                yield step.at, partial(self._booking_step, step)

    def _testimonials(self) -> Iterator[_Timed]:
        for told in self.plan.testimonials:
            yield told.at, partial(self._tell, told)
            if told.decision is not None:
                yield told.decision.at, partial(self._moderate, told, told.decision)

    def _waits(self) -> Iterator[_Timed]:
        for wait in self.plan.waits:
            yield wait.at, partial(self._wait, wait)

    def _confirm(self, account: Account) -> None:
        """Confirm the address of *account*, whose mail nobody reads."""
        parts = self.system.parts
        with parts.system(self.operator.origin("confirm-email", self.clock.moment)):
            saved = parts.users.save(confirmed(parts.users.lock(account.id)))
            parts.system_outbox.add(AccountConfirmed(saved.id))
        self.people[account.email] = Principal(
            standing=account.standing, user_id=account.id, service="demo", request_id="demo"
        )

    def _traveler(self, traveler: DemoTraveler) -> None:
        registration, origin = traveler.registration, traveler.origin_address
        self._confirm(self.system.register_traveler(self.visitor, registration, origin))

    def _agency(self, agency: DemoAgency) -> None:
        registration, origin = agency.registration, agency.origin_address
        self._confirm(self.system.register_agency(self.visitor, registration, origin))

    def _approve(self, agency: DemoAgency) -> None:
        agency_id = AgencyId(signed_in(self.people[agency.email]))
        self.system.approve_agency(self.operator, agency_id)

    def _spaceport(self, details: SpaceportDetails) -> None:
        self.spaceports[details.name] = self.system.add_spaceport(self.operator, details).id

    def _rocket(self, rocket: DemoRocket) -> None:
        added = self.system.add_rocket(self.people[rocket.agency], rocket.details)
        self.rockets[added.name] = added.id

    def _launch_step(self, step: LaunchStep) -> None:
        demo, by = step.launch, self.people[step.launch.agency]
        if step.act is LaunchAct.SCHEDULE:
            request = LaunchRequest(
                rocket_id=self.rockets[demo.rocket],
                spaceport_id=self.spaceports[demo.spaceport],
                plan=demo.plan,
            )
            self.launches[demo.key] = self.system.schedule_launch(by, request).id
        elif step.act is LaunchAct.DELAY and demo.delay is not None:
            put_off = demo.delay
            self.system.delay_launch(by, self.launches[demo.key], put_off.to, put_off.reason)
        elif demo.end is not None:
            self._end(by, self.launches[demo.key], demo.end)

    def _end(self, by: Principal, launch_id: LaunchId, end: LaunchEnd) -> None:
        if end.status is LaunchStatus.ABORTED:
            self.system.abort_launch(by, launch_id, end.reason)
        elif end.status is LaunchStatus.FAILED:
            self.system.fail_launch(by, launch_id, end.reason)
        else:
            self.system.mark_launch_successful(by, launch_id)

    def _booking_step(self, step: BookingStep) -> None:
        demo, by = step.booking, self.people[step.booking.traveler]
        if step.act is BookingAct.BOOK:
            self._book(by, demo)
            return
        booking_id = self.bookings[demo.key]
        if step.act is BookingAct.CANCEL:
            quote = self.system.quote_cancellation(by, booking_id)
            self.system.cancel_booking(by, booking_id, quote.id)
        elif demo.delay_answer is not None:
            (delay, *_) = self.system.view_booking(by, booking_id).open_delays
            accept = demo.delay_answer.accept
            self.system.answer_delay(by, booking_id, delay.id, accept=accept)

    def _tell(self, told: DemoTestimonial) -> None:
        launch_id, by = self.launches[told.launch], self.people[told.traveler]
        draft = TestimonialDraft(launch_id=launch_id, stars=told.stars, text=told.text)
        Jobs.of(self.system).until_idle()  # so that who has landed is known
        self.testimonials[told] = self.system.give_testimonial(by, draft).id

    def _moderate(self, told: DemoTestimonial, decision: Decision) -> None:
        testimonial_id = self.testimonials[told]
        by = self._employee(Position.CUSTOMER_SERVICE)
        self.system.moderate_testimonial(by, testimonial_id, decision.status, decision.reason)

    def _wait(self, wait: DemoWait) -> None:
        launch_id, by = self.launches[wait.launch], self.people[wait.traveler]
        self.system.make_wish(by, launch_id, wait.seats)

    def _employee(self, position: Position) -> Principal:
        """Somebody who does what *position* does."""
        emails = {one.position: one.email for one in self.plan.employees}
        account = self.system.parts.users.find_by_email(emails[position])
        if account is None:
            raise LookupError(f"nobody of the plan does {position}")
        return Principal(
            standing=account.standing, user_id=account.id, service="demo", request_id="demo"
        )

    def _book(self, by: Principal, demo: DemoBooking) -> None:
        request = SeatRequest(
            launch_id=self.launches[demo.launch],
            seats=demo.seats,
            passengers=demo.passengers,
            payment_method=demo.payment_method,
        )
        key = KeyedRequest(
            user_id=signed_in(by), method="DEMO", path="/demo", key=demo.key, digest=demo.key
        )
        self.bookings[demo.key] = self.system.book_seats(by, request, key).booking.id
