"""A form counts once, however often it is sent (story 2.3)."""

from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from attrs import define, field
from litestar import Response, get, post
from litestar.testing import TestClient

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.entrypoints.http.app import APPLICATIONS, create_app
from astrobookings.entrypoints.web import app as web
from astrobookings.entrypoints.web.once import REPEATABLE
from astrobookings.entrypoints.web.rendering import ask, go
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.testing.in_memory import in_memory_world
from tests.entrypoints.web.conftest import ROOMY
from tests.entrypoints.web.guest import Sheet, Site


@define
class Bell:
    """Something that is rung by forms."""

    rung: int = 0
    stuck: int = 0
    """So many times it refuses first."""
    meeting: Barrier | None = field(default=None)

    def ring(self) -> None:
        if self.meeting is not None:
            self.meeting.wait(10)
        if self.stuck:
            self.stuck -= 1
            raise Invalid((Fault("/bell", "is stuck"),))
        self.rung += 1


@pytest.fixture
def bell() -> Bell:
    """Give a bell that rings."""
    return Bell()


@pytest.fixture
def tower(bell: Bell, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Give pages with a form that rings the bell, and one that may ring it again and again."""

    def asked(request: WebRequest) -> Response[str]:
        return ask(request, title="Ring?", says=["It is loud."], button="Ring", back="/")

    def rung(request: WebRequest) -> Response[Any]:
        bell.ring()
        return go(request, "/about", "It rang.")

    routes = [
        get("/bell", sync_to_thread=True)(asked),
        post("/bell", sync_to_thread=True, status_code=200)(rung),
        get("/carillon", sync_to_thread=True)(asked),
        post("/carillon", sync_to_thread=True, status_code=200, opt=REPEATABLE)(rung),
    ]
    monkeypatch.setitem(web._PAGES, "public-web", (*web._PAGES["public-web"], *routes))
    world = in_memory_world()
    with TestClient(create_app(world.system, *APPLICATIONS, settings=ROOMY)) as client:
        yield Site(world, client)


def test_a_form_that_is_sent_twice_counts_once(tower: Site, bell: Bell) -> None:
    form = tower.guest().open("/bell")

    first, second = form.send("Ring"), form.send("Ring")

    assert first.told == "It rang."
    assert second.status == 409
    assert second.heading == "Sent twice"
    assert "/bell" in second.links()
    assert bell.rung == 1


def test_two_at_the_same_moment_count_once(tower: Site, bell: Bell) -> None:
    form = tower.guest().open("/bell")
    answers: list[Sheet] = []
    clicks = [Thread(target=lambda: answers.append(form.send("Ring"))) for _ in range(4)]

    for one in clicks:
        one.start()
    for one in clicks:
        one.join(30)

    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    assert bell.rung == 1


def test_each_form_has_a_key_of_its_own(tower: Site, bell: Bell) -> None:
    guest = tower.guest()

    assert guest.open("/bell").send("Ring").told == "It rang."
    assert guest.open("/bell").send("Ring").told == "It rang."
    assert bell.rung == 2


def test_a_form_that_was_refused_may_be_sent_again(tower: Site, bell: Bell) -> None:
    bell.stuck = 2
    form = tower.guest().open("/bell")

    answers = [form.send("Ring") for _ in range(4)]

    assert [one.status for one in answers] == [422, 422, 200, 409]
    assert bell.rung == 1


def test_a_form_without_a_token_leaves_its_key_free(tower: Site, bell: Bell) -> None:
    form = tower.guest().open("/bell")

    assert form.send("Ring", _csrf_token="forged").status == 403
    assert bell.rung == 0
    assert form.send("Ring").told == "It rang."


def test_some_forms_may_come_again(tower: Site, bell: Bell) -> None:
    form = tower.guest().open("/carillon")

    assert [form.send("Ring").told for _ in range(2)] == ["It rang.", "It rang."]
    assert bell.rung == 2
