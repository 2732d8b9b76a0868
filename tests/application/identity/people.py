"""People who register, follow links and sign in."""

import re
from datetime import date
from typing import Any

from attrs import evolve

from astrobookings.application.identity.register_agency import AgencyRegistration
from astrobookings.application.identity.register_traveler import TravelerRegistration
from astrobookings.application.identity.sign_in import SignedIn, SignInRequest
from astrobookings.application.ports.mail import Message
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.testing.world import PASSWORD, World

__all__ = [
    "ADA",
    "HOME",
    "OTHER_PASSWORD",
    "PERIGEE",
    "account_of",
    "events",
    "member",
    "newest_mail",
    "newest_token",
    "pointers",
    "principal",
    "register",
    "set_status",
    "sign_in",
]

HOME = "203.0.113.7"
"""The address of origin of whoever does not say otherwise."""
OTHER_PASSWORD = "quasar-lantern-thimble-77"

ADA = TravelerRegistration(
    email="ada@example.test",
    password=PASSWORD,
    first_name="Ada",
    last_name="Moreno",
    birth_date=date(1990, 4, 12),
    phone="+34 600 123 456",
    address="Calle Mayor 1, Madrid",
    country="ES",
    tax_id="12345678Z",
)

PERIGEE = AgencyRegistration(
    email="noor@perigee.test",
    password=PASSWORD,
    first_name="Noor",
    last_name="Haddad",
    company_name="Perigee Lines",
    description="Flights to anywhere up there.",
    contact_person="Noor Haddad",
    contact_email="desk@perigee.test",
    contact_phone="+34600123456",
    tax_id="B58378431",
    legal_address="Gran Via 1, Madrid",
    country="ES",
)


def register(world: World, origin: str = HOME, **changes: Any) -> Account:
    """Register Ada, or somebody like her."""
    return world.system.register_traveler(world.visitor(), evolve(ADA, **changes), origin)


def member(world: World, **changes: Any) -> Account:
    """Somebody who registered and followed the link."""
    register(world, **changes)
    return world.system.confirm_email(world.visitor(), newest_token(world))


def newest_mail(world: World) -> Message:
    """The last mail sent, once the background work is done."""
    world.settle()
    mailbox = world.system.mailbox
    assert mailbox is not None
    return mailbox.newest(1)[0]


def newest_token(world: World) -> str:
    """The token in the last mail sent."""
    found = re.search(r"\?token=([\w.~-]+)", newest_mail(world).text)
    assert found is not None
    return found[1]


def sign_in(
    world: World, email: str = ADA.email, password: str = PASSWORD, origin: str = HOME
) -> SignedIn:
    request = SignInRequest(
        email=email, password=password, origin_address=origin, user_agent="pytest"
    )
    return world.system.sign_in(world.visitor(), request)


def principal(world: World, signed_in: SignedIn) -> Principal:
    """Whoever shows the access token."""
    return world.system.authenticate(
        signed_in.access_token, service="test", request_id="test", fresh=True
    )


def account_of(world: World, email: str = ADA.email) -> Account:
    account = world.parts.users.find_by_email(email)
    assert account is not None
    return account


def set_status(world: World, account: Account, status: AccountStatus) -> Account:
    with world.parts.system(world.operator.origin("set-status", world.clock.now())):
        current = world.parts.users.lock(account.id)
        return world.parts.users.save(evolve(current, status=status))


def events(world: World) -> list[str]:
    """The names of the events of SystemDB that wait for the relay."""
    return [envelope.event.name for envelope in world.parts.system_outbox.unpublished(100)]


def pointers(refusal: Invalid) -> set[str]:
    return {fault.pointer for fault in refusal.faults}
