"""Examples of policies for the API description."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from astrobookings.application.policies.views import ChangeStatus, FigureSource
from astrobookings.domain.policies.figures import FigureKind
from astrobookings.entrypoints.http.system import policy_answers as answers
from astrobookings.entrypoints.http.system.policy_bodies import (
    FigureChange,
    PolicyChanges,
    PolicyChangeWithdrawal,
)

__all__ = ["POLICY_EXAMPLES"]

_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_FROM = datetime(2026, 4, 1, tzinfo=UTC)
_SOMEBODY = UUID("0197c3a0-6666-7000-8000-000000000001")
_CHANGE_ID = UUID("0197c3a0-6666-7000-8000-000000000002")
_WHY = "Travelers asked for more time to pay."
_PLANNED = answers.PlannedValueAnswer(_CHANGE_ID, "20 minutes", _FROM)
_FIGURE = answers.PolicyFigureAnswer(
    figure="policies.holds.lasts",
    kind=FigureKind.SPAN,
    value="15 minutes",
    default="15 minutes",
    configured="15 minutes",
    source=FigureSource.RELEASE,
    changed_by=None,
    since=None,
    takes_effect="Seats held and payments begun from then on; open holds keep their end.",
    fixed_because=None,
    planned=[_PLANNED],
    available_actions=["change"],
)
_SETTING = answers.SettingAnswer("ASTRO_CACHE_URL", "redis://***@cache:6379/0", False)
_VALUE = answers.FigureValueAnswer("policies.holds.lasts", "20 minutes")
_WITHDRAWAL = answers.WithdrawalAnswer(
    "Not before the summer.", _SOMEBODY, _AT + timedelta(hours=2)
)
_CHANGE = answers.PolicyChangeAnswer(
    id=_CHANGE_ID,
    number=7,
    status=ChangeStatus.PLANNED,
    changes=[_VALUE],
    effective_from=_FROM,
    reason=_WHY,
    decided_by=_SOMEBODY,
    decided_at=_AT,
    withdrawal=None,
    available_actions=["withdraw"],
    created_at=_AT,
    updated_at=_AT,
    version=1,
)
_WANTED = FigureChange(figure="policies.holds.lasts", value="20 minutes")

POLICY_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _WANTED,
    PolicyChanges(changes=[_WANTED], effective_from=datetime(2027, 4, 1, tzinfo=UTC), reason=_WHY),
    PolicyChangeWithdrawal(reason="Not before the summer."),
    _PLANNED,
    _FIGURE,
    _SETTING,
    answers.PoliciesAnswer(_AT, [_FIGURE], [_SETTING]),
    _VALUE,
    _WITHDRAWAL,
    _CHANGE,
    answers.PolicyChangesAnswer([_CHANGE], None),
)
