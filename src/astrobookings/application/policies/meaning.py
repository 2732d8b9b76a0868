"""What takes effect when a figure changes, and why some do not change while the platform runs."""

from collections.abc import Mapping

from astrobookings.domain.policies.figures import Figure, FigureKind

__all__ = ["fixed_because", "takes_effect"]

_FIXED: Mapping[str, str] = {
    "turn_around": "The database itself keeps launches of one rocket so far apart.",
    "reliability": "The board and the copies of launches were made with it.",
    "sampling.every": "Samples lie at its steps; set it in the policies file and start anew.",
    "announcements": "Processes look for changes often enough for it, and no oftener.",
}
_FIXED_WORDS = "It is a word of the release."

_USUALLY = "Whatever is decided from then on."
_MEANING: Mapping[str, str] = {
    "policies.refunds": "Bookings made from then on; earlier ones keep the tiers they were made "
    "with.",
    "policies.holds": "Seats held and payments begun from then on; open holds keep their end.",
    "policies.quotes": "Quotes made from then on; earlier ones keep their end.",
    "policies.seats": "Bookings made from then on; nobody loses seats.",
    "policies.passengers": "Passengers entered from then on.",
    "finance.fees": "Invoices issued from then on; issued ones keep their rate.",
    "finance.invoices": "Invoices issued from then on; issued ones keep their due date.",
    "password_policy": "Passwords chosen from then on.",
    "session_policy": "Tokens given out from then on.",
    "link_policy": "Links asked for from then on.",
    "retention": "What is deleted from then on; what is deleted stays so.",
    "health": "What is shown from then on.",
}


def _of(table: Mapping[str, str], name: str) -> str | None:
    """What *table* says of *name*, or of the nearest table that it lies in."""
    while name:
        if name in table:
            return table[name]
        name = name.rpartition(".")[0]
    return None


def fixed_because(figure: Figure) -> str | None:
    """Why *figure* cannot be changed while the platform runs; None: it can."""
    if figure.kind is FigureKind.WORD or figure.value is None:
        return _FIXED_WORDS
    return _of(_FIXED, figure.name)


def takes_effect(figure: Figure) -> str:
    """For what a change of *figure* holds."""
    return _of(_MEANING, figure.name) or _USUALLY
