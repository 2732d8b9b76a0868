"""Changes of policies hold from their instant on, and are never rewritten."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import (
    NewFigure,
    PolicyChange,
    announce,
    begins_at,
    in_force,
    instants_after,
    standing,
    withdraw,
)
from astrobookings.domain.policies.errors import PolicyChangeSettled
from astrobookings.domain.policies.policy import AnnouncementPolicy
from astrobookings.testing.builders import NOW, a_policy_change, fresh_id
from astrobookings.testing.strategies import decisions, spans

POLICY = AnnouncementPolicy()
MINUTE = timedelta(minutes=1)
INSTANT = timedelta(microseconds=1)


def announced(*before: PolicyChange, **said: Any) -> PolicyChange:
    usual: dict[str, Any] = {
        "figures": (NewFigure("policies.seats.regular", 5),),
        "effective_from": NOW + MINUTE,
        "reason": "Summer sale.",
        "by": fresh_id(),
        "now": NOW,
        "policy": POLICY,
    }
    args = usual | said
    figures, begins = args.pop("figures"), args.pop("effective_from")
    return announce(before, PolicyChangeId(fresh_id()), figures, begins, **args)


def withdrawn(change: PolicyChange, *before: PolicyChange, **said: Any) -> PolicyChange:
    usual: dict[str, Any] = {"reason": "Not now.", "by": fresh_id(), "now": NOW, "policy": POLICY}
    return withdraw(before, change, PolicyChangeId(fresh_id()), **(usual | said))


def test_a_change_holds_from_its_instant_on() -> None:
    change = announced()

    assert in_force([change], NOW + MINUTE - INSTANT) == {}
    assert in_force([change], NOW + MINUTE) == {"policies.seats.regular": 5}


def test_of_two_at_one_instant_the_later_decision_holds() -> None:
    first = announced()
    second = announced(first, figures=(NewFigure("policies.seats.regular", 3),))

    assert in_force([second, first], NOW + MINUTE) == {"policies.seats.regular": 3}
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        (
            {"effective_from": NOW + MINUTE - INSTANT},
            "/effective_from",
            "too-soon",
        ),
        ({"effective_from": NOW + timedelta(days=3651)}, "/effective_from", "out-of-range"),
        ({"reason": "  "}, "/reason", "required"),
        ({"reason": "x" * 1001}, "/reason", "too-long"),
    ],
)
def test_a_change_is_announced_in_time_and_with_a_reason(
    said: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        announced(**said)

    assert [(one.pointer, one.code) for one in refused.value.faults] == [(pointer, code)]


def test_a_change_is_withdrawn_once_and_in_time() -> None:
    change = announced(effective_from=NOW + 5 * MINUTE)

    for now, before in (
        (NOW + 4 * MINUTE + INSTANT, ()),
        (NOW, (withdrawn(change, change),)),
    ):
        with pytest.raises(PolicyChangeSettled):
            withdrawn(change, change, *before, now=now)
    assert withdrawn(change, change, now=NOW + 4 * MINUTE).number == 2


def test_a_decision_is_an_announcement_or_a_withdrawal() -> None:
    change = a_policy_change()

    for odd in ({"figures": ()}, {"effective_from": None}, {"withdraws": fresh_id()}):
        with pytest.raises(ValueError, match="announces figures from an instant on, or withdraws"):
            evolve(change, **odd)


@given(decisions())
def test_decisions_are_numbered_without_gaps(made: tuple[PolicyChange, ...]) -> None:
    assert [one.number for one in made] == list(range(1, len(made) + 1))


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_read_does_not_matter(
    made: tuple[PolicyChange, ...], random: Any
) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)

    assert standing(shuffled) == standing(made)
    for at in instants_after(made, NOW):
        assert in_force(shuffled, at) == in_force(made, at)


@given(decisions(), spans())
def test_figures_change_at_the_instants_told_and_at_no_other(
    made: tuple[PolicyChange, ...], span: timedelta
) -> None:
    at = (made[0].decided_at if made else NOW) + span
    following = next(instants_after(made, at), None)
    then = at + timedelta(days=400) if following is None else following - INSTANT

    assert in_force(made, then) == in_force(made, at)


@given(decisions())
def test_who_knows_what_was_decided_a_notice_ago_knows_what_is_in_force(
    made: tuple[PolicyChange, ...],
) -> None:
    def known(at: datetime) -> list[PolicyChange]:
        return [one for one in made if one.decided_at <= at - POLICY.notice]

    for change in standing(made):
        begins = begins_at(change)
        assert in_force(known(begins), begins) == in_force(
            [one for one in made if one.decided_at <= begins], begins
        )
