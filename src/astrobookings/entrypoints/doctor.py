"""Is everything as it should be? What to do if not."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from astrobookings.application.ports.heartbeats import WorkerKind
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.money import ZERO, total
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.entrypoints.bootstrap.opening import open_system
from astrobookings.entrypoints.bootstrap.probes import Trouble, probes
from astrobookings.entrypoints.settings import BadSettings, Settings, setting_names
from astrobookings.entrypoints.system import System

__all__ = ["Finding", "Verdict", "examine"]

_MANY = 1000
"""Events that may wait while a worker is busy."""
_LATE = timedelta(minutes=10)
"""How long a mail may be due while a worker is busy."""
_SILENT = timedelta(minutes=2)
"""After which a process that said nothing counts as gone."""
_HEARD = timedelta(seconds=45)
"""After which every process has heard of a decision."""
_COMMANDS = {WorkerKind.SERVER: "serve"}
_OTHERS = {"ASTRO_DATA", "ASTRO_FAULTS", "ASTRO_EMPLOYEE_PASSWORD", "ASTRO_SERVING"}
"""Variables that are no settings and yet ours."""


class Verdict(StrEnum):
    """What a finding means for the operator."""

    FINE = "ok"
    HINT = "hint"
    """Works, though perhaps not as meant."""
    WRONG = "WRONG"


@frozen
class Finding:
    """One sentence about one thing."""

    verdict: Verdict
    sentence: str


def _fine(sentence: str) -> Finding:
    return Finding(Verdict.FINE, sentence)


def _hint(sentence: str) -> Finding:
    return Finding(Verdict.HINT, sentence)


def _wrong(sentence: str) -> Finding:
    return Finding(Verdict.WRONG, sentence)


def examine(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Look at the settings, at every system they name, and at what the platform does on them.

    Raises:
        BadSettings: a library for one of the systems is not installed.
    """
    yield from _settings(settings, environment)
    stores_are_there = True
    for probe in probes(settings):
        try:
            yield _fine(f"{probe.name}: {probe.where} {probe.look()}.")
        except Trouble as trouble:
            yield _wrong(f"{probe.name}: {probe.where} {trouble}")
            stores_are_there &= probe.name not in {"ASTRO_OPERATIONS_URL", "ASTRO_SYSTEM_URL"}
    if not stores_are_there:
        yield _hint("seats, money, events and mails are examined once both databases are there.")
        return
    yield from _platform(settings)


def _platform(settings: Settings) -> Iterator[Finding]:
    """What the platform does, as far as its stores tell."""
    try:
        system = open_system(settings)
    except BadSettings as wrong:
        yield _wrong(str(wrong))
        return
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _ledger(system),
        lambda: _seats(system),
        lambda: _outboxes(system),
        lambda: _mails(system),
        lambda: _processes(system, settings),
        lambda: _policies(system),
    )
    try:
        for look in looks:
            try:
                yield from look()
            except Unavailable as error:
                yield _wrong(f"a database went away meanwhile ({error}); run this again.")
    finally:
        system.close()


def _settings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    names = set(setting_names())
    files = {f"{name}_FILE" for name in names}
    for name in sorted(one for one in environment if one.startswith("ASTRO_")):
        if name not in names | files | _OTHERS:
            close = get_close_matches(name, sorted(names | files), n=1)
            meant = f"; did you mean {close[0]}?" if close else "."
            yield _wrong(f"{name} is no setting, so nothing follows it{meant}")
    yield from _public_url(settings)
    if not (settings.embedded or settings.shared_cache):
        yield _hint(
            "ASTRO_CACHE_URL is not set: this process counts visits and knows ended sessions for "
            "itself; with more than one process, set it to redis://…"
        )
    if settings.payments_url.startswith("sandbox:") and not settings.embedded:
        yield _hint("ASTRO_PAYMENTS_URL is the sandbox: everybody can book, and no money moves.")
    yield _keys(settings)


