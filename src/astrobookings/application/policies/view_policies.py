"""An operations manager views policies and settings (story 6.6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from astrobookings.application.policies.meaning import fixed_because, takes_effect
from astrobookings.application.policies.policy_book import PolicyBook, Setting
from astrobookings.application.policies.views import (
    FigureSource,
    FigureView,
    PlannedValue,
    PoliciesView,
)
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.policy_changes import PolicyChanges
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.policies.changes import PolicyChange, standing
from astrobookings.domain.policies.figures import Figure, figures_of

__all__ = ["ViewPolicies"]


@frozen
class ViewPolicies:
    """Every figure: its value now, where that comes from, and what is planned."""

    policy_changes: PolicyChanges
    policy_book: PolicyBook
    settings: tuple[Setting, ...]
    clock: Clock

    def __call__(self, by: Principal) -> PoliciesView:
        """Raises: NotSignedIn, NotAllowed: only operations managers view policies."""
        authorize(by, Action.MANAGE_POLICIES)
        now = self.clock.now()
        announced = standing(self.policy_changes.after(0))
        standard = {one.name: one.value for one in figures_of(self.policy_book.standard)}
        figures = tuple(
            _view(one, standard.get(one.name), announced, now)
            for one in figures_of(self.policy_book.configured)
        )
        return PoliciesView(now, figures, self.settings)


def _view(
    configured: Figure, standard: Any, announced: Sequence[PolicyChange], now: datetime
) -> FigureView:
    """*configured* with what was *announced* for it, in the order in which it takes effect."""
    begun = _last(configured.name, announced, now)
    planned = [
        PlannedValue(one.id, _values(one)[configured.name], one.effective_from)
        for one in announced
        if one.effective_from is not None
        and one.effective_from > now
        and configured.name in _values(one)
    ]
    value = configured.value if begun is None else _values(begun)[configured.name]
    return FigureView(
        figure=Figure(configured.name, configured.kind, value),
        standard=standard,
        configured=configured.value,
        source=_source(configured, standard, begun),
        changed_by=None if begun is None else begun.id,
        since=None if begun is None else begun.effective_from,
        fixed_because=fixed_because(configured),
        takes_effect=takes_effect(configured),
        planned=tuple(planned),
    )


def _values(change: PolicyChange) -> Mapping[str, Any]:
    return {one.name: one.value for one in change.figures}


def _last(name: str, announced: Sequence[PolicyChange], now: datetime) -> PolicyChange | None:
    """The change that made the figure called *name* what it is."""
    begun = (
        one
        for one in reversed(announced)
        if one.effective_from is not None and one.effective_from <= now and name in _values(one)
    )
    return next(begun, None)


def _source(configured: Figure, standard: Any, begun: PolicyChange | None) -> FigureSource:
    if begun is not None:
        return FigureSource.CHANGE
    return FigureSource.RELEASE if configured.value == standard else FigureSource.FILE
