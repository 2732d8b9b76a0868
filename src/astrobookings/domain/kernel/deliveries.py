"""How an event fares on its way to the contexts that hear it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.instants import aware

__all__ = [
    "Delivery",
    "DeliveryStatus",
    "Hearing",
    "Miss",
    "RelayPolicy",
    "begun",
    "heard",
    "lapsed",
    "missed",
    "pending",
    "retried",
    "settled",
    "to_hear",
]

_NONE: Mapping[str, "Hearing"] = {}


class DeliveryStatus(StrEnum):
    """Where an event stands."""

    WAITING = "waiting"
    """To be handed out once it is due; while it is handed out, it is due when its lease ends."""
    DONE = "done"
    """Everybody heard it."""
    DEAD = "dead"
    """Somebody could not hear it, however often it was tried; a person has to look at it."""


@frozen(kw_only=True)
class RelayPolicy:
    """How long an event is in one worker's hands, and how patiently it is tried again."""

    lease: timedelta = timedelta(seconds=60)
    """A round that has not reported by then is lost; the event is handed out again."""
    attempts: int = 10
    first_pause: timedelta = timedelta(seconds=1)
    longest_pause: timedelta = timedelta(minutes=5)
    outage_pause: timedelta = timedelta(seconds=5)
    """While a system that is needed does not answer; such attempts are not counted."""

    def __attrs_post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("attempts is at least 1")
        if self.lease <= timedelta() or self.outage_pause <= timedelta():
            raise ValueError("lease and outage_pause are more than nothing")
        if not timedelta() < self.first_pause <= self.longest_pause:
            raise ValueError("longest_pause is at least first_pause, which is more than nothing")

    def pause(self, attempts: int, jitter: float) -> timedelta:
        """How long to wait after *attempts* (from 1): doubled each time, of which *jitter* (0 to 1)
        moves the second half.
        """
        whole: timedelta = min(self.first_pause * 2 ** min(attempts - 1, 30), self.longest_pause)
        return whole * (0.5 + 0.5 * jitter)


@frozen(kw_only=True)
class Hearing:
    """How one context fares with an event."""

    heard: bool = False
    dead: bool = False
    attempts: int = 0
    """Attempts that were begun, those cut short by an outage apart."""
    counted: int = 0
    """The last round of which there is an attempt among these."""
    reported: int = 0
    """The last round that came to an end."""
    due_at: datetime | None = None
    """When to try again."""
    failure: str = ""
    """What was wrong with the last attempt."""
    failed_at: datetime | None = None


@frozen(kw_only=True)
class Delivery:
    """An event with what its store knows of its way.

    Contexts nobody has heard of yet are missing in `hearings`.
    """

    envelope: Envelope
    status: DeliveryStatus = DeliveryStatus.WAITING
    due_at: datetime = field(validator=aware)
    """When it may be handed out (again)."""
    round: int = 0
    """How often it was handed out; only what the newest round missed counts."""
    hearings: Mapping[str, Hearing] = _NONE

    def of(self, context: str) -> Hearing:
        """How *context* fares."""
        return self.hearings.get(context, _NEW)


_NEW = Hearing()


@frozen
class Miss:
    """Why a context did not hear an event, in words without secrets."""

    failure: str
    outage: bool = False
    """A system that is needed does not answer: no fault of the event's."""


def to_hear(delivery: Delivery, context: str) -> bool:
    """Whether *context* has still to hear the event, now or later."""
    return delivery.status is DeliveryStatus.WAITING and _open(delivery.of(context))


def pending(delivery: Delivery, of: Collection[str], now: datetime) -> tuple[str, ...]:
    """Those *of* the contexts that should hear the event now."""
    return tuple(one for one in of if to_hear(delivery, one) and _due(delivery.of(one), now))


def lapsed(delivery: Delivery, context: str) -> bool:
    """Whether *context* never reported from the round before: its message was lost, or its worker.

    Only then an attempt is noted before it is made, so that an event which kills workers dies too.
    """
    return delivery.of(context).reported < delivery.round - 1


def begun(delivery: Delivery, context: str) -> Delivery:
    """*delivery* with one more attempt of *context*, counted once in a round."""
    return _with(delivery, context, _counted(delivery.of(context), delivery.round))


def heard(delivery: Delivery, context: str) -> Delivery:
    """*delivery* once *context* has heard it, were it after its time."""
    counted = _counted(delivery.of(context), delivery.round)
    return _with(delivery, context, evolve(counted, heard=True, dead=False, due_at=None))


def missed(
    delivery: Delivery,
    context: str,
    miss: Miss,
    *,
    now: datetime,
    jitter: float,
    policy: RelayPolicy,
) -> Delivery:
    """*delivery* after *context* could not hear it: to be tried again later, or dead for it."""
    before = delivery.of(context)
    if not _open(before):
        return delivery
    counted = _counted(before, delivery.round)
    if miss.outage:
        attempts = max(0, counted.attempts - 1)
        after = evolve(counted, attempts=attempts, due_at=now + policy.outage_pause)
    elif counted.attempts >= policy.attempts:
        after = evolve(counted, dead=True, due_at=None)
    else:
        after = evolve(counted, due_at=now + policy.pause(counted.attempts, jitter))
    after = evolve(after, reported=delivery.round, failure=miss.failure, failed_at=now)
    return _with(delivery, context, after)


def settled(delivery: Delivery, of: Collection[str], now: datetime) -> Delivery:
    """*delivery* with what follows from how those *of* interest fare.

    It waits as long as one may still hear it: until that one's next attempt or, if its message is
    on the way, until the lease ends.
    """
    hearings = [delivery.of(context) for context in of]
    still = [hearing for hearing in hearings if _open(hearing)]
    if still:
        moments = [delivery.due_at if _due(one, now) else one.due_at for one in still]
        due_at = min(moment for moment in moments if moment is not None)
        return evolve(delivery, status=DeliveryStatus.WAITING, due_at=due_at)
    dead = any(hearing.dead for hearing in hearings)
    return evolve(delivery, status=DeliveryStatus.DEAD if dead else DeliveryStatus.DONE)


def retried(delivery: Delivery, now: datetime) -> Delivery:
    """*delivery* with all attempts of its dead contexts forgotten, due at once."""
    kept = {
        context: evolve(hearing, dead=False, attempts=0, due_at=None, reported=delivery.round)
        if hearing.dead
        else hearing
        for context, hearing in delivery.hearings.items()
    }
    return evolve(delivery, status=DeliveryStatus.WAITING, due_at=now, hearings=kept)


def _open(hearing: Hearing) -> bool:
    return not (hearing.heard or hearing.dead)


def _due(hearing: Hearing, now: datetime) -> bool:
    return hearing.due_at is None or hearing.due_at <= now


def _counted(hearing: Hearing, this_round: int) -> Hearing:
    if hearing.counted >= this_round:
        return hearing
    return evolve(hearing, attempts=hearing.attempts + 1, counted=this_round, due_at=None)


def _with(delivery: Delivery, context: str, hearing: Hearing) -> Delivery:
    return evolve(delivery, hearings={**delivery.hearings, context: hearing})
