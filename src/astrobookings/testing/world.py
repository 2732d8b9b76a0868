"""A small world to act in: agencies that fly, travelers that book, and the jobs behind them.

Everything goes through the use-cases, so that what stands in the stores is what the platform itself
wrote. Works on any system whose clock can be moved.
"""

import itertools
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from attrs import define, field

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.agencies.schedule_launch import LaunchRequest
from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.views import BookingView
from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.application.ports.tokens import AccessClaims
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.booking.changes import DroppedSeats, SeatChange
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.accounts import Account, confirmed
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, SessionId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.entrypoints.living import Living
from astrobookings.entrypoints.parts import Parts
from astrobookings.entrypoints.system import System, assemble
from astrobookings.entrypoints.worker.jobs import Jobs

__all__ = ["PASSWORD", "MovableClock", "World", "principal_of"]

PASSWORD = "orbit-velvet-cinnamon-42"
"""A password that passes the rule, for everybody in the world."""


class MovableClock(Protocol):
    """A clock that tests move."""

    def now(self) -> datetime: ...

    def move(self, span: timedelta) -> None: ...


def principal_of(account: Account, *, request_id: str = "test") -> Principal:
    """The signed-in owner of *account*."""
    return Principal(
        standing=account.standing,
        user_id=account.id,
        session_id=SessionId(account.id),
        service="test",
        request_id=request_id,
    )


