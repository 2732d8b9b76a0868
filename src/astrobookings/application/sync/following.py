"""Copies that follow an event at once."""

from collections.abc import Sequence
from uuid import UUID

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.sync.copying import Copying
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.sync.runs import SyncFault, SyncSet

__all__ = ["Following", "NotCopied"]


@frozen
class NotCopied(Exception):
    """Some records could not be copied; trying again is right."""

    faults: tuple[SyncFault, ...]

    def __str__(self) -> str:
        return "; ".join(f"{fault.key}: {fault.detail}" for fault in self.faults)


@frozen
class Following:
    """Copies records after an event, in the name of whoever caused it."""

    copying: Copying
    clock: Clock

    def __call__(self, which: SyncSet, keys: Sequence[UUID], envelope: Envelope) -> None:
        """Raises: NotCopied, Unavailable."""
        origin = evolve(envelope.origin, service="sync", at=self.clock.now())
        tally = self.copying(which, keys, origin)
        if tally.faults:
            raise NotCopied(tally.faults)
