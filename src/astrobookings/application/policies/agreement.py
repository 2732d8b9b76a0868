"""Whether policies make sense together, now and with all that is planned."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from astrobookings.application.policies.policy_book import PolicyBook
from astrobookings.domain.policies.changes import PolicyChange, in_force, instants_after
from astrobookings.domain.policies.figures import BadFigure

__all__ = ["Disagreement", "disagreement"]


@frozen
class Disagreement:
    """From an instant on, figures make no sense."""

    at: datetime
    fault: BadFigure


def disagreement(
    book: PolicyBook, decisions: Sequence[PolicyChange], now: datetime
) -> Disagreement | None:
    """The first instant after *now* from which policies would make no sense, if there is any."""
    for at in instants_after(decisions, now):
        try:
            book.changed(in_force(decisions, at))
        except BadFigure as fault:
            return Disagreement(at, fault)
    return None
