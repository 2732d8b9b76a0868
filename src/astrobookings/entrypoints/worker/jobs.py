"""One round of everything that follows a change."""

import logging
from collections.abc import Callable
from typing import Self

from attrs import frozen

from astrobookings.application.relay import Relay
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.scheduler.jobs import forget_old_keys
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.worker.relays import relays_of

__all__ = ["Jobs"]

_log = logging.getLogger(__name__)
_MANY_ROUNDS = 1000


@frozen
class Jobs:
    """The background work of one system, to be run again and again."""

    system: System
    relays: tuple[Relay, ...]

    @classmethod
    def of(cls, system: System) -> Self:
        return cls(system, tuple(relays_of(system).values()))

    def __call__(self) -> int:
        """One round; how many things were done. A job that breaks is logged and tried next time."""
        by = Principal.system(service="worker", request_id=str(self.system.parts.ids.new()))
        system = self.system
        jobs: tuple[Callable[[], int], ...] = (
            *self.relays,
            lambda: system.settle_payments(by),
            lambda: system.settle_invoice_payments(by),
            lambda: system.remind_of_invoices(by),
            lambda: system.sync_requests(by),
            lambda: system.expire_holds(by),
            lambda: system.tend_wishes(by),
            lambda: system.execute_refunds(by),
            lambda: system.write_exports(by),
            system.send_notifications,
        )
        return sum(_guarded(job) for job in jobs)

    def until_idle(self) -> int:
        """Rounds until one finds nothing to do; how many things were done."""
        done = 0
        for _ in range(_MANY_ROUNDS):
            found = self()
            if not found:
                break
            done += found
        return done

    def forget_old_keys(self) -> int:
        """Delete idempotency keys past their lifetime; how many."""
        return forget_old_keys(self.system)


def _guarded(job: Callable[[], int]) -> int:
    try:
        return job()
    except Exception:
        _log.exception("a background job broke; it is tried again in the next round")
        return 0
