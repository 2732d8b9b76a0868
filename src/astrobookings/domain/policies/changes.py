"""Changes of figures: announced ahead, withdrawn in time, never rewritten (story 6.6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.ids import PolicyChangeId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.texts import text_fault
from astrobookings.domain.policies.errors import PolicyChangeSettled
from astrobookings.domain.policies.policy import AnnouncementPolicy

__all__ = [
    "NewFigure",
    "PolicyChange",
    "announce",
    "begins_at",
    "in_force",
    "instants_after",
    "standing",
    "withdraw",
]

_LONGEST_REASON = 1000


@frozen
class NewFigure:
    """A figure and what it is to be, as it is written."""

    name: str
    value: Any


@frozen(kw_only=True)
class PolicyChange(Entity):
    """A decision: figures that hold from an instant on, or that an earlier decision is void.

    Decisions are numbered from 1 without gaps, and never changed.
    """

    id: PolicyChangeId
    number: int
    figures: tuple[NewFigure, ...] = ()
    effective_from: datetime | None = field(default=None, validator=aware)
    withdraws: PolicyChangeId | None = None
    reason: str
    decided_by: UserId | None
    decided_at: datetime = field(validator=aware)

    def __attrs_post_init__(self) -> None:
        withdrawal = self.withdraws is not None
        if withdrawal == bool(self.figures) or withdrawal == (self.effective_from is not None):
            raise ValueError("a decision announces figures from an instant on, or withdraws one")


def _next(before: Sequence[PolicyChange]) -> int:
    return before[-1].number + 1 if before else 1


def announce(
    before: Sequence[PolicyChange],
    change_id: PolicyChangeId,
    figures: tuple[NewFigure, ...],
    effective_from: datetime,
    *,
    reason: str,
    by: UserId | None,
    now: datetime,
    policy: AnnouncementPolicy,
) -> PolicyChange:
    """The decision after those *before* that *figures* hold from *effective_from* on.

    Raises:
        Invalid: it is too near or too far, or lacks a reason.
    """
    refuse_faults(
        (
            _instant_fault(effective_from, now, policy),
            text_fault("/reason", reason, longest=_LONGEST_REASON, one_line=False),
        )
    )
    return PolicyChange(
        id=change_id,
        number=_next(before),
        figures=figures,
        effective_from=effective_from,
        reason=reason.strip(),
        decided_by=by,
        decided_at=now,
        created_at=now,
        updated_at=now,
    )


def _instant_fault(wanted: datetime, now: datetime, policy: AnnouncementPolicy) -> Fault | None:
    pointer = "/effective_from"
    if wanted < now + policy.notice:
        seconds = policy.notice.total_seconds()
        return Fault(pointer, f"must be at least {seconds:.0f} seconds from now", "too-soon")
    if wanted > now + policy.farthest:
        return Fault(pointer, f"must be within {policy.farthest.days} days", "out-of-range")
    return None


def withdraw(
    before: Sequence[PolicyChange],
    change: PolicyChange,
    withdrawal_id: PolicyChangeId,
    *,
    reason: str,
    by: UserId | None,
    now: datetime,
    policy: AnnouncementPolicy,
) -> PolicyChange:
    """The decision after those *before* that *change*, which announced figures, is void.

    Raises:
        Invalid: without a reason.
        PolicyChangeSettled: it is void already, or not every process would hear of it in time.
    """
    refuse_faults((text_fault("/reason", reason, longest=_LONGEST_REASON, one_line=False),))
    effective_from = begins_at(change)
    withdrawn = any(one.withdraws == change.id for one in before)
    if withdrawn or effective_from < now + policy.notice:
        raise PolicyChangeSettled(effective_from, withdrawn)
    return PolicyChange(
        id=withdrawal_id,
        number=_next(before),
        withdraws=change.id,
        reason=reason.strip(),
        decided_by=by,
        decided_at=now,
        created_at=now,
        updated_at=now,
    )


def begins_at(change: PolicyChange) -> datetime:
    """From when on the figures of an announcement hold."""
    if change.effective_from is None:
        raise ValueError("a withdrawal begins nowhere")
    return change.effective_from


def standing(changes: Iterable[PolicyChange]) -> tuple[PolicyChange, ...]:
    """The announcements among *changes* that nobody withdrew, in the order in which they take
    effect; of two at the same instant the later decision is the later one.
    """
    known = tuple(changes)
    void = {one.withdraws for one in known}
    found = [one for one in known if one.effective_from is not None and one.id not in void]
    return tuple(sorted(found, key=lambda one: (begins_at(one), one.number)))


def in_force(changes: Iterable[PolicyChange], at: datetime) -> Mapping[str, Any]:
    """What *changes* have made of figures by the instant *at*, by name."""
    begun = (one for one in standing(changes) if begins_at(one) <= at)
    return {figure.name: figure.value for one in begun for figure in one.figures}


def instants_after(changes: Iterable[PolicyChange], at: datetime) -> Iterator[datetime]:
    """When figures change after the instant *at*, the nearest first."""
    later = {begins_at(one) for one in standing(changes) if begins_at(one) > at}
    return iter(sorted(later))
