"""What requests about policies bring."""

from typing import Annotated

import msgspec
from msgspec import Meta

from astrobookings.application.policies.announce_policy_change import NewFigures
from astrobookings.domain.policies.changes import NewFigure
from astrobookings.entrypoints.http.shapes import Instant, Line, Text, instant

__all__ = ["FigureChange", "PolicyChangeWithdrawal", "PolicyChanges"]

Written = Annotated[str, Meta(max_length=500)]
Number = Annotated[int, Meta(ge=0, le=10**12)]
Items = Annotated[list[Written | dict[str, Written | Number]], Meta(max_length=50)]


class FigureChange(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A figure by its name, and what it is to be: spans, amounts and shares as text."""

    figure: Line
    value: Written | Number | float | bool | Items


class PolicyChanges(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Figures that change together: from when on, and why."""

    changes: Annotated[list[FigureChange], Meta(min_length=1, max_length=50)]
    effective_from: Instant
    reason: Text

    def wanted(self) -> NewFigures:
        """Raises: Invalid: an instant beyond what calendars know."""
        return NewFigures(
            figures=tuple(NewFigure(one.figure, one.value) for one in self.changes),
            effective_from=instant(self.effective_from, "/effective_from"),
            reason=self.reason,
        )


class PolicyChangeWithdrawal(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why a change is not to come."""

    reason: Text
