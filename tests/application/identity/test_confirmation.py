"""Links of mails are followed once, in time, and only the newest (stories 0.1, 0.8)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import (
    AccountUnconfirmed,
    LinkExpired,
    SessionEnded,
    TooManyAttempts,
    WrongCredentials,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import (
    ADA,
    HOME,
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


@pytest.mark.story("0.1")
def test_following_the_link_activates_the_account(world: World) -> None:
    register(world)
    token = newest_token(world)

    confirmed = world.system.confirm_email(world.visitor(), token)

    assert confirmed.status is AccountStatus.ACTIVE
    assert events(world) == ["account-confirmed", "account-status-changed"]
    assert sign_in(world).account.id == confirmed.id


@pytest.mark.story("0.1")
def test_a_link_works_once(world: World) -> None:
    register(world)
    token = newest_token(world)
    world.system.confirm_email(world.visitor(), token)

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), token)


@pytest.mark.story("0.1")
@pytest.mark.parametrize(("age", "works"), [(24 * 3600 - 1, True), (24 * 3600, False)])
def test_a_confirmation_link_works_for_a_day(world: World, age: int, works: bool) -> None:
    register(world)
    token = newest_token(world)
    world.pass_time(timedelta(seconds=age))

    if works:
        world.system.confirm_email(world.visitor(), token)
    else:
        with pytest.raises(LinkExpired):
            world.system.confirm_email(world.visitor(), token)


@pytest.mark.story("0.1")
def test_asking_again_sends_a_link_that_supersedes_the_first(world: World) -> None:
    register(world)
    first = newest_token(world)
    world.pass_time(timedelta(minutes=1))

    world.system.resend_confirmation(world.visitor(), "ADA@example.test", HOME)
    second = newest_token(world)

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), first)
    world.system.confirm_email(world.visitor(), second)


@pytest.mark.story("0.1")
def test_asking_again_says_nothing_of_accounts(world: World) -> None:
    member(world)
    world.settle()

    world.system.resend_confirmation(world.visitor(), ADA.email, HOME)
    world.system.resend_confirmation(world.visitor(), "stranger@example.test", HOME)

    assert events(world) == []


@pytest.mark.story("0.8")
def test_asking_for_a_reset_says_nothing_of_accounts(world: World) -> None:
    world.system.request_password_reset(world.visitor(), "stranger@example.test", HOME)
    assert events(world) == []

    for _ in range(4):
        world.system.request_password_reset(world.visitor(), "stranger@example.test", HOME)
    with pytest.raises(TooManyAttempts):
        world.system.request_password_reset(world.visitor(), "stranger@example.test", HOME)


@pytest.mark.story("0.8")
def test_mailboxes_are_not_flooded_with_links(world: World) -> None:
    register(world)

    for number in range(5):
        world.system.request_password_reset(world.visitor(), ADA.email, f"10.0.0.{number}")
    with pytest.raises(TooManyAttempts) as refusal:
        world.system.resend_confirmation(world.visitor(), ADA.email, "10.0.0.9")
    world.pass_time(timedelta(seconds=refusal.value.retry_after))
    world.system.resend_confirmation(world.visitor(), ADA.email, "10.0.0.9")


@pytest.mark.story("0.8")
def test_one_origin_asks_for_few_links(world: World) -> None:
    for number in range(20):
        world.system.request_password_reset(world.visitor(), f"a{number}@example.test", HOME)

    with pytest.raises(TooManyAttempts):
        world.system.request_password_reset(world.visitor(), ADA.email, HOME)


@pytest.mark.story("0.8")
def test_what_is_no_address_is_no_request(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        world.system.request_password_reset(world.visitor(), "ada at home", HOME)

    assert pointers(refusal.value) == {"/email"}


@pytest.mark.story("0.8")
def test_a_reset_replaces_the_password_and_ends_every_session(world: World) -> None:
    member(world)
    before = sign_in(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    assert "/auth/reset?token=" in newest_mail(world).text

    world.system.reset_password(world.visitor(), newest_token(world), OTHER_PASSWORD)

    with pytest.raises(SessionEnded):
        principal(world, before)
    with pytest.raises(SessionEnded):
        world.system.refresh_session(world.visitor(), before.refresh_token)
    with pytest.raises(WrongCredentials):
        sign_in(world, password=PASSWORD)
    sign_in(world, password=OTHER_PASSWORD)


@pytest.mark.story("0.8")
def test_a_reset_link_works_once_for_an_hour(world: World) -> None:
    member(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    late = newest_token(world)
    world.pass_time(timedelta(hours=1))
    with pytest.raises(LinkExpired):
        world.system.reset_password(world.visitor(), late, OTHER_PASSWORD)

    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    token = newest_token(world)
    world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)
    with pytest.raises(LinkExpired):
        world.system.reset_password(world.visitor(), token, PASSWORD)


@pytest.mark.story("0.8")
def test_a_password_that_breaks_the_rule_does_not_use_up_the_link(world: World) -> None:
    member(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    token = newest_token(world)

    with pytest.raises(Invalid) as refusal:
        world.system.reset_password(world.visitor(), token, "short")

    assert pointers(refusal.value) == {"/password"}
    world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)


@pytest.mark.story("0.8")
def test_a_reset_opens_no_way_round_the_confirmation_or_a_suspension(world: World) -> None:
    register(world)
    world.system.request_password_reset(world.visitor(), ADA.email, HOME)
    token = newest_token(world)

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), token)
    world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)

    with pytest.raises(AccountUnconfirmed):
        sign_in(world, password=OTHER_PASSWORD)


@pytest.mark.story("0.1")
def test_a_suspended_account_is_not_activated_by_its_link(world: World) -> None:
    register(world)
    token = newest_token(world)
    set_status(world, account_of(world), AccountStatus.SUSPENDED)

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), token)

    assert account_of(world).status is AccountStatus.SUSPENDED


@pytest.mark.story("0.1")
@given(token=st.text() | st.builds("{}.{}".format, st.uuids(), st.text()))
def test_a_token_that_was_never_mailed_is_an_expired_link(token: str) -> None:
    world = in_memory_world()

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), token)
    with pytest.raises(LinkExpired):
        world.system.reset_password(world.visitor(), token, OTHER_PASSWORD)


@pytest.mark.story("0.1")
@pytest.mark.parametrize(
    "spoil", ["{id}.", "{id}", "{id}.{secret}x", ".{secret}", "{other}.{secret}"]
)
def test_a_spoilt_token_is_an_expired_link(world: World, spoil: str) -> None:
    register(world)
    link_id, _, secret = newest_token(world).partition(".")
    token = spoil.format(id=link_id, secret=secret, other=uuid4())

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), token)
