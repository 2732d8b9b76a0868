"""What every adapter of `Letters` must do."""

from collections.abc import Mapping

import pytest

from astrobookings.application.ports.letters import Letters
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.booking import CancelledBy
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.notifications.notification import NotificationKind
from astrobookings.testing.builders import NOW

__all__ = ["LettersContract", "facts_for"]

URL = "https://astrobookings.example"
_LINKS = frozenset(
    {
        NotificationKind.CONFIRM_EMAIL,
        NotificationKind.CHANGE_EMAIL,
        NotificationKind.RESET_PASSWORD,
    }
)


def facts_for(kind: NotificationKind) -> Mapping[str, object]:
    """The facts that a letter of *kind* is written from."""
    common = {"first_name": "Ada", "public_url": URL}
    if kind in _LINKS:
        return {**common, "link": f"{URL}/auth/confirm?token=1.a-b_c", "expires_at": NOW}
    return {
        **common,
        "reference": "AB-7K3M9Q",
        "destination": Destination.MOON,
        "spaceport": "Cabo Norte",
        "launch_at": NOW,
        "time_zone": "Europe/Madrid",
        "seats": [4, 7],
        "total": Money.of("1250000.00"),
        "agency": "Orbit & Sons",
        "rocket": "Kestrel",
        "url": f"{URL}/traveler/bookings/1",
        "refund": Money.of("875000.00"),
        "reason": CancelledBy.TRAVELER,
        "cancel_reason": "",
        "paid": True,
        "passengers": ["Ada Moreno"],
    }


@pytest.mark.parametrize("kind", list(NotificationKind))
class LettersContract:
    """Needs a fixture `letters`."""

    def test_a_letter_has_a_subject_of_one_line_a_text_and_html(
        self, letters: Letters, kind: NotificationKind
    ) -> None:
        letter = letters.write(kind, facts_for(kind))

        assert letter.subject.strip()
        assert "\n" not in letter.subject
        assert letter.text.strip()
        assert "<" in letter.html

    def test_a_letter_tells_what_matters(self, letters: Letters, kind: NotificationKind) -> None:
        facts = facts_for(kind)
        matters = str(facts["link"] if kind in _LINKS else facts["reference"])

        letter = letters.write(kind, facts)

        assert matters in letter.text
        assert matters in letter.html

    def test_no_fact_becomes_markup(self, letters: Letters, kind: NotificationKind) -> None:
        facts = {**facts_for(kind), "first_name": "<script>alert(1)</script>"}

        assert "<script" not in letters.write(kind, facts).html

    def test_the_same_facts_give_the_same_letter(
        self, letters: Letters, kind: NotificationKind
    ) -> None:
        assert letters.write(kind, facts_for(kind)) == letters.write(kind, facts_for(kind))
