"""Booking by pages with other parts behind them than usual (story 2.3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from attrs import evolve, frozen
from litestar.testing import TestClient

from astrobookings.application.ports.gateway import Gateway
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.testing.faults import StoreDown
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Site

pytestmark = pytest.mark.story("2.3")


@frozen
class Plain:
    """A gateway whose payers decide elsewhere."""

    gateway: Gateway

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        if verb == "complete_action":
            raise AttributeError(verb)
        found: Callable[..., Any] = getattr(self.gateway, verb)
        return found


@frozen
class Forgetful:
    """Keys whose answers are lost, as when the process ends before it could note them."""

    keys: IdempotencyKeys

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        if verb == "finish":
            raise StoreDown
        found: Callable[..., Any] = getattr(self.keys, verb)
        return found


@contextmanager
def site_with(**parts: Callable[[Any], Any]) -> Iterator[Site]:
    """A fresh platform with some of its parts wrapped."""
    world = in_memory_world(faults=True)
    wrapped = {name: wrap(getattr(world.parts, name)) for name, wrap in parts.items()}
    world.restart(evolve(world.parts, **wrapped))
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        yield Site(world, client)


def test_where_the_payer_is_asked_elsewhere_the_id_of_the_method_is_typed() -> None:
    with site_with(gateway=Plain) as site:
        by = site.world.traveler()
        view = site.world.book(by, site.world.launch().id, 1, method=None)
        pay = site.enter(by).open(f"/traveler/bookings/{view.booking.id}/pay")
        assert "sandbox" not in pay.text
        told = pay.send("Pay 250,000.00 USD", payment_method="pm_nobody")
        assert told.value("payment_method") == "pm_nobody"
        assert "the bank does not know this way to pay" in told.told
        waits = told.send("Pay 250,000.00 USD", payment_method="pm_requires_action")
        assert any(link.startswith("memory://") for link in waits.links())


def test_a_form_that_comes_while_the_first_is_at_work_takes_nothing() -> None:
    with site_with(keys=Forgetful) as site:
        launch = site.world.launch()
        page = site.enter(site.world.traveler()).open(f"/traveler/book/{launch.slug}")
        page.send("Hold the seats", seat=[1, 2])
        again = page.send("Hold the seats", seat=[1, 2])
        assert again.told == "Your seats are being held; look again in a moment."
        assert "Seats 1 and 2 to the Moon are held for you." in again.text
        assert site.world.seats_left(launch.id) == 6
