"""Operations managers view policies, and change figures from a date on (story 6.6)."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from astrobookings.application.policies.announce_policy_change import NewFigures
from astrobookings.application.policies.views import (
    ChangeStatus,
    FigureSource,
    FigureView,
    PolicyChangeView,
)
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.errors import SeatLimitExceeded
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.refund_policy import DEFAULT_TIERS
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Stale
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.monitoring.entries import EntryFilter
from astrobookings.domain.policies.changes import NewFigure
from astrobookings.domain.policies.errors import PoliciesDisagree, PolicyChangeSettled
from astrobookings.domain.policies.figures import figures_of
from astrobookings.entrypoints.parts import standard_policies
from astrobookings.testing.builders import a_policy_change, fresh_id
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import World

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.story("6.6")


@pytest.fixture
def world() -> World:
    """Give an empty world."""
    return in_memory_world()


@pytest.fixture
def manager(world: World) -> Principal:
    """Give an operations manager."""
    return world.employee(Position.OPERATIONS)


def announce(
    world: World,
    by: Principal,
    figures: dict[str, Any],
    ahead: timedelta = MINUTE,
    reason: str = "As the board decided.",
) -> PolicyChangeView:
    """Announce *figures* for *ahead* from now, and have the process hear of it."""
    wanted = NewFigures(
        figures=tuple(NewFigure(name, value) for name, value in figures.items()),
        effective_from=world.clock.now() + ahead,
        reason=reason,
    )
    change = world.system.announce_policy_change(by, wanted)
    world.hear_of_policies()
    return change


def figure(world: World, by: Principal, name: str) -> FigureView:
    seen = world.system.view_policies(by).figures
    return next(one for one in seen if one.figure.name == name)


def can_book(world: World, launch: Launch, seats: int) -> bool:
    try:
        world.book(world.traveler(), launch.id, seats, method=None)
    except SeatLimitExceeded:
        return False
    return True


def test_every_figure_is_shown(world: World, manager: Principal) -> None:
    seen = world.system.view_policies(manager)

    assert [one.figure for one in seen.figures] == list(figures_of(standard_policies()))
    assert {one.source for one in seen.figures} == {FigureSource.RELEASE}
    assert seen.as_of == world.clock.now()


def test_a_figure_of_the_file_says_so(world: World, manager: Principal) -> None:
    seats = evolve(BookingPolicies().seats, regular=5)
    world.restart(evolve(world.parts, policies=BookingPolicies(seats=seats)))

    seen = figure(world, manager, "policies.seats.regular")

    assert (seen.figure.value, seen.standard, seen.source) == (5, 4, FigureSource.FILE)


def test_a_change_holds_from_its_instant_on_and_not_before(
    world: World, manager: Principal
) -> None:
    launch = world.launch(seats=50)
    announce(world, manager, {"policies.seats.regular": 5}, 2 * DAY)

    world.pass_time(2 * DAY - timedelta(microseconds=1))
    before = can_book(world, launch, 5)
    world.pass_time(timedelta(microseconds=1))

    assert (before, can_book(world, launch, 5), can_book(world, launch, 6)) == (False, True, False)


def test_who_was_promised_something_keeps_it(world: World, manager: Principal) -> None:
    launch, traveler = world.launch(seats=50), world.traveler()
    early = world.book(traveler, launch.id).booking
    tiers = [{"notice": "10 days", "share": "0.1"}]
    announce(world, manager, {"policies.refunds.tiers": tiers})

    world.pass_time(MINUTE)
    late = world.book(traveler, launch.id, 1).booking

    kept = world.parts.bookings
    assert kept.get(early.id).refund_tiers == DEFAULT_TIERS
    assert [tier.notice for tier in kept.get(late.id).refund_tiers] == [timedelta(days=10)]


def test_the_present_value_and_what_is_planned_are_told(world: World, manager: Principal) -> None:
    name = "policies.holds.lasts"
    first = announce(world, manager, {name: "20 minutes"})
    second = announce(world, manager, {name: "600 seconds"}, DAY)

    world.pass_time(MINUTE)
    seen = figure(world, manager, name)

    assert (seen.figure.value, seen.standard) == ("20 minutes", "15 minutes")
    assert (seen.source, seen.changed_by) == (FigureSource.CHANGE, first.change.id)
    assert seen.since == first.effective_from
    ((planned_id, planned, begins),) = [
        (one.change_id, one.value, one.effective_from) for one in seen.planned
    ]
    assert (planned_id, planned, begins) == (
        second.change.id,
        "10 minutes",
        second.effective_from,
    )
    assert world.system.policies.holds.lasts == timedelta(minutes=20)


def test_figures_that_make_sense_together_change_together(world: World, manager: Principal) -> None:
    with pytest.raises(Invalid, match="a VIP has at least the seats of others"):
        announce(world, manager, {"policies.seats.regular": 8})

    announce(world, manager, {"policies.seats.regular": 8, "policies.seats.vip": 9})
    world.pass_time(MINUTE)

    assert (world.system.policies.seats.regular, world.system.policies.seats.vip) == (8, 9)


def test_what_is_planned_later_must_still_make_sense(world: World, manager: Principal) -> None:
    announce(world, manager, {"policies.seats.vip": 5}, 2 * DAY)

    with pytest.raises(Invalid, match=r"from 2027-01-17 12:00:00 UTC on: .* at least the seats"):
        announce(world, manager, {"policies.seats.regular": 6}, DAY)


@pytest.mark.parametrize(
    ("figures", "pointers"),
    [
        ({}, ["/changes"]),
        ({"policies.seats.regluar": 5}, ["/changes/0/figure"]),
        ({"policies.seats": 5}, ["/changes/0/figure"]),
        ({"policies.seats.regular": "many"}, ["/changes/0/value"]),
        ({"turn_around.between": "12 hours"}, ["/changes/0/figure"]),
        ({"alert_policy.error_share.level": "info"}, ["/changes/0/figure"]),
        ({"announcements.notice": "1 second"}, ["/changes/0/figure"]),
        (
            {"policies.holds.lasts": 5, "policies.seats.vip": 7, "nothing": 1},
            ["/changes/0/value", "/changes/2/figure"],
        ),
    ],
)
def test_what_makes_no_sense_is_refused_as_a_whole(
    world: World, manager: Principal, figures: dict[str, Any], pointers: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        announce(world, manager, figures)

    assert [one.pointer for one in refused.value.faults] == pointers
    assert list(world.parts.policy_changes.after(0)) == []


def test_a_figure_is_named_once(world: World, manager: Principal) -> None:
    twice = (NewFigure("policies.seats.vip", 7), NewFigure("policies.seats.vip", 8))
    wanted = NewFigures(figures=twice, effective_from=world.clock.now() + DAY, reason="Why not?")

    with pytest.raises(Invalid) as refused:
        world.system.announce_policy_change(manager, wanted)

    assert [one.code for one in refused.value.faults] == ["duplicate"]


def test_a_planned_change_is_withdrawn_with_a_reason(world: World, manager: Principal) -> None:
    change = announce(world, manager, {"policies.seats.regular": 5}, DAY)

    withdrawn = world.system.withdraw_policy_change(manager, change.change.id, "Not now.")
    world.hear_of_policies()
    world.pass_time(2 * DAY)

    assert withdrawn.status is ChangeStatus.WITHDRAWN
    assert withdrawn.withdrawal is not None
    assert withdrawn.withdrawal.reason == "Not now."
    assert world.system.policies.seats.regular == 4


def test_a_change_that_is_too_near_is_not_withdrawn(world: World, manager: Principal) -> None:
    change = announce(world, manager, {"policies.seats.regular": 5}, DAY)
    near = change.effective_from - timedelta(seconds=59) - world.clock.now()
    world.pass_time(near)

    (seen,) = world.system.list_policy_changes(manager, PageRequest()).items
    assert not seen.can_be_withdrawn
    with pytest.raises(PolicyChangeSettled):
        world.system.withdraw_policy_change(manager, change.change.id, "Too late.")


def test_a_change_that_others_build_on_is_not_withdrawn(world: World, manager: Principal) -> None:
    more = announce(world, manager, {"policies.seats.vip": 9}, DAY)
    announce(world, manager, {"policies.seats.regular": 8}, 2 * DAY)

    with pytest.raises(PoliciesDisagree, match="at least the seats of others"):
        world.system.withdraw_policy_change(manager, more.change.id, "Too many.")


def test_only_announcements_are_withdrawn(world: World, manager: Principal) -> None:
    change = announce(world, manager, {"policies.seats.regular": 5}, DAY)
    world.system.withdraw_policy_change(manager, change.change.id, "Not now.")
    withdrawal = world.parts.policy_changes.after(1)[0]

    for nothing in (withdrawal.id, PolicyChangeId(fresh_id())):
        with pytest.raises(NotFound):
            world.system.withdraw_policy_change(manager, nothing, "Not that either.")


def test_the_history_tells_everything_newest_first(world: World, manager: Principal) -> None:
    first = announce(world, manager, {"policies.seats.regular": 5}, MINUTE, "More for all.")
    second = announce(world, manager, {"policies.holds.lasts": "20 minutes"}, DAY)
    third = announce(world, manager, {"policies.seats.regular": 4}, DAY)
    world.system.withdraw_policy_change(manager, second.change.id, "Not now.")
    world.pass_time(MINUTE)

    def told(limit: int = 50, **said: Any) -> list[PolicyChangeId]:
        page = world.system.list_policy_changes(manager, PageRequest(limit), **said)
        return [one.change.id for one in page.items]

    ids = [one.change.id for one in (third, second, first)]
    assert told() == ids
    assert told(figure="policies.seats.regular") == told(figure="policies.seats")
    assert told(figure="policies.seats") == [ids[0], ids[2]]
    assert told(figure="policies.seat") == []
    assert [told(status=one) for one in ChangeStatus] == [[ids[0]], [ids[2]], [ids[1]]]
    (oldest,) = world.system.list_policy_changes(manager, PageRequest(1, ("2",))).items
    assert (oldest.change.reason, oldest.change.decided_by) == ("More for all.", manager.user_id)
    with pytest.raises(Invalid):
        world.system.list_policy_changes(manager, PageRequest(1, ("x", "y")))


def test_what_was_decided_stands_in_the_entry_log(world: World, manager: Principal) -> None:
    change = announce(world, manager, {"policies.seats.regular": 5}, DAY)
    world.system.withdraw_policy_change(manager, change.change.id, "Not now.")
    world.settle()

    page = world.parts.entry_log.search(PageRequest(), EntryFilter(actor=manager.user_id))
    noted = [(one.event, one.facts["change_id"]) for one in page.items if "policy" in one.event]
    assert set(noted) == {
        ("policy-change-announced", str(change.change.id)),
        ("policy-change-withdrawn", str(change.change.id)),
    }


def test_only_operations_managers_see_and_change_policies(world: World) -> None:
    others = [world.traveler(), world.agency()]
    others += [world.employee(one) for one in Position if one is not Position.OPERATIONS]
    system = world.system
    for by in (*others, world.visitor()):
        refusal = NotSignedIn if by.user_id is None else NotAllowed
        with pytest.raises(refusal):
            system.view_policies(by)
        with pytest.raises(refusal):
            announce(world, by, {"policies.seats.regular": 5})
        with pytest.raises(refusal):
            system.list_policy_changes(by, PageRequest())
        with pytest.raises(refusal):
            system.withdraw_policy_change(by, PolicyChangeId(fresh_id()), "No.")
    assert Action.MANAGE_POLICIES.value == "manage_policies"


def test_a_decision_made_in_between_is_noticed(world: World, manager: Principal) -> None:
    class Late:
        """Reads before somebody else decides."""

        def after(self, number: int) -> Any:
            return world.parts.policy_changes.after(number)[:0]

        def add(self, change: Any) -> Any:
            return world.parts.policy_changes.add(change)

    whole = world.parts
    announce(world, manager, {"policies.seats.regular": 5}, DAY)
    racing = in_memory_world()
    racing.restart(evolve(whole, policy_changes=Late()))

    with pytest.raises(Stale):
        racing.system.announce_policy_change(
            manager,
            NewFigures(
                figures=(NewFigure("policies.seats.vip", 9),),
                effective_from=whole.clock.now() + DAY,
                reason="At the same time.",
            ),
        )
    assert len(whole.policy_changes.after(0)) == 1


def test_a_figure_that_this_release_does_not_know_is_left_aside(world: World) -> None:
    gone = (NewFigure("policies.seats.per_cat", 5), NewFigure("policies.seats.regular", 5))
    change = a_policy_change(
        figures=gone, effective_from=world.clock.now() + MINUTE, decided_at=world.clock.now()
    )
    with world.parts.system(world.operator.origin("test", world.clock.now())):
        world.parts.policy_changes.add(change)
    world.hear_of_policies()

    world.pass_time(MINUTE)

    assert world.system.policies.seats.regular == 5


@settings(max_examples=25, deadline=None)
@given(
    plans=st.lists(
        st.tuples(st.integers(1, 40), st.sampled_from(["regular", "vip"]), st.integers(0, 9)),
        max_size=8,
    ),
    at=st.integers(0, 60),
)
def test_whatever_is_planned_the_figures_make_sense_at_every_instant(
    plans: list[tuple[int, str, int]], at: int
) -> None:
    world = in_memory_world()
    by = world.employee(Position.OPERATIONS)
    expected: list[tuple[int, str, int]] = []
    for hours, name, value in plans:
        try:
            announce(world, by, {f"policies.seats.{name}": value}, timedelta(hours=hours))
        except Invalid:
            continue
        expected.append((hours, name, value))

    world.pass_time(timedelta(hours=at))

    said = {"regular": 4, "vip": 6}
    for hours, name, value in sorted(expected, key=lambda one: one[0]):
        if hours <= at:
            said[name] = value
    seats = world.system.policies.seats
    assert (seats.regular, seats.vip) == (said["regular"], said["vip"])
    assert 1 <= seats.regular <= seats.vip
