"""The laws hold over long histories of the platform."""

from contextlib import ExitStack

from hypothesis import HealthCheck, settings

from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.machine import PlatformMachine
from astrobookings.testing.world import World
from tests.faults.worlds import make_world

_PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]


class MemoryPlatform(PlatformMachine):
    def make_world(self) -> World:
        return in_memory_world(faults=True)


class SqlitePlatform(PlatformMachine):
    def __init__(self) -> None:
        super().__init__()
        self._opened = ExitStack()

    def make_world(self) -> World:
        return self._opened.enter_context(make_world("sqlite"))

    def teardown(self) -> None:
        with self._opened:
            super().teardown()


TestPlatformInMemory = MemoryPlatform.TestCase
TestPlatformInMemory.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=_PATIENT
)
TestPlatformOnSqlite = SqlitePlatform.TestCase
TestPlatformOnSqlite.settings = settings(
    max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=_PATIENT
)
