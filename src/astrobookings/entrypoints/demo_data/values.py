"""What the demonstration consists of; the requests are those of the use-cases."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from astrobookings.application.agencies.add_rocket import RocketDetails
from astrobookings.application.agencies.add_spaceport import SpaceportDetails
from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.agencies.scheduling import LaunchPlan
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.testimonials import TestimonialStatus

__all__ = [
    "BookingAct",
    "BookingStep",
    "Decision",
    "DelayAnswer",
    "DemoAgency",
    "DemoBooking",
    "DemoLaunch",
    "DemoPlan",
    "DemoRocket",
    "DemoTestimonial",
    "DemoTraveler",
    "DemoWait",
    "LaunchAct",
    "LaunchEnd",
    "LaunchStep",
    "Login",
    "Postponement",
    "Step",
]


@frozen
class Login:
    """An account that people of the demonstration sign in with."""

    email: str
    what: str


@frozen(kw_only=True)
class DemoTraveler:
    """Somebody who registers at `at`, from an address of origin of their own."""

    at: datetime
    registration: TravelerRegistration
    origin_address: str

    @property
    def email(self) -> str:
        return self.registration.email


@frozen(kw_only=True)
class DemoAgency:
    """A company that registers at `at` and may be approved right after."""

    at: datetime
    registration: AgencyRegistration
    origin_address: str
    approved: bool

    @property
    def email(self) -> str:
        return self.registration.email


@frozen(kw_only=True)
class DemoRocket:
    """A rocket of the agency with this e-mail address."""

    agency: str
    details: RocketDetails


@frozen(kw_only=True)
class Postponement:
    """A delay told at `at`."""

    at: datetime
    to: datetime
    reason: str


@frozen(kw_only=True)
class LaunchEnd:
    """How a launch ended, told at `at`: aborted, failed or successful."""

    at: datetime
    status: LaunchStatus
    reason: str


@frozen(kw_only=True)
class DemoLaunch:
    """A launch that its agency schedules at `at`; rocket and spaceport go by their names."""

    key: str
    at: datetime
    agency: str
    rocket: str
    spaceport: str
    plan: LaunchPlan
    delay: Postponement | None = None
    end: LaunchEnd | None = None

    @property
    def launch_at(self) -> datetime:
        """When it lifts off, or would have, after any delay."""
        return self.plan.launch_at if self.delay is None else self.delay.to


@frozen(kw_only=True)
class DelayAnswer:
    """What a traveler says of the delay; a refusal cancels the booking with everything back."""

    at: datetime
    accept: bool


@frozen(kw_only=True)
class DemoBooking:
    """Seats that a traveler books and pays at `at`."""

    key: str
    at: datetime
    traveler: str
    launch: str
    seats: int
    passengers: tuple[Passenger, ...]
    payment_method: str
    cancelled_at: datetime | None = None
    """When the traveler asks for a quote and cancels by it."""
    delay_answer: DelayAnswer | None = None

    @property
    def given_up(self) -> bool:
        """Whether the seats come back: cancelled, or the delay was refused."""
        answer = self.delay_answer
        return self.cancelled_at is not None or (answer is not None and not answer.accept)


@frozen(kw_only=True)
class Decision:
    """What customer service decides at `at` of a testimonial; a rejection says why."""

    at: datetime
    status: TestimonialStatus
    reason: str = ""


@frozen(kw_only=True)
class DemoTestimonial:
    """What a traveler of a successful launch tells of it at `at`."""

    at: datetime
    traveler: str
    launch: str
    stars: int
    text: str
    decision: Decision | None
    """None: nobody has read it yet."""


@frozen(kw_only=True)
class DemoWait:
    """A traveler waits from `at` on for seats of a launch that is sold out."""

    at: datetime
    traveler: str
    launch: str
    seats: int


class LaunchAct(StrEnum):
    """In the order in which they happen to one launch."""

    SCHEDULE = "schedule"
    DELAY = "delay"
    END = "end"


class BookingAct(StrEnum):
    """In the order in which they happen to one booking."""

    BOOK = "book"
    CANCEL = "cancel"
    ANSWER_DELAY = "answer_delay"


@frozen
class LaunchStep:
    """Something an agency does at `at`."""

    at: datetime
    act: LaunchAct
    launch: DemoLaunch


@frozen
class BookingStep:
    """Something a traveler does at `at`."""

    at: datetime
    act: BookingAct
    booking: DemoBooking


Step = LaunchStep | BookingStep


@frozen(kw_only=True)
class DemoPlan:
    """Everything, in the order in which it is to be entered.

    First employees and spaceports at `starts_at`, then travelers, agencies and their rockets, whose
    instants follow it; then `timeline()`, what travelers tell and who waits, oldest first. Nothing
    happens after `now`.
    """

    starts_at: datetime
    now: datetime
    employees: tuple[EmployeeDetails, ...]
    spaceports: tuple[SpaceportDetails, ...]
    travelers: tuple[DemoTraveler, ...]
    agencies: tuple[DemoAgency, ...]
    rockets: tuple[DemoRocket, ...]
    launches: tuple[DemoLaunch, ...]
    bookings: tuple[DemoBooking, ...]
    testimonials: tuple[DemoTestimonial, ...]
    waits: tuple[DemoWait, ...]

    def timeline(self) -> tuple[Step, ...]:
        """What happens to launches and bookings, oldest first."""
        steps: list[Step] = []
        for launch in self.launches:
            steps += _launch_steps(launch)
        for booking in self.bookings:
            steps += _booking_steps(booking)
        return tuple(sorted(steps, key=lambda step: step.at))


def _launch_steps(launch: DemoLaunch) -> list[LaunchStep]:
    steps = [LaunchStep(launch.at, LaunchAct.SCHEDULE, launch)]
    if launch.delay is not None:
        steps.append(LaunchStep(launch.delay.at, LaunchAct.DELAY, launch))
    if launch.end is not None:
        steps.append(LaunchStep(launch.end.at, LaunchAct.END, launch))
    return steps


def _booking_steps(booking: DemoBooking) -> list[BookingStep]:
    steps = [BookingStep(booking.at, BookingAct.BOOK, booking)]
    if booking.cancelled_at is not None:
        steps.append(BookingStep(booking.cancelled_at, BookingAct.CANCEL, booking))
    if booking.delay_answer is not None:
        steps.append(BookingStep(booking.delay_answer.at, BookingAct.ANSWER_DELAY, booking))
    return steps
