"""The stores of the context of agencies keep their contracts."""

from astrobookings.testing.contracts.agencies import AgenciesContract
from astrobookings.testing.contracts.launch_bookings import LaunchBookingsContract
from astrobookings.testing.contracts.launches import LaunchesContract
from astrobookings.testing.contracts.occupancies import OccupanciesContract
from astrobookings.testing.contracts.rockets import RocketsContract
from astrobookings.testing.contracts.spaceports import SpaceportsContract
from astrobookings.testing.contracts.unreported_launches import UnreportedLaunchesContract
from tests.contracts.stores import OnOperations


class TestAgencies(OnOperations, AgenciesContract):
    pass


class TestRockets(OnOperations, RocketsContract):
    pass


class TestSpaceports(OnOperations, SpaceportsContract):
    pass


class TestLaunches(OnOperations, LaunchesContract):
    pass


class TestOccupancies(OnOperations, OccupanciesContract):
    pass


class TestLaunchBookings(OnOperations, LaunchBookingsContract):
    pass


class TestUnreportedLaunches(OnOperations, UnreportedLaunchesContract):
    pass
