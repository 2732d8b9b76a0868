"""Origins of changes by people who are not signed in yet."""

from datetime import datetime

from attrs import evolve

from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["acting_as"]


def acting_as(by: Principal, user_id: UserId, action: str, at: datetime) -> Origin:
    """The origin of a change by a visitor who is known to be *user_id*."""
    return evolve(by.origin(action, at), actor=user_id)
