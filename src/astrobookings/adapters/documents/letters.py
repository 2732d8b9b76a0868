"""The mails, as Jinja templates in `templates/letters`: subject and text, and HTML, by kind.

| kinds | facts they need |
|---|---|
| all | `first_name`, `public_url` |
| confirm_email, change_email, reset_password | `link` (full URL), `expires_at` (UTC) |
| booking_confirmed, booking_cancelled | `reference`, `destination`, `spaceport`, `launch_at` |
| | (UTC), `time_zone` (IANA), `seats` (numbers), `total` (Money), `agency`, `rocket`, `url` |
| booking_cancelled | `refund` (Money), `reason` (a `CancelledBy`), `cancel_reason` (may be empty) |

Known where given: `passengers` (names) when booked, `paid` (whether anything was ever charged) when
cancelled. A fact that is missing raises `jinja2.UndefinedError`.
"""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from astrobookings.adapters.documents.wording import (
    destination_name,
    local_time,
    money_back,
    seat_list,
    utc_time,
    why_cancelled,
)
from astrobookings.application.ports.letters import Letter
from astrobookings.domain.notifications.notification import NotificationKind

__all__ = ["JinjaLetters"]


class JinjaLetters:
    """Whatever the facts hold, HTML is escaped, and subjects and facts are each one line."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("astrobookings.adapters.documents", "templates/letters"),
            autoescape=select_autoescape(["html.jinja"], default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._templates.filters |= {
            "destination": destination_name,
            "local": local_time,
            "utc": utc_time,
            "seats": seat_list,
        }
        self._templates.globals |= {"money_back": money_back, "why_cancelled": why_cancelled}

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter:
        text = self._templates.get_template(f"{kind.value}.txt.jinja")
        html = self._templates.get_template(f"{kind.value}.html.jinja")
        told = {name: _flat(fact) for name, fact in facts.items()}
        return Letter(
            subject=_one_line("".join(text.blocks["subject"](text.new_context(told)))),
            text=f"{text.render(told).strip()}\n",
            html=f"{html.render(told).strip()}\n",
        )


def _flat(fact: object) -> object:
    """Names must not pass for paragraphs of ours."""
    return _one_line(fact) if isinstance(fact, str) else fact


def _one_line(text: str) -> str:
    return " ".join(text.split())
