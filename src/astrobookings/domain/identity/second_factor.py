"""A second factor beside the password: one-time codes, and recovery codes for a lost device
(stories 0.2, 0.6).
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from attrs import evolve, field, frozen

from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import NoSecondFactor, SecondFactorExists, WrongCode
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import SECRET

__all__ = [
    "FactorChange",
    "SecondFactor",
    "SecondFactorPolicy",
    "begin",
    "confirm",
    "plain_code",
    "renew",
    "use_recovery_code",
    "use_step",
]


class FactorChange(StrEnum):
    """What became of a second factor, as its owner is told."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    RESET = "reset"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"


def _positions(text: str) -> frozenset[Position]:
    return frozenset(map(Position, text.replace(",", " ").split()))


@frozen
class SecondFactorPolicy:
    """Who must have a second factor, and what is given along with it."""

    required_for: str = ""
    """Positions with blanks or commas between them; they cannot sign in without one."""
    recovery_codes: int = 10

    def __attrs_post_init__(self) -> None:
        _positions(self.required_for)
        if not 1 <= self.recovery_codes <= 100:
            raise ValueError("recovery_codes is 1 to 100")

    def requires(self, account: Account) -> bool:
        return account.position in _positions(self.required_for)


@frozen(kw_only=True)
class SecondFactor(Entity):
    """A secret that a device of the user has too; in force once a first code proved it."""

    user_id: UserId
    secret: str = field(metadata=SECRET, repr=False)
    """Base 32."""
    confirmed_at: datetime | None = None
    last_step: int | None = None
    """The time step of the last code used; no code of it or of an earlier one is good again."""
    recovery_hashes: tuple[str, ...] = field(default=(), metadata=SECRET, repr=False)
    """Of the recovery codes not used yet."""

    @property
    def id(self) -> UserId:
        return self.user_id

    @property
    def in_force(self) -> bool:
        return self.confirmed_at is not None


def begin(before: SecondFactor | None, user_id: UserId, secret: str, now: datetime) -> SecondFactor:
    """A second factor that waits for its first code; it replaces one that was only begun.

    Raises:
        SecondFactorExists: *before* is in force.
    """
    if before is None:
        return SecondFactor(user_id=user_id, secret=secret, created_at=now, updated_at=now)
    if before.in_force:
        raise SecondFactorExists
    return evolve(before, secret=secret)


def confirm(
    factor: SecondFactor, step: int | None, recovery_hashes: Iterable[str], now: datetime
) -> SecondFactor:
    """*factor* in force, proven by the code of *step*.

    Raises:
        SecondFactorExists: it is in force already.
        WrongCode: the code belongs to no step.
    """
    if factor.in_force:
        raise SecondFactorExists
    proven = _at_step(factor, step)
    return evolve(proven, confirmed_at=now, recovery_hashes=tuple(recovery_hashes))


def use_step(factor: SecondFactor, step: int | None) -> SecondFactor:
    """*factor* after the code of *step* was used.

    Raises:
        NoSecondFactor: it is not in force.
        WrongCode: the code belongs to no step, or to one that is over.
    """
    _require_force(factor)
    return _at_step(factor, step)


def use_recovery_code(factor: SecondFactor, hashed: str) -> SecondFactor:
    """*factor* after the recovery code known by *hashed* was used up.

    Raises:
        NoSecondFactor: it is not in force.
        WrongCode: there is no such code, or it was used before.
    """
    _require_force(factor)
    if hashed not in factor.recovery_hashes:
        raise WrongCode
    return evolve(
        factor, recovery_hashes=tuple(one for one in factor.recovery_hashes if one != hashed)
    )


def renew(factor: SecondFactor, recovery_hashes: Iterable[str]) -> SecondFactor:
    """*factor* with other recovery codes.

    Raises:
        NoSecondFactor: it is not in force.
    """
    _require_force(factor)
    return evolve(factor, recovery_hashes=tuple(recovery_hashes))


def plain_code(text: str) -> str:
    """A code as people write it, without blanks and dashes, in capitals."""
    return "".join(sign for sign in text if sign.isalnum()).upper()


def _at_step(factor: SecondFactor, step: int | None) -> SecondFactor:
    if step is None or (factor.last_step is not None and step <= factor.last_step):
        raise WrongCode
    return evolve(factor, last_step=step)


def _require_force(factor: SecondFactor) -> None:
    if not factor.in_force:
        raise NoSecondFactor
