"""The mails, as Jinja templates in `templates/letters`, one for each kind.

A template has three blocks: the subject, the notice (one sentence, kept as in-app copy) and the
body, which is built of `parts`. There are two shelves of layout and parts, `text` and `html`, so
that both bodies say the same.

| about | facts |
|---|---|
| anything | `first_name`, `public_url`, `may_be_turned_off` (by the recipient's preferences) |
| a link | `link` (full URL), `expires_at` (UTC) |
| an account | `email`, `url`; `address` (the present one) when a change was asked for or it was |
| | closed; `change` (a word) of the second factor |
| a booking | the facts of its launch, `reference`, `seats` (numbers), `total` (Money), `status`, |
| | `passengers` (names), `expires_at` (UTC), and those of its kind: |
| | `refund` (Money), `reason` (a `CancelledBy`), `cancel_reason` (may be empty), `paid` (whether |
| | it was ever paid); `amount` (Money); `reason` (the gateway's word); `added` and `dropped` |
| | (numbers, may be empty), `paid` and `refund` (Money) |
| a launch | `destination`, `spaceport`, `launch_at` (UTC), `time_zone` (IANA), `agency`, |
| | `rocket`, `price` (Money), `seats_left`, `seats_sold`, `seats_total`, `url`, and those of its |
| | kind: `reason`, `launch_before` (or None), `answer_until`, `references`; `status`; |
| | `early_until` (or None) |
| an agency | `agency` (its name), `reason` (may be empty), `url` |
| an invoice | `number`, `fee` (an `InvoiceKind`), `total` (Money), `due_on` (a date), |
| | `agency`, the launch's `destination`, `spaceport`, `launch_at`, `time_zone`, `rocket`; `url`; |
| | of its kind: `open` (Money), `reminder` (a number), `overdue`; `open`, `amount` (Money) |
| other things | `url`, and the details of the notification |

A fact that is needed and missing raises `jinja2.UndefinedError`.
"""

import re
from collections.abc import Mapping

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from astrobookings.adapters.documents.wording import (
    became,
    calendar_day,
    cancelled_subject,
    count_of_seats,
    destination_name,
    fee_name,
    local_day,
    local_time,
    money_back,
    seat_list,
    second_factor_now,
    utc_time,
    what_follows,
    who_cancelled,
    why_cancelled,
    why_declined,
)
from astrobookings.application.ports.letters import Letter
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["JinjaLetters"]

_FILTERS = {
    "calendar_day": calendar_day,
    "count_of_seats": count_of_seats,
    "day": local_day,
    "destination": destination_name,
    "local": local_time,
    "seats": seat_list,
    "utc": utc_time,
}
_SENTENCES = {
    one.__name__: one
    for one in (
        *(became, cancelled_subject, fee_name, money_back, second_factor_now),
        *(what_follows, who_cancelled, why_cancelled, why_declined),
    )
}


class JinjaLetters:
    """Whatever the facts hold, HTML is escaped, and subjects and facts are each one line."""

    def __init__(self) -> None:
        self._text = _environment("text", escaping=False)
        self._html = _environment("html", escaping=True)

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter:
        text = self._text.get_template(f"{kind.value}.jinja")
        html = self._html.get_template(f"{kind.value}.jinja")
        told = {name: _flat(fact) for name, fact in facts.items()}

        def block(name: str) -> str:
            return _one_line("".join(text.blocks[name](text.new_context(told))))

        return Letter(
            subject=block("subject"),
            text=f"{_GAPS.sub(_GAP, text.render(told)).strip()}\n",
            html=f"{html.render(told).strip()}\n",
            notice=block("notice"),
        )


_GAP = "\n\n"
_GAPS = re.compile(r"\n{3,}")


def _environment(shelf: str, *, escaping: bool) -> Environment:
    places = (f"templates/letters/{shelf}", "templates/letters/kinds", "templates/letters")
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("astrobookings.adapters.documents", place) for place in places]
        ),
        autoescape=escaping,  # noqa: S701  # plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {**_FILTERS, "one_line": _one_line}
    made.globals |= _SENTENCES
    return made


def _flat(fact: object) -> object:
    """Names must not pass for paragraphs of ours."""
    if isinstance(fact, list | tuple):
        return [_flat(one) for one in fact]
    return _one_line(fact) if isinstance(fact, str) else fact


def _one_line(text: str) -> str:
    return " ".join(text.split())
