"""Roles, positions, and the one who asks."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from attrs import frozen

from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Position", "Principal", "Role", "Standing", "standing_of"]


class Role(StrEnum):
    """What an account is for."""

    TRAVELER = "traveler"
    AGENCY = "agency"
    EMPLOYEE = "employee"


class Position(StrEnum):
    """What an employee does."""

    CUSTOMER_SERVICE = "customer_service"
    FINANCE = "finance"
    OPERATIONS = "operations"
    IT = "it"


class Standing(StrEnum):
    """As what somebody asks: a role, an employee's position, a visitor or the platform itself."""

    VISITOR = "visitor"
    TRAVELER = "traveler"
    AGENCY = "agency"
    CUSTOMER_SERVICE = "customer_service"
    FINANCE = "finance"
    OPERATIONS = "operations"
    IT = "it"
    SYSTEM = "system"


@frozen(kw_only=True)
class Principal:
    """The one who asks, through which service and in which request."""

    standing: Standing
    user_id: UserId | None = None
    session_id: SessionId | None = None
    service: str
    request_id: str

    @classmethod
    def visitor(cls, *, service: str, request_id: str) -> Self:
        return cls(standing=Standing.VISITOR, service=service, request_id=request_id)

    @classmethod
    def system(cls, *, service: str, request_id: str) -> Self:
        """The platform itself: workers, the scheduler, an operator at the command line."""
        return cls(standing=Standing.SYSTEM, service=service, request_id=request_id)

    def origin(self, action: str, at: datetime) -> Origin:
        """The origin of a change this principal makes by *action* at *at*."""
        return Origin(
            service=self.service,
            action=action,
            actor=self.user_id,
            request_id=self.request_id,
            at=at,
        )


def standing_of(role: Role, position: Position | None) -> Standing:
    """The standing of an account: employees ask as their position."""
    return Standing(position.value if position is not None else role.value)
