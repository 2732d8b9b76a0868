"""Policies as operations managers see them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from attrs import frozen

from astrobookings.application.policies.policy_book import Setting
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import PolicyChange, begins_at
from astrobookings.domain.policies.figures import Figure
from astrobookings.domain.policies.policy import AnnouncementPolicy

__all__ = [
    "ChangeStatus",
    "FigureSource",
    "FigureView",
    "PlannedValue",
    "PoliciesView",
    "PolicyChangeView",
    "seen",
]


class FigureSource(StrEnum):
    """Where the present value of a figure comes from."""

    RELEASE = "release"
    FILE = "file"
    CHANGE = "change"


class ChangeStatus(StrEnum):
    """What became of an announcement."""

    PLANNED = "planned"
    IN_FORCE = "in_force"
    """Its instant has passed; later changes may have followed."""
    WITHDRAWN = "withdrawn"


@frozen
class PlannedValue:
    """What a figure will be."""

    change_id: PolicyChangeId
    value: Any
    effective_from: datetime


@frozen(kw_only=True)
class FigureView:
    """A figure with its present value, and what comes after it."""

    figure: Figure
    standard: Any
    """What the release has."""
    configured: Any
    """What this process was started with."""
    source: FigureSource
    changed_by: PolicyChangeId | None
    since: datetime | None
    fixed_because: str | None
    takes_effect: str
    planned: tuple[PlannedValue, ...]


@frozen
class PoliciesView:
    """All figures and settings at one moment."""

    as_of: datetime
    figures: tuple[FigureView, ...]
    settings: tuple[Setting, ...]


@frozen
class PolicyChangeView:
    """An announcement, what became of it, and the decision that withdrew it."""

    change: PolicyChange
    effective_from: datetime
    status: ChangeStatus
    withdrawal: PolicyChange | None
    can_be_withdrawn: bool


def seen(
    change: PolicyChange,
    decisions: Sequence[PolicyChange],
    now: datetime,
    policy: AnnouncementPolicy,
) -> PolicyChangeView:
    """The announcement *change* among all *decisions*, at *now*."""
    withdrawal = next((one for one in decisions if one.withdraws == change.id), None)
    begins = begins_at(change)
    if withdrawal is not None:
        status = ChangeStatus.WITHDRAWN
    else:
        status = ChangeStatus.IN_FORCE if begins <= now else ChangeStatus.PLANNED
    in_time = withdrawal is None and begins >= now + policy.notice
    return PolicyChangeView(change, begins, status, withdrawal, in_time)
