"""SystemWeb: what employees do, by position."""

from astrobookings.entrypoints.web.messages import messages_controller
from astrobookings.entrypoints.web.system_web import customers, finance, it, operations
from astrobookings.entrypoints.web.system_web.workplace import EMPLOYEES, WorkplaceController

__all__ = ["PAGES"]

PAGES = (
    WorkplaceController,
    *customers.PAGES,
    *operations.PAGES,
    *finance.PAGES,
    *it.PAGES,
    messages_controller("/system/notifications", *EMPLOYEES),
)
