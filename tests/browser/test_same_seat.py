"""Two travelers in two browsers go for the same seat (story 2.3)."""

import pytest

from tests.browser.served_world import ServedWorld, Window


def choosing(site: ServedWorld, slug: str, *numbers: int) -> Window:
    """Somebody with seats ticked, about to press the button."""
    window = site.window(site.world.traveler())
    window.open(f"/traveler/book/{slug}")
    for number in numbers:
        window.page.locator(f"label[for='seat-{number}']").click()
    return window


@pytest.mark.story("2.3")
def test_one_gets_the_seat_and_the_other_is_offered_its_neighbours(site: ServedWorld) -> None:
    launch = site.world.launch()
    beside = site.world.launch(days=410)
    one, other = choosing(site, launch.slug, 3, 4), choosing(site, launch.slug, 4, 5)

    one.press("Hold the seats")
    other.press("Hold the seats")

    assert one.heading == "Who travels?"
    assert other.heading == "Choose your seats"
    assert "Seat 4 was taken by somebody else a moment ago." in other.text
    assert "Still free and ticked below: seat 5." in other.text
    assert other.page.locator("#seat-5").is_checked()
    assert other.page.locator("#seat-4").count() == 0
    assert other.page.locator(f"a[href='/launches/{beside.slug}']").count() == 1
    other.check()

    other.press("Hold seats 5 and 6")

    assert other.heading == "Who travels?"
    assert "Seats 5 and 6" in other.text
    assert site.world.seats_left(launch.id) == 4


@pytest.mark.story("2.3")
def test_who_comes_too_late_for_the_last_seat_is_led_on(site: ServedWorld) -> None:
    launch = site.world.launch(seats=1)
    beside = site.world.launch(days=410)
    one, other = choosing(site, launch.slug, 1), choosing(site, launch.slug, 1)

    one.press("Hold the seats")
    other.press("Hold the seats")

    assert other.heading == "Every seat of this launch is taken"
    assert "Seat 1 was taken by somebody else a moment ago." in other.text
    assert other.page.locator(f"a[href='/launches/{beside.slug}']").count() == 1
    other.check()
    other.follow("Wait for seats")
    assert other.heading == "Wait for seats"
