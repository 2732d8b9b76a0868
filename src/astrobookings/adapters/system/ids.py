"""UUIDv7 from the machine's clock."""

from uuid import UUID

from uuid_utils.compat import uuid7

__all__ = ["SystemIds"]


class SystemIds:
    """Ascending within the process; knows nothing of a shifted clock."""

    def new(self) -> UUID:
        return uuid7()
