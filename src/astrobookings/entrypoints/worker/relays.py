"""The relays of a system's stores, and handing out what waits in all of them."""

from collections.abc import Collection, Mapping

from attrs import frozen

from astrobookings.application.ports.work_queue import Lane, WorkQueue
from astrobookings.application.relay import Listeners, Relay
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.handlers import handlers

__all__ = ["HandingOut", "relays_of"]

_ENOUGH = 1000


def relays_of(system: System) -> Mapping[str, Relay]:
    """A relay for each store, by its name; SystemDB comes first since bookings wait for it."""
    parts, listeners = system.parts, Listeners(handlers(system))
    return {
        "system": Relay(
            store="system",
            outbox=parts.system_outbox,
            deliveries=parts.system_deliveries,
            transaction=parts.system,
            listeners=listeners,
            clock=parts.clock,
            jitter=parts.jitter,
            policy=parts.relay_policy,
        ),
        "operations": Relay(
            store="operations",
            outbox=parts.operations_outbox,
            deliveries=parts.operations_deliveries,
            transaction=parts.operations,
            listeners=listeners,
            clock=parts.clock,
            jitter=parts.jitter,
            policy=parts.relay_policy,
        ),
    }


@frozen
class HandingOut:
    """One look into each outbox; a store that is away holds up no other."""

    relays: Collection[Relay]
    queue: WorkQueue
    enough: int = _ENOUGH
    """Errands on the way beyond which no more are handed out: the stores keep them better."""

    def __call__(self) -> int:
        """Hand out some of what is due; how many events.

        Raises:
            Unavailable: a store does not answer; the others were served.
        """
        if self._is_full():
            return 0
        handed, away = 0, None
        for relay in self.relays:
            try:
                handed += relay.hand_out(self.queue)
            except Unavailable as error:
                away = error
        if away is not None and not handed:
            raise away
        return handed

    def _is_full(self) -> bool:
        try:
            return self.queue.waiting(Lane.EVENTS) >= self.enough
        except Unavailable:
            return False
