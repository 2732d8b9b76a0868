"""Saying that a process lives."""

import os
import socket
from collections.abc import Callable

from attrs import evolve

from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind
from astrobookings.entrypoints.living import Living
from astrobookings.entrypoints.worker.loops import Loop

__all__ = ["PULSE", "heart", "pulse"]

PULSE = 10.0
"""Seconds between signs of life; who was silent for three of them is gone."""


def pulse(living: Living, kind: WorkerKind) -> Loop:
    """A loop that keeps this process's heartbeat fresh."""
    return Loop(f"{kind}-pulse", heart(living, kind), PULSE)


def heart(living: Living, kind: WorkerKind) -> Callable[[], None]:
    """What says once that this process lives, and which policies it knows."""
    system = living.system
    now = system.clock.now()
    name = f"{socket.gethostname()}:{os.getpid()}:{kind}"
    born = Heartbeat(id=name, kind=kind, started_at=now, beat_at=now)

    def beat() -> None:
        known = living.decisions
        system.parts.heartbeats.beat(evolve(born, beat_at=system.clock.now(), decisions=known))

    return beat
