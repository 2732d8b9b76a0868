"""A second factor comes into force: a secret for a device, then a first code (story 0.6)."""

from datetime import datetime

from attrs import field, frozen

from astrobookings.application.identity.sign_in_throttle import SignInThrottle
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.one_time_codes import OneTimeCodes
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import NoSecondFactor, SecondFactorExists, WrongCode
from astrobookings.domain.identity.events import SecondFactorChanged
from astrobookings.domain.identity.second_factor import (
    FactorChange,
    SecondFactor,
    SecondFactorPolicy,
    begin,
    confirm,
    plain_code,
    renew,
)
from astrobookings.domain.kernel.ids import UserId

__all__ = ["DeviceSecret", "RecoveryCodes", "SecondFactorSetup"]

RecoveryCodes = tuple[str, ...]


@frozen
class DeviceSecret:
    """What a device is given, shown this once; `uri` is what a QR code holds."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@frozen
class SecondFactorSetup:
    """Begins and confirms second factors; callers hold the account in a transaction."""

    second_factors: SecondFactors
    one_time_codes: OneTimeCodes
    link_secrets: LinkSecrets
    sign_in_throttle: SignInThrottle
    system_outbox: Outbox
    second_factor_policy: SecondFactorPolicy

    def begin(self, account: Account, now: datetime) -> DeviceSecret:
        """In a transaction: a fresh secret; an earlier one that was not confirmed is forgotten.

        Raises:
            SecondFactorExists: there is one in force.
        """
        before = self.second_factors.find(account.id)
        secret = self.one_time_codes.new_secret()
        begun = begin(before, account.id, secret, now)
        if before is None:
            self.second_factors.add(begun)
        else:
            self.second_factors.save(begun)
        return DeviceSecret(secret, self.one_time_codes.uri(secret, account.email))

    def check(self, account: Account, code: str, now: datetime) -> None:
        """Before the transaction: whether *code* is the first one of a device.

        Raises:
            NoSecondFactor: none was begun.
            SecondFactorExists: it is in force already.
            WrongCode: not a code of now.
            TooManyAttempts: codes were guessed at too often.
        """
        factor = self._begun(account.id)
        key = f"second-factor:{account.id}"
        self.sign_in_throttle.admit(key, None)
        if self._step(factor, code, now) is None:
            self.sign_in_throttle.failed(key, None)
            raise WrongCode
        self.sign_in_throttle.passed(key)

    def confirm(self, account: Account, code: str, now: datetime) -> RecoveryCodes:
        """In a transaction: put the second factor in force; its recovery codes, shown this once.

        Raises:
            NoSecondFactor, SecondFactorExists, WrongCode: as `check`.
        """
        factor = self._begun(account.id)
        codes = self._recovery_codes()
        step = self._step(factor, code, now)
        self.second_factors.save(confirm(factor, step, self._hashes(codes), now))
        self._tell(account, FactorChange.ENABLED)
        return codes

    def renew(self, account: Account, factor: SecondFactor) -> RecoveryCodes:
        """In a transaction: other recovery codes; the old ones are good no more."""
        codes = self._recovery_codes()
        self.second_factors.save(renew(factor, self._hashes(codes)))
        self._tell(account, FactorChange.RECOVERY_CODES_RENEWED)
        return codes

    def end(self, account: Account, change: FactorChange, reason: str = "") -> None:
        """In a transaction: the account has no second factor any more.

        Raises:
            NoSecondFactor: it has none.
        """
        factor = self.second_factors.find(account.id)
        if factor is None:
            raise NoSecondFactor
        self.second_factors.delete(factor)
        self._tell(account, change, reason)

    def _begun(self, user_id: UserId) -> SecondFactor:
        factor = self.second_factors.find(user_id)
        if factor is None:
            raise NoSecondFactor
        if factor.in_force:
            raise SecondFactorExists
        return factor

    def _step(self, factor: SecondFactor, code: str, now: datetime) -> int | None:
        return self.one_time_codes.step(factor.secret, plain_code(code), now)

    def _recovery_codes(self) -> RecoveryCodes:
        wanted = range(self.second_factor_policy.recovery_codes)
        return tuple(self.one_time_codes.new_recovery_code() for _ in wanted)

    def _hashes(self, codes: RecoveryCodes) -> RecoveryCodes:
        return tuple(self.link_secrets.hash(plain_code(code)) for code in codes)

    def _tell(self, account: Account, change: FactorChange, reason: str = "") -> None:
        self.system_outbox.add(SecondFactorChanged(account.id, change.value, reason))
