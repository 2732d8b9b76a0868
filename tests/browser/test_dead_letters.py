"""Events that nobody could hear, in a browser (story 4.7)."""

import pytest

from tests.browser.served_world import ServedWorld
from tests.entrypoints.web.it_records import a_dead_letter, somebody_of_it


@pytest.mark.story("4.7")
def test_it_hands_a_dead_letter_out_again(site: ServedWorld) -> None:
    letter = a_dead_letter(site.world)
    window = site.window(somebody_of_it(site.world))
    window.open("/system")
    window.page.get_by_role("navigation", name="Section").get_by_text("Dead letters").click()
    assert str(letter.id) in window.text
    window.check()

    window.page.get_by_role("main").get_by_role("button").click()
    window.page.wait_for_load_state()

    assert "is handed out again" in window.text
    assert "No dead letters" in window.text
    window.check()
