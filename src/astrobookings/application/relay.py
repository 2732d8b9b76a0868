"""Carries events from an outbox to those who want to hear of them."""

import logging
from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

from astrobookings.application.ports.outbox import Outbox
from astrobookings.domain.kernel.events import Envelope, Event

__all__ = ["Handler", "Relay"]

Handler: TypeAlias = Callable[[Envelope], None]
"""Hears one event, perhaps more than once; raises to hear it again later."""

_log = logging.getLogger(__name__)


@frozen
class Relay:
    """Delivers every event of one store at least once: push first, mark after."""

    outbox: Outbox
    handlers: Mapping[type[Event], tuple[Handler, ...]]

    def __call__(self, limit: int = 100) -> int:
        """Deliver up to *limit* waiting events; how many were heard by all their handlers.

        An event whose handler broke waits for the next round and stops no other.
        """
        waiting = self.outbox.unpublished(limit)
        heard = [envelope.id for envelope in waiting if self._deliver(envelope)]
        if heard:
            self.outbox.mark_published(heard)
        return len(heard)

    def _deliver(self, envelope: Envelope) -> bool:
        handlers = self.handlers.get(type(envelope.event), ())
        heard = [self._heard(handler, envelope) for handler in handlers]
        return all(heard)

    def _heard(self, handler: Handler, envelope: Envelope) -> bool:
        try:
            handler(envelope)
        except Exception:
            _log.exception("event %s (%s) was not handled", envelope.id, envelope.event.name)
            return False
        return True
