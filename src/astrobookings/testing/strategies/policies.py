"""Figures of policies, and decisions about them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.kernel.ids import PolicyChangeId, UserId
from astrobookings.domain.policies.changes import NewFigure, PolicyChange, announce, withdraw
from astrobookings.domain.policies.figures import Figure, figures_of
from astrobookings.domain.policies.policy import AnnouncementPolicy
from astrobookings.testing.strategies.kernel import ids, instants, spans

__all__ = ["decisions", "figures", "new_figures", "policy_changes"]

_POLICIES: Mapping[str, Any] = {"policies": BookingPolicies(), "finance": FinancePolicies()}
_FIGURES = tuple(figures_of(_POLICIES))
_POLICY = AnnouncementPolicy()
_REASONS = st.sampled_from(["Summer sale.", "As the board decided.", "Fewer no-shows.\nPerhaps."])


def figures() -> SearchStrategy[Figure]:
    """Those of booking and finance."""
    return st.sampled_from(_FIGURES)


def new_figures() -> SearchStrategy[NewFigure]:
    """Figures of seats and invoices that make sense, whatever else is changed."""
    return st.one_of(
        st.builds(NewFigure, st.just("policies.seats.regular"), st.integers(1, 6)),
        st.builds(NewFigure, st.just("policies.seats.vip"), st.integers(6, 12)),
        st.builds(
            NewFigure,
            st.just("finance.invoices.term"),
            st.integers(2, 90).map(lambda days: f"{days} days"),
        ),
    )


@st.composite
def decisions(draw: DrawFn, *, most: int = 6) -> tuple[PolicyChange, ...]:
    """Announcements and withdrawals as they follow each other."""
    made: tuple[PolicyChange, ...] = ()
    now = draw(instants())
    for _ in range(draw(st.integers(0, most))):
        now += draw(spans(most=timedelta(days=3)))
        made = (*made, draw(_after(made, now)))
    return made


@st.composite
def _after(draw: DrawFn, before: tuple[PolicyChange, ...], now: Any) -> PolicyChange:
    """The decision that follows those *before*."""
    key, by, reason = draw(ids(PolicyChangeId)), draw(ids(UserId)), draw(_REASONS)
    void = {one.withdraws for one in before}
    soon = now + _POLICY.notice
    open_ones = [
        one
        for one in before
        if one.effective_from is not None and one.effective_from >= soon and one.id not in void
    ]
    thinks_better = draw(st.booleans())
    if open_ones and thinks_better:
        change = draw(st.sampled_from(open_ones))
        return withdraw(before, change, key, reason=reason, by=by, now=now, policy=_POLICY)
    wanted = st.lists(new_figures(), min_size=1, max_size=3, unique_by=lambda one: one.name)
    return announce(
        before,
        key,
        tuple(draw(wanted)),
        soon + draw(spans(most=timedelta(days=10))),
        reason=reason,
        by=by,
        now=now,
        policy=_POLICY,
    )


def policy_changes() -> SearchStrategy[PolicyChange]:
    """The last of some decisions."""
    return decisions().filter(bool).map(lambda made: made[-1])
