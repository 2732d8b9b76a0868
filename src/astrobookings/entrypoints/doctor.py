"""Is everything as it should be? What to do if not."""

from pathlib import Path

from attrs import frozen

from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.kernel.money import ZERO, total
from astrobookings.entrypoints.settings import Settings
from astrobookings.entrypoints.system import System

__all__ = ["Finding", "examine"]


@frozen
class Finding:
    fine: bool
    sentence: str


def examine(system: System, settings: Settings) -> tuple[Finding, ...]:
    """Look at the ledger, the seats, the outboxes and the settings of a running platform."""
    return (
        _ledger(system),
        _seats(system),
        *_outboxes(system),
        _keys(settings),
    )


def _ledger(system: System) -> Finding:
    ledger = system.parts.ledger
    odd = ledger.unbalanced()
    balances = ledger.balances()
    rest = total(balances.values())
    if odd or rest != ZERO:
        told = f"the ledger does not balance: {odd} odd entries, {rest} left over"
        return Finding(False, f"{told}; restore it from a backup and compare with the gateway.")
    held = balances[Account.GATEWAY]
    return Finding(True, f"the ledger balances; the gateway holds {held}.")


def _seats(system: System) -> Finding:
    odd = system.parts.seat_ledger.discrepancies()
    if odd:
        return Finding(False, f"seats and bookings disagree on {odd} launches; stop sales of them.")
    return Finding(True, "seats sold, seat rows and bookings agree on every launch.")


def _outboxes(system: System) -> tuple[Finding, ...]:
    waiting = {
        "operations": system.parts.operations_outbox.waiting(),
        "system": system.parts.system_outbox.waiting(),
    }
    return tuple(
        Finding(
            count < 1000,
            f"{count} events wait in the {name} outbox"
            + ("." if count < 1000 else "; is a worker running?"),
        )
        for name, count in waiting.items()
    )


def _keys(settings: Settings) -> Finding:
    path = Path(settings.keys_file)
    if not path.exists():
        return Finding(False, f"there is no signing key at {path}; start the server once.")
    if path.stat().st_mode & 0o077:
        return Finding(False, f"others can read {path}; run: chmod 600 {path}")
    return Finding(True, "the signing keys are private.")
