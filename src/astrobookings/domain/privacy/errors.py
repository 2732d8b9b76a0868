"""Refusals of closing an account."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import Refused

__all__ = ["AccountInUse", "EmployeeAccount"]


@frozen
class AccountInUse(Refused):
    """Something of the account is not over yet (story 0.6)."""

    code: ClassVar[str] = "account-in-use"
    reasons: tuple[str, ...]
    """What is open, and how much of it."""

    def __str__(self) -> str:
        return f"The account cannot be closed yet: {'; '.join(self.reasons)}."


@frozen
class EmployeeAccount(Refused):
    """Colleagues are let go by operations managers (stories 0.6, 0.9)."""

    code: ClassVar[str] = "employee-account"

    def __str__(self) -> str:
        return "Ask an operations manager to end an employee's account."