@define
class World:
    """A system with shorthands; `jobs` runs what happens in the background."""

    parts: Parts
    clock: MovableClock
    _living: Living = field(init=False)
    _numbers: Iterator[int] = field(factory=lambda: itertools.count(1), init=False)

    def __attrs_post_init__(self) -> None:
        self._living = Living(assemble(self.parts))

    def restart(self, parts: Parts) -> None:
        """Build the system anew, as a restarted process does, on *parts*."""
        self.parts = parts
        self._living = Living(assemble(parts), self._living.known)

    @property
    def system(self) -> System:
        """The use-cases, with the policies in force by the clock."""
        return self._living.system

    @property
    def jobs(self) -> Jobs:
        """What runs in the background of it."""
        return Jobs.of(self.system)

    def hear_of_policies(self) -> None:
        """Read what was decided about policies, as processes do every few seconds."""
        self._living.look()

    @property
    def operator(self) -> Principal:
        return Principal.system(service="test", request_id="test")

    def settle(self) -> None:
        """Run the background work until nothing is left to do now."""
        self.jobs.until_idle()

    def pass_time(self, span: timedelta) -> None:
        self.clock.move(span)

    def visitor(self) -> Principal:
        return Principal.visitor(service="test", request_id="test")

    def confirm(self, account: Account) -> Account:
        """Confirm the address without the mail."""
        with self.parts.system(self.operator.origin("confirm-email", self.clock.now())):
            current = self.parts.users.lock(account.id)
            return self.parts.users.save(confirmed(current))

    def traveler(self) -> Principal:
        """A confirmed traveler who is ready to book."""
        by = self.newcomer()
        self.settle()
        return by

    def newcomer(self) -> Principal:
        """A traveler who confirmed the address just now; nothing has heard of it yet."""
        number = next(self._numbers)
        registration = TravelerRegistration(
            email=f"traveler{number}@example.test",
            password=PASSWORD,
            first_name="Ada",
            last_name=f"Moreno{number}",
            birth_date=date(1990, 4, 12),
            phone="+34600123456",
            address="Calle Mayor 1, Madrid",
            country="ES",
            tax_id="12345678Z",
        )
        account = self.system.register_traveler(
            self.visitor(), registration, f"10.1.{number // 250}.{number % 250}"
        )
        return principal_of(self.confirm(account))

    def employee(self, position: Position) -> Principal:
        """An employee of *position*."""
        number = next(self._numbers)
        details = EmployeeDetails(
            email=f"employee{number}@example.test",
            password=PASSWORD,
            first_name="Mae",
            last_name="Ito",
            position=position,
            department="",
            phone="+14155552671",
            country="US",
        )
        return principal_of(self.system.create_employee(self.operator, details))

    def agency(self, *, approved: bool = True) -> Principal:
        """An agency, by default approved."""
        number = next(self._numbers)
        registration = AgencyRegistration(
            email=f"agency{number}@example.test",
            password=PASSWORD,
            first_name="Noor",
            last_name="Haddad",
            company_name=f"Perigee Lines {number}",
            description="Flights to anywhere up there.",
            contact_person="Noor Haddad",
            contact_email=f"desk{number}@example.test",
            contact_phone="+34600123456",
            tax_id="B58378431",
            legal_address="Gran Via 1, Madrid",
            country="ES",
        )
        account = self.system.register_agency(
            self.visitor(), registration, f"10.2.{number // 250}.{number % 250}"
        )
        by = principal_of(self.confirm(account))
        self.settle()
        agency = self.parts.agencies.get(AgencyId(account.id))
        if approved and agency.status is not AgencyStatus.APPROVED:
            self.system.approve_agency(self.operator, agency.id)
            self.settle()
        return by

    def spaceport(self, *, time_zone: str = "America/New_York") -> Spaceport:
        number = next(self._numbers)
        details = SpaceportDetails(
            name=f"Cape {number}",
            location="Florida",
            latitude=28.5,
            longitude=-80.6,
            time_zone=time_zone,
        )
        return self.system.add_spaceport(self.operator, details)

    def launch(
        self,
        agency: Principal | None = None,
        *,
        seats: int = 8,
        price: str = "250000.00",
        days: float = 400,
        destination: Destination = Destination.MOON,
        vip_days: float | None = None,
    ) -> Launch:
        """A launch of a rocket of its own, *days* from now; for VIPs alone the first *vip_days*."""
        by = agency or self.agency()
        details = RocketDetails(
            name=f"Heron {next(self._numbers)}",
            model="II",
            capacity=max(seats, 10),
            range=Destination.MARS,
        )
        rocket = self.system.add_rocket(by, details)
        now = self.clock.now()
        plan = LaunchPlan(
            destination=destination,
            launch_at=now + timedelta(days=days),
            price=Money.of(price),
            seats_total=seats,
            minimum_occupancy=Decimal("0.5"),
            general_sale_at=None if vip_days is None else now + timedelta(days=vip_days),
        )
        request = LaunchRequest(rocket_id=rocket.id, spaceport_id=self.spaceport().id, plan=plan)
        launch = self.system.schedule_launch(by, request)
        self.settle()
        return launch

    def key(self, by: Principal, text: str | None = None) -> KeyedRequest:
        """A request under an idempotency key, a fresh one unless *text* names it."""
        if by.user_id is None:
            raise ValueError("keys belong to users")
        return KeyedRequest(
            user_id=by.user_id,
            method="POST",
            path="/bookings",
            key=text or f"key-{next(self._numbers)}",
            digest="0" * 64,
        )

    def book(
        self,
        by: Principal,
        launch_id: LaunchId,
        seats: int | tuple[int, ...] = 2,
        *,
        method: str | None = "pm_ok",
        key: KeyedRequest | None = None,
    ) -> BookingView:
        """Book, and pay by *method* unless it is None."""
        request = SeatRequest(launch_id=launch_id, seats=seats, payment_method=method)
        return self.system.book_seats(by, request, key or self.key(by))

    def cancel(self, by: Principal, view: BookingView) -> BookingView:
        """Ask for a quote and use it at once."""
        quote = self.system.quote_cancellation(by, view.booking.id)
        return self.system.cancel_booking(by, view.booking.id, quote.id)

    def change(
        self,
        by: Principal,
        view: BookingView,
        change: SeatChange,
        *,
        key: KeyedRequest | None = None,
        reason: str = "",
    ) -> BookingView:
        """Change the seats of a booking."""
        asked = key or self.key(by)
        return self.system.change_seats(by, view.booking.id, change, asked, reason)

    def drop(self, by: Principal, view: BookingView, *numbers: int) -> BookingView:
        """Ask what seats give back, and drop them at once."""
        quote = self.system.quote_cancellation(by, view.booking.id, numbers)
        return self.change(by, view, DroppedSeats(numbers=quote.seats, quote_id=quote.id))

    def owner_of(self, launch: Launch) -> Principal:
        """The agency that flies *launch*."""
        return principal_of(self.parts.users.get(_as_user(launch.agency_id)))

    def seats_left(self, launch_id: LaunchId) -> int:
        return self.parts.board.get(launch_id, now=self.clock.now()).seats_left

    def token(self, by: Principal) -> str:
        """An access token for *by*, good for an hour."""
        if by.user_id is None or by.session_id is None:
            raise ValueError("visitors have no tokens")
        now = self.clock.now()
        claims = AccessClaims(
            user_id=by.user_id,
            standing=by.standing,
            session_id=by.session_id,
            issued_at=now,
            expires_at=now + timedelta(hours=1),
        )
        return self.parts.tokens.access(claims)


def _as_user(agency_id: AgencyId) -> UserId:
    """An agency has the id of the user that registered it."""
    return UserId(agency_id)
