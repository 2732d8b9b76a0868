"""Work handed to whichever worker is free (CacheDB)."""

from enum import StrEnum
from typing import Protocol

from attrs import frozen

from astrobookings.domain.kernel.ids import EventId

__all__ = ["Errand", "Lane", "WorkQueue"]


class Lane(StrEnum):
    """Kinds of work that do not wait for each other; a worker may serve some lanes only."""

    EVENTS = "events"
    JOBS = "jobs"
    MAIL = "mail"
    VIP_MAIL = "vip_mail"


@frozen(kw_only=True)
class Errand:
    """One context is to hear one event of a store, in the round that the event is in."""

    store: str
    event_id: EventId
    context: str
    round: int


class WorkQueue(Protocol):
    """May lose everything at any time: whatever must be done stands in a store, too."""

    def deliver(self, errand: Errand) -> None:
        """Have a worker do *errand*.

        Raises:
            Unavailable: nobody would come to know of it.
        """
        ...

    def run(self, job: str, lane: Lane = Lane.JOBS) -> None:
        """Have a worker run *job* soon; not at all if its lane is full of others.

        Raises:
            Unavailable: nobody would come to know of it.
        """
        ...

    def waiting(self, lane: Lane) -> int:
        """How much of *lane* nobody has finished yet.

        Raises:
            Unavailable.
        """
        ...
