"""Somebody who has never been here: the path of the README, step by step."""

import re
import time
from typing import Any

from attrs import define, field
from playwright.sync_api import Locator, Page

__all__ = ["Stranger"]

_PATIENCE = 60.0
"""Seconds until a mail must have come."""


@define
class Stranger:
    """Presses what the README says, and keeps count of it."""

    page: Page
    base: str
    email: str = "nia.okoro@example.test"
    password: str = "velvet-orbit-cinnamon-42"
    pressed: list[str] = field(factory=list)

    def arrives(self) -> None:
        self.page.goto(self.base)

    def registers(self) -> None:
        self.press("Register")
        self.type(email=self.email, password=self.password, first_name="Nia", last_name="Okoro")
        self.type(birth_date="1991-03-02", address="Calle Mayor 1, Madrid")
        self.page.locator("[name='country']").select_option("ES")
        self.type(phone="+34 600 123 456", tax_id="12345678Z")
        self.press("Register")

    def confirms(self) -> None:
        self._waits_for_mail()
        self.press("Confirm")
        self.press("Confirm my address")

    def signs_in(self) -> None:
        self.type(email=self.email, password=self.password)
        self.press("Sign in")

    def chooses_a_launch(self) -> None:
        self.press("Launches")
        self.press("Low Earth orbit")
        self.press("Book seats")

    def ticks_two_seats(self) -> None:
        for number in (0, 1):
            self.page.locator("input[name='seat']:enabled + label").nth(number).click()

    def pays(self) -> None:
        self.press("Hold the seats")
        for number, name in enumerate(("Nia", "Ada")):
            place = f"passengers-{number}-"
            who = {"first_name": name, "last_name": "Okoro", "birth_date": "1991-03-02"}
            self.type(**{place + part: said for part, said in who.items()})
        self.press("Continue to the payment")
        self.page.get_by_text("Card that pays").click()
        self.press("Pay")

    def press(self, words: str) -> None:
        """Press the link or button that says *words*, or begins with them, and wait for the next
        page; what is in the middle of the page comes before what is around it.
        """
        self.pressed.append(words)
        self._named(words).click()
        self.page.wait_for_load_state()

    def _named(self, words: str) -> Locator:
        begins = re.compile(f"^{re.escape(words)}")
        for place in (self.page.get_by_role("main"), self.page.locator("body")):
            for exact in (True, False):
                name: Any = words if exact else begins
                links = place.get_by_role("link", name=name, exact=exact)
                found = links.or_(place.get_by_role("button", name=name, exact=exact))
                if found.count():
                    return found.first
        raise AssertionError(f"nothing on {self.page.url} says {words!r}")

    def type(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"[name='{name}']").fill(value)

    def _waits_for_mail(self) -> None:
        """Open the mailbox, and look again until there is a mail."""
        deadline = time.monotonic() + _PATIENCE
        self.page.goto(f"{self.base}/mailbox?to={self.email}")
        while not self.page.locator("article").count():
            assert time.monotonic() < deadline, "no mail came"
            self.page.reload()
