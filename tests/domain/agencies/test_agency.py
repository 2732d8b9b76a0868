"""Approval, suspension and reliability (story 1.8)."""

from itertools import product

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.agencies.agency import (
    AGENCY_MOVES,
    Agency,
    AgencyNotApproved,
    AgencyStatus,
    NoSuchAgencyMove,
    Reliability,
    ReliabilityPolicy,
    change_status,
    require_approved,
)
from astrobookings.testing.strategies import agencies
from tests.domain.examples import an_agency

A = AgencyStatus
LISTED = {
    (A.PENDING, A.APPROVED),
    (A.PENDING, A.SUSPENDED),
    (A.APPROVED, A.SUSPENDED),
    (A.SUSPENDED, A.APPROVED),
}


@pytest.mark.story("1.8")
@pytest.mark.parametrize(("now", "wanted"), list(product(A, A)))
def test_an_agency_moves_as_listed_and_in_no_other_way(now: A, wanted: A) -> None:
    agency = an_agency(status=now)

    if (now, wanted) in LISTED:
        moved = change_status(agency, wanted, reason="papers")
        assert moved == evolve(agency, status=wanted, status_reason="papers")
    else:
        with pytest.raises(NoSuchAgencyMove) as refusal:
            change_status(agency, wanted)
        assert (refusal.value.now, refusal.value.wanted) == (now, wanted)


def test_the_table_lists_every_status() -> None:
    assert AGENCY_MOVES.keys() == set(A)


@given(agencies())
def test_only_approved_agencies_may_publish(agency: Agency) -> None:
    if agency.status is A.APPROVED:
        require_approved(agency)
    else:
        with pytest.raises(AgencyNotApproved) as refusal:
            require_approved(agency)
        assert refusal.value.status is agency.status


@pytest.mark.parametrize(
    ("successes", "reliability"),
    [(0, Reliability.NEW), (1, Reliability.NEW), (2, Reliability.RELIABLE)],
)
def test_an_agency_is_reliable_after_two_successful_launches(
    successes: int, reliability: Reliability
) -> None:
    assert ReliabilityPolicy().rate(successes) is reliability
