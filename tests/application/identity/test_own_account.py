"""Users look after their own account (story 0.6)."""

from datetime import timedelta

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.identity.update_me import ProfileUpdate
from astrobookings.domain.identity.errors import (
    EmailTaken,
    LinkExpired,
    SessionEnded,
    TooManyAttempts,
    WrongCredentials,
)
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, Stale
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.strategies.kernel import lines
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.people import (
    ADA,
    HOME,
    OTHER_PASSWORD,
    PERIGEE,
    account_of,
    events,
    member,
    newest_mail,
    newest_token,
    pointers,
    principal,
    register,
    sign_in,
)


def signed_in(world: World) -> Principal:
    """Ada, with nothing left to do in the background."""
    member(world)
    by = principal(world, sign_in(world))
    world.settle()
    return by


def an_agency(world: World) -> Principal:
    world.system.register_agency(world.visitor(), PERIGEE, HOME)
    world.system.confirm_email(world.visitor(), newest_token(world))
    return principal(world, sign_in(world, PERIGEE.email))


@pytest.mark.story("0.6")
def test_a_traveler_reads_account_and_profile(world: World) -> None:
    by = signed_in(world)

    me = world.system.read_me(by)

    assert me.profile is not None
    assert (me.account.email, me.profile.tax_id) == (ADA.email, "12345678Z")
    assert me.version == me.account.version + me.profile.version


@pytest.mark.story("0.6")
def test_an_employee_has_no_profile(world: World) -> None:
    assert world.system.read_me(world.employee(Position.IT)).profile is None


@pytest.mark.story("0.6")
def test_only_what_is_given_changes(world: World) -> None:
    by = signed_in(world)
    before = world.system.read_me(by)

    after = world.system.update_me(by, ProfileUpdate(address="Calle Menor 2, Madrid"))

    assert before.profile is not None
    assert after.profile is not None
    assert after.account == before.account
    assert after.profile == evolve(
        before.profile,
        address="Calle Menor 2, Madrid",
        version=after.profile.version,
        updated_at=after.profile.updated_at,
    )
    assert events(world) == ["profile-changed"]


@pytest.mark.story("0.6")
def test_a_new_name_stands_on_account_and_profile(world: World) -> None:
    by = signed_in(world)

    me = world.system.update_me(by, ProfileUpdate(first_name=" Grace ", last_name="Hopper"))

    assert me.profile is not None
    assert (me.account.first_name, me.account.last_name) == ("Grace", "Hopper")
    assert (me.profile.first_name, me.profile.last_name) == ("Grace", "Hopper")


@pytest.mark.story("0.6")
@given(
    update=st.builds(
        ProfileUpdate,
        first_name=st.none() | lines(),
        last_name=st.none() | lines(),
        address=st.none() | lines(),
        phone=st.none() | st.sampled_from(["+34600123456", "+34611222333"]),
    )
)
def test_updating_twice_is_updating_once_and_every_change_raises_the_version(
    update: ProfileUpdate,
) -> None:
    world = in_memory_world()
    by = signed_in(world)
    before = world.system.read_me(by)

    once = world.system.update_me(by, update)
    twice = world.system.update_me(by, update)

    assert twice == once
    assert once == world.system.read_me(by)
    assert (once.version > before.version) == (once != before)
    assert len(events(world)) == (once != before)


@pytest.mark.story("0.6")
def test_another_country_reads_phone_and_tax_id_again(world: World) -> None:
    by = signed_in(world)

    with pytest.raises(Invalid) as refusal:
        world.system.update_me(by, ProfileUpdate(country="??", phone="??"))
    assert "/country" in pointers(refusal.value)

    me = world.system.update_me(
        by, ProfileUpdate(country="US", phone="+14155552671", tax_id="536-90-4399")
    )
    assert me.profile is not None
    assert (me.profile.country, me.profile.phone) == ("US", "+14155552671")


@pytest.mark.story("0.6")
def test_every_fault_of_an_update_is_named_and_nothing_is_changed(world: World) -> None:
    by = signed_in(world)
    before = world.system.read_me(by)

    with pytest.raises(Invalid) as refusal:
        world.system.update_me(by, ProfileUpdate(first_name="", phone="??", address="x" * 301))

    assert pointers(refusal.value) == {"/first_name", "/phone", "/address"}
    assert world.system.read_me(by) == before


@pytest.mark.story("0.6")
def test_an_update_of_what_was_changed_in_between_is_refused(world: World) -> None:
    by = signed_in(world)
    seen = world.system.read_me(by)
    world.system.update_me(by, ProfileUpdate(address="Elsewhere 1"), seen.version)

    with pytest.raises(Stale):
        world.system.update_me(by, ProfileUpdate(address="Nowhere 2"), seen.version)


@pytest.mark.story("0.6")
def test_an_agencys_user_changes_name_and_phone_but_has_no_tax_id_of_its_own(
    world: World,
) -> None:
    by = an_agency(world)

    me = world.system.update_me(by, ProfileUpdate(first_name="Nora", phone="+34611222333"))

    assert (me.account.first_name, me.account.phone) == ("Nora", "+34611222333")
    with pytest.raises(Invalid) as refusal:
        world.system.update_me(by, ProfileUpdate(tax_id="1", address="Here 1"))
    assert pointers(refusal.value) == {"/tax_id", "/address"}


