"""The laws hold over long histories of the platform."""

from hypothesis import HealthCheck, settings

from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.machine import PlatformMachine
from astrobookings.testing.world import World


class MemoryPlatform(PlatformMachine):
    def make_world(self) -> World:
        return in_memory_world(faults=True)


TestPlatformInMemory = MemoryPlatform.TestCase
TestPlatformInMemory.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
