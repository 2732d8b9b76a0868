"""Travelers' contact and tax data (stories 0.6, 2.2)."""

from datetime import date

from attrs import frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault
from astrobookings.domain.kernel.ids import UserId

__all__ = ["ADULT_AGE", "TravelerProfile", "adult_fault", "age_on"]

ADULT_AGE = 18


@frozen(kw_only=True)
class TravelerProfile(Entity):
    """What an agency needs to bill a traveler."""

    user_id: UserId
    first_name: str
    last_name: str
    birth_date: date
    phone: str
    """E.164, such as +34600000000."""
    address: str
    country: str
    """ISO 3166-1 alpha-2."""
    tax_id: str

    @property
    def id(self) -> UserId:
        return self.user_id


def age_on(birth_date: date, day: date) -> int:
    """Whole years lived on *day*; a birthday on 29 February counts from 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def adult_fault(birth_date: date, today: date) -> Fault | None:
    """The fault of a birth date that makes no adult."""
    if age_on(birth_date, today) < ADULT_AGE:
        return Fault("/birth_date", f"travelers are at least {ADULT_AGE} years old", "too-young")
    if age_on(birth_date, today) > 130:
        return Fault("/birth_date", "is too long ago", "too-old")
    return None
