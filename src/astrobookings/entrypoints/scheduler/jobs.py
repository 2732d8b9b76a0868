"""The jobs that come round by themselves; the next one is a line in the group it belongs to.

Each may run twice at once and may be cut short anywhere: what it does it claims first, under a
lease or in one transaction. Turns save schedulers double work, they are not what makes it safe.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from attrs import evolve, frozen

from astrobookings.application.ports.work_queue import Lane
from astrobookings.domain.booking.idempotency import KEY_LIFETIME
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.notifications.kinds import Lane as MailLane
from astrobookings.entrypoints.system import System

__all__ = ["PeriodicJob", "forget_old_keys", "jobs_by_name", "periodic_jobs"]

_BATCH, _BATCHES = 50, 20
"""Mails of one batch, and how many batches one run sends at most."""
_HEARTBEATS_KEPT = timedelta(days=1)


@frozen
class PeriodicJob:
    """Something done every so often, by whichever worker is free."""

    name: str
    every: timedelta
    run: Callable[[], object]
    lane: Lane = Lane.JOBS
    after: str | None = None
    """A context that leaves something to do here when it hears of events."""
    by_scheduler: bool = False
    """The scheduler does it itself: it is to be done even where no worker is left."""

    @property
    def in_turns(self) -> bool:
        """Whether schedulers take turns; for what costs next to nothing that would cost more."""
        return self.every >= timedelta(seconds=10)


def periodic_jobs(system: System) -> tuple[PeriodicJob, ...]:
    """The jobs of *system*."""
    return (*_bookings(system), *_exports(system), *_mail(system), *_watching(system))


def jobs_by_name(system: System) -> Mapping[str, PeriodicJob]:
    """The jobs of *system*, by their names."""
    return {job.name: job for job in periodic_jobs(system)}


def _bookings(system: System) -> tuple[PeriodicJob, ...]:
    return (
        _job(system, "settle-payments", _every(seconds=5), system.settle_payments),
        _job(system, "execute-refunds", _every(seconds=3), system.execute_refunds),
        _job(system, "settle-invoice-payments", _every(seconds=5), system.settle_invoice_payments),
        _job(system, "remind-of-invoices", _every(minutes=10), system.remind_of_invoices),
        _job(system, "expire-holds", _every(seconds=10), system.expire_holds),
        _job(system, "tend-wishes", _every(seconds=30), system.tend_wishes),
        _job(system, "tell-unreported", _every(minutes=10), system.tell_unreported),
        _job(system, "settle-booking-requests", _every(seconds=5), system.sync_requests),
        PeriodicJob("forget-old-keys", _every(hours=1), partial(forget_old_keys, system)),
    )


def _exports(system: System) -> tuple[PeriodicJob, ...]:
    return (
        _job(system, "write-exports", _every(seconds=2), system.write_exports),
        _job(system, "forget-exports", _every(hours=1), system.forget_exports),
    )


def _mail(system: System) -> tuple[PeriodicJob, ...]:
    """People wait for mails: besides coming round, these follow what queues them."""
    normal = partial(_send_mail, system, MailLane.NORMAL)
    vip = partial(_send_mail, system, MailLane.VIP)
    return (
        PeriodicJob("send-mail", _every(seconds=1), normal, Lane.MAIL, "notifications"),
        PeriodicJob("send-vip-mail", _every(seconds=1), vip, Lane.VIP_MAIL, "notifications"),
    )


def _watching(system: System) -> tuple[PeriodicJob, ...]:
    sampled = system.parts.sampling.every
    return (
        _job(system, "sync", _every(seconds=10), system.sync_due),
        _job(system, "forget-sync-runs", _every(hours=1), system.forget_sync_runs),
        evolve(_job(system, "sample-metrics", sampled, system.sample_metrics), by_scheduler=True),
        evolve(_job(system, "check-anomalies", sampled, system.check_anomalies), by_scheduler=True),
        _job(system, "forget-old-records", _every(hours=1), system.forget_old_records),
        PeriodicJob("forget-heartbeats", _every(hours=1), partial(_forget_heartbeats, system)),
    )


def _every(**span: float) -> timedelta:
    return timedelta(**span)


def _job(
    system: System, name: str, every: timedelta, use_case: Callable[[Principal], object]
) -> PeriodicJob:
    """A job that the platform itself asks for."""

    def run() -> object:
        request_id = str(system.parts.ids.new())
        return use_case(Principal.system(service="worker", request_id=request_id))

    return PeriodicJob(name, every, run)


def _send_mail(system: System, lane: MailLane) -> int:
    """Send what is due in *lane*, batch after batch while they last, but not for ever."""
    sent = 0
    for _ in range(_BATCHES):
        batch = system.send_notifications(_BATCH, lane=lane)
        sent += batch
        if not batch:
            break
    return sent


def forget_old_keys(system: System) -> int:
    """Delete idempotency keys past their lifetime; how many."""
    return system.parts.keys.forget_before(system.clock.now() - KEY_LIFETIME)


def _forget_heartbeats(system: System) -> int:
    return system.parts.heartbeats.forget_before(system.clock.now() - _HEARTBEATS_KEPT)
