"""The web applications on a world in memory."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.state import http_state
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.guest import BASE, Site

ROOMY = HttpSettings(
    public_url=BASE,
    access_log=False,
    visitor_rate="100000/minute",
    sign_in_rate="100000/minute",
)


@pytest.fixture(scope="session")
def stage() -> Iterator[TestClient[Any]]:
    """Give the applications; making their routes takes longer than most tests."""
    app = create_app(in_memory_world().system, *APPLICATIONS, settings=ROOMY)
    with TestClient(app) as client:
        yield client


@pytest.fixture
def site(stage: TestClient[Any]) -> Iterator[Site]:
    """Give a fresh platform with its pages."""
    world = in_memory_world(faults=True)
    state = stage.app.state["http"] = http_state(world.system, ROOMY)
    yield Site(world, stage)
    state.cache_threads.close()
