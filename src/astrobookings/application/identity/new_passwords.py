"""Passwords that people choose."""

from attrs import frozen

from astrobookings.application.ports.passwords import Passwords
from astrobookings.domain.identity.passwords import PasswordPolicy, password_fault
from astrobookings.domain.kernel.errors import Fault

__all__ = ["NewPasswords"]


@frozen
class NewPasswords:
    """Measures and hashes new passwords; call `hash` outside of transactions, it is slow."""

    passwords: Passwords
    password_policy: PasswordPolicy

    def fault(
        self, password: str, personal: tuple[str, ...], pointer: str = "/password"
    ) -> Fault | None:
        """What is wrong with *password* of somebody known by the *personal* words."""
        start = password[: self.password_policy.longest]
        return password_fault(
            password,
            strength=self.passwords.strength(start, personal),
            personal=tuple(word for word in personal if word),
            policy=self.password_policy,
            pointer=pointer,
        )

    def hash(self, password: str) -> str:
        return self.passwords.hash(password)
