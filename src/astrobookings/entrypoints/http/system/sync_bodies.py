"""What requests about synchronization bring."""

from typing import Annotated

import msgspec
from msgspec import Meta

from astrobookings.domain.sync.conflicts import Resolution
from astrobookings.domain.sync.runs import SyncSet
from astrobookings.entrypoints.http.shapes import Text

__all__ = ["ConflictResolution", "NewSyncRuns"]

Sets = Annotated[list[SyncSet], Meta(max_length=8)]


class NewSyncRuns(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which sets; all of them if none is named. A full run looks at every record."""

    sets: Sets = []
    full: bool = False


class ConflictResolution(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which value stays, and why."""

    resolution: Resolution
    reason: Text = ""
