"""Operations: users, agencies, spaceports, launches."""

from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.web.system_web.operations.agencies import AgenciesController
from astrobookings.entrypoints.web.system_web.operations.launch_status import (
    LaunchStatusController,
)
from astrobookings.entrypoints.web.system_web.operations.launches import LaunchesController
from astrobookings.entrypoints.web.system_web.operations.spaceports import SpaceportsController
from astrobookings.entrypoints.web.system_web.operations.user_status import UserStatusController
from astrobookings.entrypoints.web.system_web.operations.users import UsersController

__all__ = ["PAGES"]

PAGES: tuple[ControllerRouterHandler, ...] = (
    UsersController,
    UserStatusController,
    AgenciesController,
    SpaceportsController,
    LaunchesController,
    LaunchStatusController,
)
