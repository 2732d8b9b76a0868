"""Who sits in the seats (story 2.3)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from attrs import frozen

from astrobookings.domain.booking.policies import PassengerPolicy
from astrobookings.domain.identity.profiles import age_on
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["Passenger", "check_passengers"]


@frozen(kw_only=True)
class Passenger:
    """The person in one seat."""

    first_name: str
    last_name: str
    birth_date: date


def _faults(
    passengers: Sequence[Passenger | None], day: date, policy: PassengerPolicy
) -> Iterable[Fault | None]:
    for place, passenger in enumerate(passengers):
        if passenger is None:
            continue
        at = f"/passengers/{place}"
        yield text_fault(f"{at}/first_name", passenger.first_name, longest=80)
        yield text_fault(f"{at}/last_name", passenger.last_name, longest=80)
        if not policy.youngest <= age_on(passenger.birth_date, day) <= policy.oldest:
            detail = f"must be {policy.youngest} to {policy.oldest} years old on {day}"
            yield Fault(f"{at}/birth_date", detail, "passenger-age")


def check_passengers(
    passengers: Sequence[Passenger | None],
    *,
    seats: int,
    launch_at: datetime,
    zone: ZoneInfo,
    policy: PassengerPolicy,
) -> None:
    """Passengers may be missing, but those named fit the seats and the age rule.

    Raises:
        Invalid: more passengers than *seats*, a blank name, or an age outside the policy on the
            day of *launch_at* in *zone*.
    """
    day = launch_at.astimezone(zone).date()
    many = Fault("/passengers", f"name at most {seats}, one for each seat", "too-many-passengers")
    refuse_faults((many if len(passengers) > seats else None, *_faults(passengers, day, policy)))
