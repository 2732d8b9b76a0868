"""Generated requests, right and wrong, get only answers that the API description names."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
import requests
import schemathesis
from attrs import evolve
from httpx import Response
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from astrobookings.adapters.documents.papers import DocumentPapers
from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.adapters.mongo import MongoStore, migrate_mongo
from astrobookings.adapters.sql import SqlStore, migrate
from astrobookings.domain.identity.roles import Position, Principal, Standing
from astrobookings.entrypoints.bootstrap import operations_parts
from astrobookings.entrypoints.bootstrap.cache_parts import open_cache
from astrobookings.entrypoints.bootstrap.mongo_parts import mongo_parts
from astrobookings.entrypoints.http.app import SERVICES, create_app
from astrobookings.entrypoints.http.openapi import describe
from astrobookings.entrypoints.settings import embedded_settings
from astrobookings.testing.in_memory import in_memory_parts, in_memory_world
from astrobookings.testing.world import World
from tests.entrypoints.http.conformance import CHECKS

from .conftest import ROOMY, Person, Platform
from .stub import QUIET, stub_system

PEOPLE: list[Callable[[World], Principal]] = [
    World.traveler,
    World.agency,
    *(partial(World.employee, position=position) for position in Position),
]
SCHEMA = schemathesis.openapi.from_dict(
    describe(create_app(stub_system(), *SERVICES, settings=QUIET))
)
OPERATIONS = {
    str(result.ok().definition.raw["operationId"]): result.ok()
    for result in SCHEMA.get_all_operations()
    if isinstance(result, Ok)
}
NUMBERS = count()

bounded = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

Records = dict[str, str]
AnyCase = Case[Any]


@contextmanager
def world_on_servers(request: pytest.FixtureRequest) -> Iterator[World]:
    """A world on PostgreSQL, MongoDB and Redis."""
    operations_url = request.getfixturevalue("postgres_server").new_database()
    system_url = request.getfixturevalue("mongo_server").new_database()
    redis = request.getfixturevalue("redis_server")
    redis.clear()
    migrate(operations_url, "operations")
    migrate_mongo(system_url)
    rest = in_memory_parts(faults=True)
    settings = evolve(embedded_settings(Path("unused"), port=0), cache_url=redis.url)
    with ExitStack() as opened:
        operations = opened.enter_context(closing(SqlStore(operations_url, rest.ids)))
        system = opened.enter_context(closing(MongoStore(system_url, rest.ids)))
        stores = operations_parts(operations) | mongo_parts(system)
        parts = evolve(rest, **stores, **open_cache(settings, rest.clock, opened))
        yield World(parts, cast(MemoryClock, parts.clock))


@pytest.fixture(scope="module", params=["memory", "servers"])
def platform(request: pytest.FixtureRequest) -> Iterator[Platform]:
    """Give a platform in memory, and one on servers."""
    in_memory = nullcontext(in_memory_world(faults=True))
    with in_memory if request.param == "memory" else world_on_servers(request) as world:
        world.restart(evolve(world.parts, papers=DocumentPapers()))  # stand-ins are no PDF
        with TestClient(create_app(world.system, *SERVICES, settings=ROOMY)) as client:
            yield Platform(world, client)


def records_of(world: World, account: Principal) -> Records:
    """Ids of things there are, of *account* itself where it may own such things."""
    launch = world.launch(account if account.standing is Standing.AGENCY else None, seats=50)
    found = {
        "launch": launch.slug,
        "launch_id": str(launch.id),
        "rocket_id": str(launch.rocket_id),
        "spaceport_id": str(launch.spaceport_id),
        "agency_id": str(launch.agency_id),
    }
    if account.standing is Standing.TRAVELER:
        booking = world.book(account, launch.id).booking
        (receipt,) = world.system.list_receipts(account, booking.id)
        found |= {"booking_id": str(booking.id), "receipt_id": str(receipt.id)}
    return found


@pytest.fixture(scope="module")
def accounts(platform: Platform) -> list[tuple[Principal, Records]]:
    """Give an account of each kind and what it knows of."""
    made = [make(platform.world) for make in PEOPLE]
    return [(account, records_of(platform.world, account)) for account in made]


def aimed(case: AnyCase, records: Records) -> AnyCase:
    """*case* about *records* instead of things that are not there."""
    case.path_parameters.update(
        {name: records[name] for name in case.path_parameters if name in records}
    )
    if isinstance(case.body, dict):
        case.body.update({name: records[name] for name in case.body if name in records})
    return case


def send(person: Person, case: AnyCase) -> Response:
    """*case* as *person* sends it, under a fresh key if it has one."""
    made = requests.Request(**case.as_transport_kwargs(base_url=str(person.client.base_url)))
    prepared = made.prepare()
    headers = {name: _wire(value) for name, value in prepared.headers.items()}
    if "Idempotency-Key" in headers:
        headers["Idempotency-Key"] = f"generated-{next(NUMBERS)}"
    headers.pop("Authorization", None)
    return person.client.request(
        str(prepared.method),
        str(prepared.url),
        content=cast("bytes | None", prepared.body),
        headers=headers | person.headers,
    )


def _wire(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def test_every_operation_can_be_generated() -> None:
    assert len(OPERATIONS) == sum(len(item) for item in SCHEMA.raw_schema["paths"].values())


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_generated_requests_meet_the_description(
    platform: Platform, accounts: list[tuple[Principal, Records]], name: str
) -> None:
    operation = OPERATIONS[name]
    people = [(platform.sign_in(account), records) for account, records in accounts]
    kinds = [operation.as_strategy(GenerationMode.POSITIVE)]
    if operation.path.startswith("/api/"):
        kinds.append(operation.as_strategy(GenerationMode.NEGATIVE))
    cases = st.tuples(st.one_of(kinds), st.sampled_from([True, True, False]))

    @bounded
    @given(wanted=st.tuples(*[cases for _ in people]))
    def meets(wanted: tuple[tuple[AnyCase, bool], ...]) -> None:
        for (person, records), (case, aim) in zip(people, wanted, strict=True):
            answer = send(person, aimed(case, records) if aim else case)
            case.validate_response(answer, checks=CHECKS)

    meets()
