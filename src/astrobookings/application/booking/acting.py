"""Acting for a traveler leaves a trail: who, and why (story 2.8)."""

from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.customer_service import acted_for
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["LONGEST_REASON", "check_reason", "trail"]

LONGEST_REASON = 1000


def check_reason(by: Principal, booking: Booking, reason: str) -> None:
    """Raises: Invalid: *by* is not the traveler of *booking*, and says no *reason*."""
    if by.user_id != booking.traveler_id:
        refuse_faults((text_fault("/reason", reason, longest=LONGEST_REASON, one_line=False),))


def trail(by: Principal, booking: Booking, reason: str) -> Booking:
    """*booking* as it is to be changed by *by*: it tells of an employee, and of the *reason*."""
    if by.user_id is None or by.user_id == booking.traveler_id:
        return booking
    return acted_for(booking, by.user_id, reason.strip())
