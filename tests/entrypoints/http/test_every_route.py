"""What holds for every route, generated from the API description."""

import copy
import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.examples import EXAMPLES
from astrobookings.entrypoints.http.openapi import describe
from astrobookings.testing.in_memory import in_memory_world

from .conftest import ROOMY, Person, Platform
from .stub import QUIET, stub_system

DOCUMENT = describe(create_app(stub_system(), *SERVICES, settings=QUIET))
ROUTES = [
    (method.upper(), path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if path.startswith("/api/")
]
TAKING = [route for route in ROUTES if "requestBody" in route[2]]
LISTS = [
    route for route in ROUTES if "limit" in {p["name"] for p in route[2].get("parameters", [])}
]

NUMBERS = count()

odd_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            "\0",
            "a" * 600,
            "9999-12-31T23:59:59Z",
            "0001-01-01",
            "-0.00",
            "NaN",
            "\U0001d54f",
            [],
            [None],
            {},
            2**63,
            -1,
            1e308,
        ]
    ),
)


def ids(routes: list[tuple[str, str, Any]]) -> list[str]:
    return [operation["operationId"] for _, _, operation in routes]


def filled(path: str, value: str = str(UUID(int=7))) -> str:
    """*path* with *value* for each of its parameters; a year is no such value."""
    path = path.replace("{year}", "2027")
    return re.sub(r"\{\w+\}", value, path)


def example_of(operation: Any) -> Any:
    shape = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return msgspec.to_builtins(EXAMPLES[shape.rpartition("/")[2]])


@pytest.fixture(scope="module")
def known() -> Iterator[tuple[Platform, list[Principal]]]:
    """Give a platform and an account of each kind."""
    world = in_memory_world()
    with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
        accounts = [world.traveler(), world.agency(), *map(world.employee, Position)]
        yield Platform(world, client), accounts


@pytest.fixture
def people(known: tuple[Platform, list[Principal]]) -> list[Person]:
    """Give one signed-in person of each kind, and a visitor last."""
    platform, accounts = known
    return [*map(platform.sign_in, accounts), Person(platform.client, {})]


@pytest.mark.parametrize(("method", "path", "operation"), ROUTES, ids=ids(ROUTES))
def test_visitors_are_turned_away_from_what_is_for_members(
    people: list[Person], method: str, path: str, operation: Any
) -> None:
    answer = people[-1].client.request(method, filled(path))

    assert (answer.status_code == 401) == ("security" in operation)


@pytest.mark.parametrize(("method", "path", "operation"), ROUTES, ids=ids(ROUTES))
def test_answers_are_those_described(
    people: list[Person], method: str, path: str, operation: Any
) -> None:
    for person in people:
        body = example_of(operation) if "requestBody" in operation else None
        for value in (str(UUID(int=7)), "no-id"):
            answer = person.client.request(
                method, filled(path, value), json=body, headers=person.headers | {"x": "y"}
            )

            described = set(operation["responses"]) | {"404"}
            assert str(answer.status_code) in described, answer.text


@pytest.mark.parametrize(("method", "path", "operation"), LISTS, ids=ids(LISTS))
def test_lists_have_limits_and_know_their_parameters(
    people: list[Person], method: str, path: str, operation: Any
) -> None:
    statuses = {"limit=200": 200, "limit=0": 422, "limit=201": 422, "after=x": 400, "x=1": 400}
    for query, status in statuses.items():
        answers = {
            person.client.get(f"{filled(path)}?{query}", headers=person.headers).status_code
            for person in people
        }
        found = 404 if status == 200 and "{" in path else status  # of something that is not there
        assert found in answers
        assert answers <= {found, 401, 403, 422}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_no_body_breaks_the_server(people: list[Person], data: st.DataObject) -> None:
    method, path, operation = data.draw(st.sampled_from(TAKING))
    person = data.draw(st.sampled_from(people))
    body = copy.deepcopy(example_of(operation))
    for name in data.draw(st.lists(st.sampled_from(sorted(body)), max_size=2, unique=True)):
        body[name] = data.draw(odd_values)

    answer = person.client.request(
        method,
        filled(path),
        content=msgspec.json.encode(body),
        headers=person.headers | {"idempotency-key": f"k{next(NUMBERS)}"},
    )

    assert answer.status_code < 500, answer.text
