"""What those who work in the background share keeps its contract."""

from astrobookings.testing.contracts.heartbeats import HeartbeatsContract
from astrobookings.testing.contracts.turns import TurnsContract
from tests.contracts.stores import OnSystem


class TestTurns(OnSystem, TurnsContract):
    pass


class TestHeartbeats(OnSystem, HeartbeatsContract):
    pass
