"""Agencies, their approval and their reliability (stories 1.1, 1.8)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import AgencyId

__all__ = [
    "AGENCY_MOVES",
    "Agency",
    "AgencyNotApproved",
    "AgencyStatus",
    "NoSuchAgencyMove",
    "Reliability",
    "ReliabilityPolicy",
    "change_status",
    "require_approved",
]


class AgencyStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    SUSPENDED = "suspended"


_A = AgencyStatus
AGENCY_MOVES: Mapping[AgencyStatus, frozenset[AgencyStatus]] = {
    _A.PENDING: frozenset({_A.APPROVED, _A.SUSPENDED}),
    _A.APPROVED: frozenset({_A.SUSPENDED}),
    _A.SUSPENDED: frozenset({_A.APPROVED}),
}


class Reliability(StrEnum):
    NEW = "new"
    RELIABLE = "reliable"


@frozen
class ReliabilityPolicy:
    """An agency is reliable once this many launches were successful."""

    successes: int = 2

    def rate(self, successful_launches: int) -> Reliability:
        proven = successful_launches >= self.successes
        return Reliability.RELIABLE if proven else Reliability.NEW


@frozen(kw_only=True)
class Agency(Entity):
    """A company that flies rockets; its id is the id of the user that registered it."""

    id: AgencyId
    company_name: str
    description: str = ""
    contact_person: str
    contact_email: str
    contact_phone: str
    tax_id: str
    legal_address: str
    country: str
    status: AgencyStatus = AgencyStatus.PENDING
    status_reason: str = ""
    successful_launches: int = 0


@frozen
class NoSuchAgencyMove(Refused):
    """The agency's status does not allow this move."""

    code: ClassVar[str] = "agency-status"
    now: AgencyStatus
    wanted: AgencyStatus

    def __str__(self) -> str:
        return f"An agency that is {self.now} cannot become {self.wanted}."


@frozen
class AgencyNotApproved(Refused):
    """Only an approved agency may publish launches (story 1.3)."""

    code: ClassVar[str] = "agency-not-approved"
    status: AgencyStatus

    def __str__(self) -> str:
        return f"The agency is {self.status}; only approved agencies may publish launches."


def change_status(agency: Agency, wanted: AgencyStatus, *, reason: str = "") -> Agency:
    """*agency* moved to *wanted*.

    Raises:
        NoSuchAgencyMove: the table has no such move.
    """
    if wanted not in AGENCY_MOVES[agency.status]:
        raise NoSuchAgencyMove(agency.status, wanted)
    return evolve(agency, status=wanted, status_reason=reason)


def require_approved(agency: Agency) -> None:
    """Raises: AgencyNotApproved."""
    if agency.status is not AgencyStatus.APPROVED:
        raise AgencyNotApproved(agency.status)
