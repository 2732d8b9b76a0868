"""Carries the events of one store to those who want to hear of them."""

import logging
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.deliveries import Deliveries
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.work_queue import Errand, WorkQueue
from astrobookings.application.relay.listeners import Handler, Listeners
from astrobookings.domain.kernel.deliveries import (
    Delivery,
    DeliveryStatus,
    Miss,
    RelayPolicy,
    begun,
    heard,
    lapsed,
    missed,
    pending,
    settled,
    to_hear,
)
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Relay"]

_log = logging.getLogger(__name__)
_NEVER_ENDED = Miss("the last attempt never ended")

Reports = Mapping[str, Miss | None]
"""What each context missed; None: it heard."""


@frozen(kw_only=True)
class Relay:
    """Every event is heard at least once by each context that wants to: hear first, mark after.

    Called, it does all by itself. `hand_out` and `hear` are the two halves for when workers do it.
    """

    store: str
    outbox: Outbox
    deliveries: Deliveries
    transaction: Transactions
    listeners: Listeners
    clock: Clock
    jitter: Callable[[], float]
    policy: RelayPolicy = RelayPolicy()

    def __call__(self, limit: int = 100) -> int:
        """Let up to *limit* due events be heard; how many are heard by everybody now.

        An event that was missed waits for its next attempt and stops no other.
        """
        return self._hear_all(self._claim(limit))

    def hand_out(self, queue: WorkQueue, limit: int = 100) -> int:
        """Hand up to *limit* due events to the workers; how many there were.

        While *queue* takes nothing they are heard here and now.
        """
        claimed = self._claim(limit)
        unheard = [one for one in claimed if not self._handed_out(queue, one)]
        self._hear_all(unheard)
        return len(claimed)

    def hear(self, errand: Errand) -> None:
        """Let one context hear one event, unless that was done or began anew in between."""
        delivery = self.deliveries.find(errand.event_id)
        if delivery is None or delivery.round != errand.round:
            return
        if to_hear(delivery, errand.context):
            reports = {errand.context: self._attempt(delivery, errand.context)}
            if self._is_whole(delivery, reports):
                self.outbox.mark_published([delivery.envelope.id])
            else:
                self._report(delivery, reports)

    def _claim(self, limit: int) -> Sequence[Delivery]:
        now = self.clock.now()
        return self.deliveries.claim(limit, now, now + self.policy.lease)

    def _handed_out(self, queue: WorkQueue, delivery: Delivery) -> bool:
        event_id, of = delivery.envelope.id, self._contexts(delivery)
        contexts = pending(delivery, of, self.clock.now())
        try:
            for context in contexts:
                queue.deliver(
                    Errand(
                        store=self.store, event_id=event_id, context=context, round=delivery.round
                    )
                )
        except Unavailable:
            return False
        return bool(contexts)

    def _hear_all(self, claimed: Sequence[Delivery]) -> int:
        """Let *claimed* events be heard as long as the lease on them lasts."""
        done, to_mark = 0, []
        for delivery in claimed:
            if self.clock.now() >= delivery.due_at:
                break
            contexts = pending(delivery, self._contexts(delivery), self.clock.now())
            reports = {context: self._attempt(delivery, context) for context in contexts}
            if self._is_whole(delivery, reports):
                to_mark.append(delivery.envelope.id)
            else:
                done += self._report(delivery, reports)
        if to_mark:
            self.outbox.mark_published(to_mark)
        return done + len(to_mark)

    def _contexts(self, delivery: Delivery) -> tuple[str, ...]:
        return self.listeners.contexts(delivery.envelope.event)

    def _is_whole(self, delivery: Delivery, reports: Reports) -> bool:
        """Whether everybody heard it at once, so that there is nothing to keep but the mark."""
        alone = not delivery.hearings and set(reports) == set(self._contexts(delivery))
        return alone and not any(reports.values())

    def _attempt(self, delivery: Delivery, context: str) -> Miss | None:
        """What *context* missed of the event; None if it heard all of it."""
        if lapsed(delivery, context):
            noted = self._begin(delivery, context)
            if noted.of(context).attempts > self.policy.attempts:
                return _NEVER_ENDED
        envelope = delivery.envelope
        handlers = self.listeners.of(envelope.event, context)
        misses = [miss for one in handlers if (miss := _missed_by(one, envelope, context))]
        return min(misses, key=lambda miss: miss.outage, default=None)

    def _begin(self, delivery: Delivery, context: str) -> Delivery:
        with self.transaction(self._origin(delivery)):
            current = self.deliveries.lock(delivery.envelope.id)
            if current is None or current.round != delivery.round:
                return delivery
            noted = begun(current, context)
            self.deliveries.save(noted)
            return noted

    def _report(self, delivery: Delivery, reports: Reports) -> bool:
        """Keep *reports* of the round that *delivery* was claimed for; whether all have heard."""
        with self.transaction(self._origin(delivery)):
            current = self.deliveries.lock(delivery.envelope.id)
            if current is None:
                return True
            for context, miss in reports.items():
                if miss is None:
                    current = heard(current, context)
                elif current.round == delivery.round:
                    current = self._missed(current, context, miss)
            current = settled(current, self._contexts(delivery), self.clock.now())
            self.deliveries.save(current)
        if current.status is DeliveryStatus.DEAD:
            _log.error("event %s (%s) is a dead letter", *_names(delivery.envelope))
        return current.status is DeliveryStatus.DONE

    def _missed(self, delivery: Delivery, context: str, miss: Miss) -> Delivery:
        now, jitter = self.clock.now(), self.jitter()
        return missed(delivery, context, miss, now=now, jitter=jitter, policy=self.policy)

    def _origin(self, delivery: Delivery) -> Origin:
        cause = delivery.envelope.origin
        return evolve(cause, service="worker", action="relay", at=self.clock.now())


def _missed_by(handler: Handler, envelope: Envelope, context: str) -> Miss | None:
    try:
        handler(envelope)
    except Unavailable as error:
        _log.warning("event %s (%s) waits for a system: %s", *_names(envelope), error)
        return Miss(f"{type(error).__name__}: {error}", outage=True)
    except Exception as error:
        _log.exception("event %s (%s) was not handled by %s", *_names(envelope), context)
        told = str(error) if isinstance(error, AstroBookingsError) else "see the log"
        return Miss(f"{type(error).__name__}: {told}"[:300])
    return None


def _names(envelope: Envelope) -> tuple[object, str]:
    return envelope.id, envelope.event.name
