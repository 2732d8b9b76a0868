"""Walks through the API that nobody wrote: what one answer names, the next request asks about."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from astrobookings.domain.identity.permissions import PERMISSIONS
from astrobookings.domain.identity.roles import Standing
from tests.entrypoints.http.conformance import CHECKS
from tests.entrypoints.http.test_roles import ACTIONS
from tests.stories.flights import Flight, book, scheduled
from tests.stories.platform import Person, Platform

ROLES = ("traveler", "agency", "customer_service", "finance", "operations", "it")
ENDING = {"sign_out", "sign_out_everywhere", "change_password"}
"""What ends the session that the walk goes on."""

walks = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

Found = dict[str, str]


@pytest.fixture(scope="module")
def flight(platform: Platform) -> Flight:
    """Give a launch that somebody has booked."""
    made = scheduled(platform, platform.employee("operations"))
    book(platform.traveler(), made)
    return made


def somebody(platform: Platform, flight: Flight, role: str) -> Person:
    if role == "traveler":
        traveler = platform.traveler()
        book(traveler, flight)
        return traveler
    return flight.agency if role == "agency" else platform.employee(role)


def allowed(standing: Standing) -> list[str]:
    """The operations that people of *standing* may use, but for those that end their session."""
    grants = {name: PERMISSIONS[action] for name, action in ACTIONS.items() if action is not None}
    return [
        name
        for name, grant in grants.items()
        if standing in grant.everyones | grant.own and name not in ENDING
    ]


def named(answer: Any, found: Found) -> None:
    """Put every id that *answer* names into *found*, by the name parameters have for it."""
    if isinstance(answer, Mapping):
        for name, value in answer.items():
            if isinstance(value, str) and name.endswith("_id"):
                found[name] = value
            named(value, found)
    elif isinstance(answer, list):
        for item in answer[:5]:
            named(item, found)


@pytest.mark.parametrize("platform", ["full_stack"], indirect=True, scope="module")
@pytest.mark.parametrize("role", ROLES)
def test_walks_meet_the_description_and_no_server_error(
    platform: Platform, flight: Flight, role: str
) -> None:
    person = somebody(platform, flight, role)
    document = schemathesis.openapi.from_url(f"{platform.base}/api/v1/openapi.json")
    walked = document.include(operation_id=allowed(Standing(role)))
    known: Found = {"launch_id": flight.id, "launch": flight.slug}
    answers: list[int] = []

    class Walk(walked.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case: Case[Any]) -> None:
            if isinstance(case.body, dict):
                case.body |= {name: known[name] for name in case.body if name in known}
            if case.headers and "Idempotency-Key" in case.headers:
                case.headers["Idempotency-Key"] = str(uuid4())

        def get_call_kwargs(self, case: Case[Any]) -> dict[str, Any]:
            return {
                "headers": {
                    "Authorization": f"Bearer {person.token}",
                    "X-Forwarded-For": person.address,
                }
            }

        def validate_response(self, response: Any, case: Case[Any], **_: Any) -> None:
            case.validate_response(response, checks=CHECKS)
            answers.append(response.status_code)
            if "application/json" in response.headers.get("content-type", ()):
                named(response.json(), known)

    Walk.run(settings=walks)
    assert any(status < 300 for status in answers)
