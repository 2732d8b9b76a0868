"""Travelers who book a moment after they confirmed their address."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from astrobookings.domain.booking.errors import TravelerNotReady
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["once_known"]

R = TypeVar("R")


def once_known(request: ApiRequest, by: Principal, work: Callable[[], R]) -> R:
    """What *work* gives, tried again once the profile of *by* has been brought.

    Raises:
        TravelerNotReady: it could not be, or the account may not book.
    """
    try:
        return work()
    except TravelerNotReady:
        with suppress(Unavailable):
            request.system.bring_profile(by)
        return work()
