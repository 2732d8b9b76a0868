"""Dead letters by pages (story 4.7)."""

import pytest

from astrobookings.domain.identity.roles import Position
from tests.entrypoints.web.guest import Site
from tests.entrypoints.web.it_records import a_dead_letter, somebody_of_it

PATH = "/system/dead-letters"


@pytest.mark.story("4.7")
def test_no_dead_letters_are_good_news(site: Site) -> None:
    sheet = site.enter(somebody_of_it(site.world)).open(PATH)

    assert "No dead letters" in sheet.text
    assert not sheet.soup.select("main button")


@pytest.mark.story("4.7")
def test_a_dead_letter_is_shown_and_tried_again(site: Site) -> None:
    envelope = a_dead_letter(site.world)
    sheet = site.enter(somebody_of_it(site.world)).open(PATH)
    assert str(envelope.id) in sheet.text
    assert "Given up 10 KeyError: see the log" in sheet.text
    (button,) = (one.get_text(" ") for one in sheet.soup.select("main button"))

    done = sheet.send(" ".join(button.split()))

    assert done.told == "“Profile changed” is handed out again, to those who missed it."
    assert "No dead letters" in done.text
    site.world.settle()
    assert site.world.parts.system_outbox.waiting() == 0


def test_dead_letters_are_for_it_alone(site: Site) -> None:
    assert site.enter(site.world.employee(Position.OPERATIONS)).open(PATH).status == 403
    assert site.enter(site.world.agency()).open(PATH).status == 403
