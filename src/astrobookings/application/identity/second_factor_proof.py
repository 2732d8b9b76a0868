"""Somebody proves to hold the second factor of an account (stories 0.2, 0.6)."""

import logging
from datetime import datetime

from attrs import frozen

from astrobookings.application.identity.sign_in_throttle import SignInThrottle
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.one_time_codes import OneTimeCodes
from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import (
    NoSecondFactor,
    SecondFactorMissing,
    SecondFactorRequired,
    WrongCode,
)
from astrobookings.domain.identity.second_factor import (
    SecondFactor,
    SecondFactorPolicy,
    plain_code,
    use_recovery_code,
    use_step,
)

__all__ = ["SecondFactorProof"]

_log = logging.getLogger(__name__)


@frozen
class SecondFactorProof:
    """Checks codes before a transaction, not too often, and uses them up within it.

    A code is one that a device shows, or one of the recovery codes; each is good once.
    """

    second_factors: SecondFactors
    one_time_codes: OneTimeCodes
    link_secrets: LinkSecrets
    sign_in_throttle: SignInThrottle
    second_factor_policy: SecondFactorPolicy
    clock: Clock

    def admit(self, account: Account, code: str | None, *, origin_address: str | None) -> None:
        """Let *account*, whose password was right, go on to sign in.

        Raises:
            SecondFactorRequired: it has a second factor, and *code* is None.
            SecondFactorMissing: it has none, and its position needs one.
            WrongCode, TooManyAttempts: as `check`.
        """
        factor = self._in_force(account)
        if factor is None and self.second_factor_policy.requires(account):
            raise SecondFactorMissing
        if factor is not None:
            self._check(factor, _given(code), origin_address)

    def check(self, account: Account, code: str) -> None:
        """Raises:
        NoSecondFactor: none is in force.
        WrongCode: not a code of now, or used before.
        TooManyAttempts: codes were guessed at too often.
        """
        factor = self._in_force(account)
        if factor is None:
            raise NoSecondFactor
        self._check(factor, code, None)

    def use_any(self, account: Account, code: str | None) -> None:
        """In a transaction that holds *account*: use *code* up if a second factor is in force.

        Raises:
            SecondFactorRequired, WrongCode: as `admit`, if things changed meanwhile.
        """
        if self._in_force(account) is not None:
            self.use(account, _given(code))

    def use(self, account: Account, code: str) -> SecondFactor:
        """In a transaction that holds *account*: use *code* up.

        Raises:
            NotFound, NoSecondFactor, WrongCode: as `check`, if things changed meanwhile.
        """
        factor = self.second_factors.lock(account.id)
        return self.second_factors.save(self._used(factor, code, self.clock.now()))

    def _in_force(self, account: Account) -> SecondFactor | None:
        factor = self.second_factors.find(account.id)
        return factor if factor is not None and factor.in_force else None

    def _check(self, factor: SecondFactor, code: str, origin_address: str | None) -> None:
        key = f"second-factor:{factor.user_id}"
        self.sign_in_throttle.admit(key, origin_address)
        try:
            self._used(factor, code, self.clock.now())
        except WrongCode:
            _log.warning("a code was wrong; origin %s", origin_address or "signed in")
            self.sign_in_throttle.failed(key, origin_address)
            raise
        self.sign_in_throttle.admit(key, origin_address)
        self.sign_in_throttle.passed(key)

    def _used(self, factor: SecondFactor, code: str, now: datetime) -> SecondFactor:
        plain = plain_code(code)
        step = self.one_time_codes.step(factor.secret, plain, now)
        if step is not None:
            return use_step(factor, step)
        return use_recovery_code(factor, self.link_secrets.hash(plain))


def _given(code: str | None) -> str:
    if code is None:
        raise SecondFactorRequired
    return code
