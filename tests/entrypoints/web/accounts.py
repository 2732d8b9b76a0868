"""What several tests of accounts do: read mails, carry a device that shows codes."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from attrs import define

from astrobookings.domain.identity.roles import Principal
from astrobookings.testing.world import PASSWORD, World
from tests.application.identity.codes import code_at

__all__ = ["FRESH", "STEP", "TRAVELER", "Device", "mailed_link", "mails_to"]

FRESH = "orbit lantern quiet meadow 7"
"""Another password that passes the rule."""
STEP = timedelta(seconds=30)
"""How long a code is shown."""

TRAVELER = {
    "email": "ada@example.test",
    "password": PASSWORD,
    "first_name": "Ada",
    "last_name": "Moreno",
    "birth_date": "1990-04-12",
    "address": "Calle Mayor 1\r\nMadrid",
    "country": "ES",
    "phone": "600 123 456",
    "tax_id": "12345678Z",
}


def mails_to(world: World, address: str) -> list[str]:
    """The texts of the mails to *address*, the newest first."""
    world.settle()
    assert world.parts.mailbox is not None
    return [mail.text for mail in world.parts.mailbox.newest(50) if mail.to == address]


def mailed_link(world: World, address: str) -> str:
    """Path and query of the link in the newest mail to *address*."""
    text = mails_to(world, address)[0]
    found = re.search(r"http\S+token=\S+", text)
    assert found is not None, text
    link = urlsplit(found[0])
    return f"{link.path}?{link.query}"


@define
class Device:
    """An authenticator that learned a secret."""

    world: World
    secret: str

    @classmethod
    def enrolled(cls, world: World, by: Principal) -> "tuple[Device, tuple[str, ...]]":
        """The device of *by*, whose second factor is in force, and the recovery codes."""
        device = cls(world, world.system.begin_second_factor(by, PASSWORD).secret)
        codes = world.system.confirm_second_factor(by, device.code)
        world.pass_time(STEP)
        return device, codes

    @property
    def code(self) -> str:
        """The six digits it shows now."""
        return code_at(self.secret, self.world.clock.now())
