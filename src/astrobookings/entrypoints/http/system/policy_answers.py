"""What operations managers are told of policies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from astrobookings.application.policies.policy_book import Setting
from astrobookings.application.policies.views import (
    ChangeStatus,
    FigureSource,
    FigureView,
    PoliciesView,
    PolicyChangeView,
)
from astrobookings.domain.policies.figures import FigureKind

__all__ = [
    "PolicyFigureAnswer",
    "FigureValueAnswer",
    "PlannedValueAnswer",
    "PoliciesAnswer",
    "PolicyChangeAnswer",
    "PolicyChangesAnswer",
    "SettingAnswer",
    "WithdrawalAnswer",
    "policies",
    "policy_change",
]


class PlannedValueAnswer(msgspec.Struct):
    """What a figure will be."""

    change_id: UUID
    value: Any
    effective_from: datetime


class PolicyFigureAnswer(msgspec.Struct, kw_only=True):
    """A figure now: `source` says whether the release, the policies file of this process or a
    change made it so; `takes_effect` for what a change of it holds.
    """

    figure: str
    kind: FigureKind
    value: Any
    default: Any
    configured: Any
    """What this process was started with."""
    source: FigureSource
    changed_by: UUID | None
    since: datetime | None
    takes_effect: str
    fixed_because: str | None
    """Why it cannot be changed here."""
    planned: list[PlannedValueAnswer]
    available_actions: Sequence[str]


class SettingAnswer(msgspec.Struct):
    """A setting of the process that answers; secrets are masked."""

    name: str
    value: str
    is_default: bool


class PoliciesAnswer(msgspec.Struct):
    """Every figure and setting."""

    as_of: datetime
    figures: list[PolicyFigureAnswer]
    settings: list[SettingAnswer]


def policies(view: PoliciesView) -> PoliciesAnswer:
    return PoliciesAnswer(
        as_of=view.as_of,
        figures=[_figure(one) for one in view.figures],
        settings=[_setting(one) for one in view.settings],
    )


def _figure(view: FigureView) -> PolicyFigureAnswer:
    return PolicyFigureAnswer(
        figure=view.figure.name,
        kind=view.figure.kind,
        value=view.figure.value,
        default=view.standard,
        configured=view.configured,
        source=view.source,
        changed_by=view.changed_by,
        since=view.since,
        takes_effect=view.takes_effect,
        fixed_because=view.fixed_because,
        planned=[
            PlannedValueAnswer(one.change_id, one.value, one.effective_from) for one in view.planned
        ],
        available_actions=[] if view.fixed_because else ["change"],
    )


def _setting(setting: Setting) -> SettingAnswer:
    return SettingAnswer(setting.name, setting.value, setting.is_default)


class FigureValueAnswer(msgspec.Struct):
    """A figure and what it is to be."""

    figure: str
    value: Any


class WithdrawalAnswer(msgspec.Struct):
    """Who decided that a change will not come, when and why."""

    reason: str
    decided_by: UUID | None
    decided_at: datetime


class PolicyChangeAnswer(msgspec.Struct, kw_only=True):
    """Figures that were changed together, and what became of that."""

    id: UUID
    number: int
    status: ChangeStatus
    changes: list[FigureValueAnswer]
    effective_from: datetime
    reason: str
    decided_by: UUID | None
    decided_at: datetime
    withdrawal: WithdrawalAnswer | None
    available_actions: Sequence[str]
    created_at: datetime
    updated_at: datetime
    version: int


class PolicyChangesAnswer(msgspec.Struct):
    """Some changes, the newest decision first, and the cursor of those that follow."""

    items: list[PolicyChangeAnswer]
    next: str | None


def policy_change(view: PolicyChangeView) -> PolicyChangeAnswer:
    change, withdrawal = view.change, view.withdrawal
    return PolicyChangeAnswer(
        id=change.id,
        number=change.number,
        status=view.status,
        changes=[FigureValueAnswer(one.name, one.value) for one in change.figures],
        effective_from=view.effective_from,
        reason=change.reason,
        decided_by=change.decided_by,
        decided_at=change.decided_at,
        withdrawal=None
        if withdrawal is None
        else WithdrawalAnswer(withdrawal.reason, withdrawal.decided_by, withdrawal.decided_at),
        available_actions=["withdraw"] if view.can_be_withdrawn else [],
        created_at=change.created_at,
        updated_at=change.updated_at,
        version=change.version,
    )
