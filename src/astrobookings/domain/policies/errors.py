"""What may be wrong with changes of policies."""

from datetime import datetime
from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import Refused

__all__ = ["PoliciesDisagree", "PolicyChangeSettled"]


@frozen
class PolicyChangeSettled(Refused):
    """The change was withdrawn before, or is in force or too near to be stopped everywhere."""

    code: ClassVar[str] = "policy-change-settled"
    effective_from: datetime
    withdrawn: bool

    def __str__(self) -> str:
        if self.withdrawn:
            return "This change was withdrawn before."
        at = f"{self.effective_from:%Y-%m-%d %H:%M:%S} UTC"
        return f"The change holds from {at}, too soon to be withdrawn; announce another one."


@frozen
class PoliciesDisagree(Refused):
    """Without the change, what others planned would make no sense."""

    code: ClassVar[str] = "policies-disagree"
    at: datetime
    told: str

    def __str__(self) -> str:
        return f"Without it, from {self.at:%Y-%m-%d %H:%M:%S} UTC on: {self.told}"