def _public_url(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.public_url)
    if url.scheme == "http" and not _is_here(url.hostname or ""):
        yield _wrong(
            f"ASTRO_PUBLIC_URL {settings.public_url} sends passwords unencrypted; put a proxy with "
            "TLS in front and set it to https://…"
        )
    elif url.scheme == "https" and not settings.forwarded_hops:
        yield _hint(
            "ASTRO_PUBLIC_URL is https, so a proxy stands in front; set ASTRO_FORWARDED_HOPS=1, or "
            "all visitors share the limits of its one address."
        )
    else:
        yield _fine(f"ASTRO_PUBLIC_URL: people reach the platform at {settings.public_url}.")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _keys(settings: Settings) -> Finding:
    path = Path(settings.keys_file)
    if not path.exists():
        return _wrong(
            f"ASTRO_KEYS_FILE: there is no signing key at {path}; run astrobookings keys create, "
            "or copy it from another machine of this platform."
        )
    if path.stat().st_mode & 0o077:
        return _wrong(f"ASTRO_KEYS_FILE: others can read {path}; run: chmod 600 {path}")
    return _fine("ASTRO_KEYS_FILE: the signing keys are private.")


def _ledger(system: System) -> Iterator[Finding]:
    ledger = system.parts.ledger
    odd = ledger.unbalanced()
    balances = ledger.balances()
    rest = total(balances.values())
    if odd or rest != ZERO:
        told = f"the ledger does not balance: {odd} odd entries, {rest} left over"
        yield _wrong(f"{told}; restore it from a backup and compare with the gateway.")
    else:
        yield _fine(f"the ledger balances; the gateway holds {balances[Account.GATEWAY]}.")


def _seats(system: System) -> Iterator[Finding]:
    odd = system.parts.seat_ledger.discrepancies()
    if odd:
        yield _wrong(f"seats and bookings disagree on {odd} launches; stop sales of them.")
    else:
        yield _fine("seats sold, seat rows and bookings agree on every launch.")


def _outboxes(system: System) -> Iterator[Finding]:
    parts = system.parts
    for name, outbox, dead in (
        ("operations", parts.operations_outbox, parts.operations_dead_letters),
        ("system", parts.system_outbox, parts.system_dead_letters),
    ):
        count, lost = outbox.waiting(), dead.count()
        told = f"{count} events wait in the {name} outbox"
        yield _fine(f"{told}.") if count < _MANY else _wrong(f"{told}; is a worker running?")
        if lost:
            yield _wrong(
                f"{lost} events of the {name} outbox could not be heard; the log of the worker "
                "says why: once that is mended, retry them (docs/deploy.md, Dead letters)."
            )


def _mails(system: System) -> Iterator[Finding]:
    now = system.clock.now()
    failed = system.parts.notifications.counts().get(NotificationStatus.FAILED, 0)
    oldest = system.parts.notifications.oldest_due(now)
    if failed:
        yield _hint(f"{failed} mails were given up; IT sees why in the queue, and may retry them.")
    if oldest is not None and now - oldest > _LATE:
        yield _wrong(
            f"a mail waits since {oldest:%Y-%m-%d %H:%M} UTC; is a worker running, and does the "
            "mail server take mails?"
        )
    else:
        yield _fine("no mail waits longer than it should.")


def _processes(system: System, settings: Settings) -> Iterator[Finding]:
    if settings.embedded:
        return
    beating = system.parts.heartbeats.since(system.clock.now() - _SILENT)
    for kind in WorkerKind:
        there = [one.id for one in beating if one.kind is kind]
        if there:
            yield _fine(f"{kind.value}: {', '.join(there)} at work.")
        else:
            command = _COMMANDS.get(kind, kind.value)
            yield _wrong(f"no {kind.value} is at work; start: astrobookings {command}")


def _policies(system: System) -> Iterator[Finding]:
    """Whether every process knows the figures that are to hold."""
    now = system.clock.now()
    old = [one for one in system.parts.policy_changes.after(0) if one.decided_at <= now - _HEARD]
    newest = max((one.number for one in old), default=0)
    deaf = [one for one in system.parts.heartbeats.since(now - _SILENT) if one.decisions < newest]
    for one in deaf:
        yield _wrong(
            f"the policies of {one.kind.value} {one.id} are stale: it has not heard of decision "
            f"{newest}; its log says why, and a restart helps."
        )
    if not deaf:
        yield _fine(f"every process follows the policies, {newest} decisions in all.")
