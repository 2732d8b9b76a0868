"""Who wants to hear which event."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.events import Envelope, Event, UnreadableEvent

__all__ = ["Handler", "Listeners", "Unreadable", "context_of"]

Handler: TypeAlias = Callable[[Envelope], None]
"""Hears one event, perhaps more than once; raises to hear it again later."""


def context_of(handler: Handler) -> str:
    """The context that *handler* belongs to: its folder among the use-cases."""
    *_, folder, file = handler.__module__.split(".")
    return folder if handler.__module__.startswith("astrobookings.application.") else file


@frozen
class Unreadable(AstroBookingsError):
    """Nobody can hear an event that cannot be read."""

    stored_as: str

    def __str__(self) -> str:
        return f"{self.stored_as!r} cannot be read by this release"


def _refuse(envelope: Envelope) -> None:
    """Raises: Unreadable."""
    event = envelope.event
    if isinstance(event, UnreadableEvent):
        raise Unreadable(event.stored_as)


@frozen
class Listeners:
    """The handlers of each kind of event, by context; contexts hear apart from each other.

    What cannot be read is not what nobody wants to hear: it is refused, until it is dead.
    """

    handlers: Mapping[type[Event], tuple[Handler, ...]]

    def contexts(self, event: Event) -> tuple[str, ...]:
        """Who wants to hear *event*; nobody may."""
        return tuple(dict.fromkeys(context_of(handler) for handler in self._of(event)))

    def all_contexts(self) -> tuple[str, ...]:
        """Everybody who wants to hear anything."""
        all_handlers = [one for handlers in self.handlers.values() for one in handlers]
        return tuple(sorted({context_of(handler) for handler in (_refuse, *all_handlers)}))

    def of(self, event: Event, context: str) -> tuple[Handler, ...]:
        """The handlers of *context* for *event*."""
        return tuple(handler for handler in self._of(event) if context_of(handler) == context)

    def _of(self, event: Event) -> tuple[Handler, ...]:
        if isinstance(event, UnreadableEvent):
            return (_refuse,)
        return self.handlers.get(type(event), ())
