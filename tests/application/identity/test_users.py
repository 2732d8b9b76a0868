"""Operations managers look after users (story 0.9)."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.identity.change_user import UserChange
from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.list_users import UserQuery
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus, NoSuchAccountMove
from astrobookings.domain.identity.errors import (
    AccountClosed,
    AccountSuspended,
    AccountUnconfirmed,
    EmailTaken,
    LastOperationsManager,
    LinkExpired,
    OwnAccount,
    SessionEnded,
    WrongCredentials,
)
from astrobookings.domain.identity.events import AccountStatusChanged, PositionChanged
from astrobookings.domain.identity.roles import Position, Principal, Role
from astrobookings.domain.identity.staff import manages_users
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid, NotFound, Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World, principal_of
from tests.application.identity.people import (
    ADA,
    OTHER_PASSWORD,
    account_of,
    events,
    member,
    newest_mail,
    newest_token,
    pointers,
    principal,
    register,
    set_status,
    sign_in,
)

MAE = EmployeeDetails(
    email="mae@astro.test",
    first_name="Mae",
    last_name="Ito",
    position=Position.CUSTOMER_SERVICE,
    department="Launch desk",
    phone="600 123 456",
    country="ES",
)
SUSPEND = UserChange(status=AccountStatus.SUSPENDED, reason="Left the company.")
REINSTATE = UserChange(status=AccountStatus.ACTIVE, reason="Came back.")


@pytest.fixture
def ops(world: World) -> Principal:
    """Give an operations manager."""
    return world.employee(Position.OPERATIONS)


def id_of(by: Principal) -> UserId:
    assert by.user_id is not None
    return by.user_id


def names(world: World, by: Principal, query: UserQuery) -> list[str]:
    page = world.system.list_users(by, PageRequest(), query)
    return [account.email.partition("@")[0].rstrip("0123456789") for account in page.items]


@pytest.mark.story("0.9")
def test_users_are_found_by_role_position_status_department_and_text(
    world: World, ops: Principal
) -> None:
    member(world)
    world.system.create_employee(ops, MAE)

    assert names(world, ops, UserQuery(role=Role.TRAVELER)) == ["ada"]
    assert names(world, ops, UserQuery(position=Position.OPERATIONS)) == ["employee"]
    assert names(world, ops, UserQuery(status=AccountStatus.UNCONFIRMED)) == ["mae"]
    assert names(world, ops, UserQuery(department="Launch desk")) == ["mae"]
    assert names(world, ops, UserQuery(text=" MOREN ")) == ["ada"]
    assert names(world, ops, UserQuery(text="nobody")) == []


@pytest.mark.story("0.9")
def test_users_are_listed_in_the_order_asked_for(world: World, ops: Principal) -> None:
    world.pass_time(timedelta(minutes=1))
    member(world)
    world.pass_time(timedelta(minutes=1))
    world.system.create_employee(ops, evolve(MAE, last_name="Aldrin"))

    assert names(world, ops, UserQuery()) == ["mae", "employee", "ada"]
    assert names(world, ops, UserQuery(sort=UserSort.NAME_DESCENDING)) == ["ada", "employee", "mae"]
    assert names(world, ops, UserQuery(sort=UserSort.CREATED)) == ["employee", "ada", "mae"]


@pytest.mark.story("0.9")
def test_an_invited_employee_chooses_a_password_and_signs_in(world: World, ops: Principal) -> None:
    invited = world.system.create_employee(ops, MAE)
    mail = newest_mail(world)

    world.system.reset_password(world.visitor(), newest_token(world), OTHER_PASSWORD)

    assert (invited.status, invited.phone) == (AccountStatus.UNCONFIRMED, "+34600123456")
    assert mail.to == MAE.email
    assert "/auth/reset?token=" in mail.text
    assert account_of(world, MAE.email).status is AccountStatus.ACTIVE
    by = principal(world, sign_in(world, MAE.email, OTHER_PASSWORD))
    assert by.standing.value == Position.CUSTOMER_SERVICE.value


@pytest.mark.story("0.9")
def test_an_invited_employee_is_nobody_before(world: World, ops: Principal) -> None:
    world.system.create_employee(ops, MAE)

    for guess in (PASSWORD, "", "None"):
        with pytest.raises(WrongCredentials):
            sign_in(world, MAE.email, guess)


@pytest.mark.story("0.9")
def test_an_invitation_is_good_for_a_week_and_once(world: World, ops: Principal) -> None:
    world.system.create_employee(ops, MAE)
    token = newest_token(world)

    world.pass_time(timedelta(days=7))
    with pytest.raises(LinkExpired):
        world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)

    world.system.invite_again(ops, account_of(world, MAE.email).id)
    fresh = newest_token(world)
    world.system.reset_password(world.visitor(), fresh, OTHER_PASSWORD)
    with pytest.raises(LinkExpired):
        world.system.reset_password(world.visitor(), fresh, PASSWORD)


@pytest.mark.story("0.9")
def test_only_an_employee_who_never_came_is_invited_again(world: World, ops: Principal) -> None:
    traveler, colleague = register(world), world.employee(Position.IT)

    with pytest.raises(NotFound):
        world.system.invite_again(ops, traveler.id)
    with pytest.raises(NoSuchAccountMove):
        world.system.invite_again(ops, id_of(colleague))


@pytest.mark.story("0.9")
def test_an_invitation_that_comes_after_a_suspension_opens_nothing(
    world: World, ops: Principal
) -> None:
    invited = world.system.create_employee(ops, MAE)
    token = newest_token(world)
    world.system.change_user(ops, invited.id, SUSPEND)

    world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)

    with pytest.raises(AccountSuspended):
        sign_in(world, MAE.email, OTHER_PASSWORD)


@pytest.mark.story("0.9")
def test_an_employee_is_not_created_at_a_taken_address(world: World, ops: Principal) -> None:
    register(world)

    with pytest.raises(EmailTaken):
        world.system.create_employee(ops, evolve(MAE, email=ADA.email.upper()))


@pytest.mark.story("0.9")
def test_every_fault_of_an_employee_s_details_is_told(world: World, ops: Principal) -> None:
    wrong = evolve(MAE, email="mae", first_name=" ", phone="12", department="x" * 81)

    with pytest.raises(Invalid) as refusal:
        world.system.create_employee(ops, wrong)

    assert pointers(refusal.value) == {"/email", "/first_name", "/phone", "/department"}


@pytest.mark.story("0.9")
def test_details_of_an_employee_are_kept_up(world: World, ops: Principal) -> None:
    colleague = world.employee(Position.IT)
    session = sign_in(world, account(world, colleague).email)
    change = UserChange(last_name=" Jemison ", department="Orbit", phone="600123456", country="ES")

    changed = world.system.change_user(ops, id_of(colleague), change)

    assert (changed.last_name, changed.department, changed.phone) == (
        "Jemison",
        "Orbit",
        "+34600123456",
    )
    assert principal(world, session).user_id == colleague.user_id


def account(world: World, by: Principal) -> Account:
    return world.parts.users.get(id_of(by))


@pytest.mark.story("0.9")
def test_nothing_changes_where_nothing_is_different(world: World, ops: Principal) -> None:
    colleague = account(world, world.employee(Position.IT))
    world.settle()

    same = world.system.change_user(ops, colleague.id, UserChange(first_name="Mae"))

    assert same == colleague
    assert events(world) == []


@pytest.mark.story("0.9")
def test_another_position_ends_the_sessions(world: World, ops: Principal) -> None:
    colleague = account(world, world.employee(Position.IT))
    session = sign_in(world, colleague.email)
    world.settle()

    world.system.change_user(ops, colleague.id, UserChange(position=Position.FINANCE))

    with pytest.raises(SessionEnded):
        principal(world, session)
    assert principal(world, sign_in(world, colleague.email)).standing.value == "finance"
    assert {"position-changed", "sessions-ended"} <= set(events(world))


@pytest.mark.story("0.9")
def test_details_of_others_than_employees_are_theirs(world: World, ops: Principal) -> None:
    traveler = member(world)
    change = UserChange(first_name="Eve", position=Position.IT, department="x", phone="1")

    with pytest.raises(Invalid) as refusal:
        world.system.change_user(ops, traveler.id, change)

    assert pointers(refusal.value) == {"/first_name", "/position", "/department", "/phone"}


@pytest.mark.story("0.9")
def test_a_suspended_user_is_out_at_once_and_comes_back(world: World, ops: Principal) -> None:
    traveler = member(world)
    session = sign_in(world)

    barred = world.system.change_user(ops, traveler.id, SUSPEND)

    assert (barred.status, barred.suspension_reason) == (
        AccountStatus.SUSPENDED,
        "Left the company.",
    )
    with pytest.raises(SessionEnded):
        principal(world, session)
    with pytest.raises(AccountSuspended):
        world.system.refresh_session(world.visitor(), session.refresh_token)
    with pytest.raises(AccountSuspended):
        sign_in(world)

    world.system.change_user(ops, traveler.id, REINSTATE)

    assert sign_in(world).account.suspension_reason is None


@pytest.mark.story("0.9")
def test_a_reinstated_account_that_was_never_confirmed_still_is_not(
    world: World, ops: Principal
) -> None:
    traveler = register(world)
    world.system.change_user(ops, traveler.id, SUSPEND)

    back = world.system.change_user(ops, traveler.id, REINSTATE)

    assert back.status is AccountStatus.UNCONFIRMED
    with pytest.raises(AccountUnconfirmed):
        sign_in(world)


@pytest.mark.story("0.9")
def test_why_and_by_whom_a_status_changed_is_kept(world: World, ops: Principal) -> None:
    traveler = member(world)
    world.settle()

    world.system.change_user(ops, traveler.id, SUSPEND)

    waiting = world.parts.system_outbox.unpublished(10)
    (told,) = (one for one in waiting if isinstance(one.event, AccountStatusChanged))
    assert told.event == AccountStatusChanged(traveler.id, "suspended", "Left the company.")
    assert told.origin.actor == ops.user_id
    change = world.parts.system_changes.of(traveler.id)[-1]
    assert change.fields["suspension_reason"].new == "Left the company."


@pytest.mark.story("0.9")
@pytest.mark.parametrize("change", [SUSPEND, REINSTATE])
def test_another_status_needs_a_reason(world: World, ops: Principal, change: UserChange) -> None:
    traveler = member(world)
    if change is REINSTATE:
        world.system.change_user(ops, traveler.id, SUSPEND)

    with pytest.raises(Invalid) as refusal:
        world.system.change_user(ops, traveler.id, evolve(change, reason="  "))

    assert pointers(refusal.value) == {"/reason"}


@pytest.mark.story("0.9")
@pytest.mark.parametrize("change", [SUSPEND, UserChange(position=Position.IT)])
def test_nobody_takes_the_own_office_away(world: World, ops: Principal, change: UserChange) -> None:
    world.employee(Position.OPERATIONS)

    with pytest.raises(OwnAccount):
        world.system.change_user(ops, id_of(ops), change)
    assert world.system.change_user(ops, id_of(ops), UserChange(last_name="Io")).last_name == "Io"


@pytest.mark.story("0.9")
@pytest.mark.parametrize("change", [SUSPEND, UserChange(position=Position.IT)])
def test_the_last_operations_manager_stays(
    world: World, ops: Principal, change: UserChange
) -> None:
    with pytest.raises(LastOperationsManager):
        world.system.change_user(world.operator, id_of(ops), change)


@pytest.mark.story("0.9")
def test_of_two_who_suspend_each_other_one_stays(world: World) -> None:
    pair = [world.employee(Position.OPERATIONS) for _ in range(2)]
    ready = Barrier(2)

    def suspend(by: Principal, other: Principal) -> Callable[[], str]:
        def act() -> str:
            ready.wait()
            try:
                world.system.change_user(by, id_of(other), SUSPEND)
            except AstroBookingsError as refusal:
                return refusal.code
            return "done"

        return act

    outcomes = at_once([suspend(*pair), suspend(*reversed(pair))])

    assert sorted(outcomes) == ["done", "last-operations-manager"]


@pytest.mark.story("0.9")
def test_a_closed_account_stays_as_it_is(world: World, ops: Principal) -> None:
    traveler = set_status(world, member(world), AccountStatus.CLOSED)

    for change in (SUSPEND, REINSTATE, UserChange(first_name="Eve")):
        with pytest.raises(AccountClosed):
            world.system.change_user(ops, traveler.id, change)


@pytest.mark.story("0.9")
def test_a_change_builds_on_the_version_seen(world: World, ops: Principal) -> None:
    colleague = account(world, world.employee(Position.IT))
    change = UserChange(department="Orbit")

    with pytest.raises(Stale):
        world.system.change_user(ops, colleague.id, change, if_version=colleague.version + 1)
    changed = world.system.change_user(ops, colleague.id, change, if_version=colleague.version)
    assert changed.version == colleague.version + 1


@pytest.mark.story("0.9")
def test_who_is_not_there_is_not_found(world: World, ops: Principal) -> None:
    nobody = UserId(fresh_id())

    with pytest.raises(NotFound):
        world.system.view_user(ops, nobody)
    with pytest.raises(NotFound):
        world.system.change_user(ops, nobody, SUSPEND)


@pytest.mark.story("0.9")
@given(
    acts=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.integers(0, 2),
            st.sampled_from(
                [
                    SUSPEND,
                    REINSTATE,
                    UserChange(position=Position.IT),
                    UserChange(position=Position.OPERATIONS),
                ]
            ),
        ),
        max_size=12,
    )
)
def test_whatever_operations_managers_do_one_is_left(
    acts: list[tuple[int, int, UserChange]],
) -> None:
    world = in_memory_world()
    staff = [world.employee(Position.OPERATIONS) for _ in range(3)]
    for asking, target, change in acts:
        by = principal_of(account(world, staff[asking]))
        try:
            world.system.change_user(by, id_of(staff[target]), change)
        except AstroBookingsError:
            continue

    assert any(manages_users(account(world, one)) for one in staff)


def test_a_position_is_told_to_who_listens(world: World, ops: Principal) -> None:
    colleague = world.employee(Position.IT)
    world.settle()

    world.system.change_user(ops, id_of(colleague), UserChange(position=Position.FINANCE))

    told = [one.event for one in world.parts.system_outbox.unpublished(10)]
    assert PositionChanged(id_of(colleague), "finance") in told