@pytest.mark.story("0.6")
def test_an_employee_changes_the_phone(world: World) -> None:
    by = world.employee(Position.IT)

    me = world.system.update_me(by, ProfileUpdate(phone="+34 611 222 333"))

    assert me.account.phone == "+34611222333"


@pytest.mark.story("5.5")
def test_the_billing_copy_follows_profile_name_and_address(world: World) -> None:
    by = signed_in(world)
    assert by.user_id is not None

    world.system.update_me(by, ProfileUpdate(address="Calle Menor 2, Madrid"))
    world.system.change_email(by, PASSWORD, "ada@elsewhere.test")
    world.system.confirm_email(world.visitor(), newest_token(world))
    world.settle()

    copy = world.parts.travelers.find(by.user_id)
    assert copy is not None
    assert (copy.address, copy.email) == ("Calle Menor 2, Madrid", "ada@elsewhere.test")
    assert copy.source_version == world.system.read_me(by).version


@pytest.mark.story("0.6")
def test_a_changed_password_ends_the_other_sessions_only(world: World) -> None:
    member(world)
    here, there = sign_in(world), sign_in(world)
    by = principal(world, here)
    world.settle()

    world.system.change_password(by, PASSWORD, OTHER_PASSWORD)

    assert principal(world, here) == by
    with pytest.raises(SessionEnded):
        principal(world, there)
    assert set(events(world)) == {"password-changed", "sessions-ended"}
    with pytest.raises(WrongCredentials):
        sign_in(world)
    sign_in(world, password=OTHER_PASSWORD)


@pytest.mark.story("0.6")
def test_a_new_password_follows_the_rule(world: World) -> None:
    by = signed_in(world)

    with pytest.raises(Invalid) as refusal:
        world.system.change_password(by, PASSWORD, "moreno")

    assert pointers(refusal.value) == {"/new_password"}
    sign_in(world)


@pytest.mark.story("0.6")
def test_whoever_found_an_open_screen_cannot_guess_the_password(world: World) -> None:
    by = signed_in(world)

    for _ in range(4):
        with pytest.raises(WrongCredentials):
            world.system.change_password(by, "a guess", OTHER_PASSWORD)
    with pytest.raises(WrongCredentials):
        world.system.change_email(by, "a guess", "thief@example.test")

    with pytest.raises(TooManyAttempts):
        world.system.change_password(by, PASSWORD, OTHER_PASSWORD)
    with pytest.raises(TooManyAttempts):
        sign_in(world)


@pytest.mark.story("0.6")
def test_a_new_address_counts_once_its_own_mail_was_answered(world: World) -> None:
    by = signed_in(world)

    waiting = world.system.change_email(by, PASSWORD, "Ada@Elsewhere.test")
    assert (waiting.email, waiting.pending_email) == (ADA.email, "ada@elsewhere.test")
    assert newest_mail(world).to == "ada@elsewhere.test"
    sign_in(world, ADA.email)

    changed = world.system.confirm_email(world.visitor(), newest_token(world))
    assert (changed.email, changed.pending_email) == ("ada@elsewhere.test", None)
    assert {"email-changed", "profile-changed"} <= set(events(world))
    sign_in(world, "ada@elsewhere.test")
    with pytest.raises(WrongCredentials):
        sign_in(world, ADA.email)


@pytest.mark.story("0.6")
def test_the_last_address_asked_for_counts(world: World) -> None:
    by = signed_in(world)
    world.system.change_email(by, PASSWORD, "first@example.test")
    first = newest_token(world)
    world.pass_time(timedelta(minutes=1))

    world.system.change_email(by, PASSWORD, "second@example.test")
    second = newest_token(world)

    with pytest.raises(LinkExpired):
        world.system.confirm_email(world.visitor(), first)
    assert world.system.confirm_email(world.visitor(), second).email == "second@example.test"


@pytest.mark.story("0.6")
def test_an_address_of_somebody_else_is_refused_when_asked_for_and_when_confirmed(
    world: World,
) -> None:
    by = signed_in(world)
    register(world, email="bea@example.test")
    with pytest.raises(EmailTaken):
        world.system.change_email(by, PASSWORD, "bea@example.test")

    world.system.change_email(by, PASSWORD, "cleo@example.test")
    token = newest_token(world)
    register(world, email="cleo@example.test")

    with pytest.raises(EmailTaken):
        world.system.confirm_email(world.visitor(), token)
    assert account_of(world).pending_email == "cleo@example.test"


@pytest.mark.story("0.6")
def test_what_is_no_address_is_refused_before_the_password_is_checked(world: World) -> None:
    by = signed_in(world)

    with pytest.raises(Invalid) as refusal:
        world.system.change_email(by, "a guess", "ada at home")

    assert pointers(refusal.value) == {"/email"}


def test_an_update_without_fields_changes_nothing(world: World) -> None:
    by = signed_in(world)

    assert set(asdict(ProfileUpdate()).values()) == {None}
    assert world.system.update_me(by, ProfileUpdate()) == world.system.read_me(by)
    assert events(world) == []
