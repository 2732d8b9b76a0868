"""Saying that a process lives."""

import os
import socket

from attrs import evolve

from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.loops import Loop

__all__ = ["PULSE", "pulse"]

PULSE = 10.0
"""Seconds between signs of life; who was silent for three of them is gone."""


def pulse(system: System, kind: WorkerKind) -> Loop:
    """A loop that keeps this process's heartbeat fresh."""
    now = system.clock.now()
    name = f"{socket.gethostname()}:{os.getpid()}:{kind}"
    born = Heartbeat(id=name, kind=kind, started_at=now, beat_at=now)

    def beat() -> None:
        system.parts.heartbeats.beat(evolve(born, beat_at=system.clock.now()))

    return Loop(f"{kind}-pulse", beat, PULSE)
