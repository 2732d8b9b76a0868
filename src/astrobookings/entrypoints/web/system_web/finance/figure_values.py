"""Figures of policies as people say and type them."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.money import Money, NotMoney
from astrobookings.domain.policies.figures import FigureKind
from astrobookings.entrypoints.web.system_web.finance.figure_words import unit_of
from astrobookings.entrypoints.web.system_web.finance.saying import percent

__all__ = ["HINTS", "said", "typed", "typing"]

HINTS: Mapping[FigureKind, str] = {
    FigureKind.SPAN: "A time with its unit, such as 15 minutes or 30 days.",
    FigureKind.AMOUNT: "In US dollars, such as 1000.00.",
    FigureKind.SHARE: "In percent, such as 0.8.",
    FigureKind.WHOLE: "A whole number.",
    FigureKind.NUMBER: "A number, such as 0.05.",
    FigureKind.FLAG: "",
    FigureKind.TEXT: "One line of text.",
    FigureKind.LIST: "One a line, each written like those there are now.",
    FigureKind.WORD: "",
}
"""How a value of each kind is typed."""

_SHARE = "share"


def said(name: str, kind: FigureKind, value: Any) -> str:
    """The value of the figure called *name* in words and units."""
    match kind:
        case FigureKind.AMOUNT:
            return str(Money.of(value))
        case FigureKind.SHARE:
            return percent(Decimal(value))
        case FigureKind.WHOLE:
            return _counted(value, unit_of(name))
        case FigureKind.NUMBER:
            return f"{value:,g}"
        case FigureKind.FLAG:
            return "Yes" if value else "No"
        case FigureKind.LIST:
            return "; ".join(_item_said(one) for one in value) or "None"
        case FigureKind.WORD:
            return str(value).replace("_", " ").capitalize()
        case _:
            return str(value) or "None"


def typing(kind: FigureKind, value: Any) -> str:
    """*value* as it would be typed."""
    match kind:
        case FigureKind.SHARE:
            return f"{(Decimal(value) * 100).normalize():f}"
        case FigureKind.FLAG:
            return "yes" if value else "no"
        case FigureKind.LIST:
            return "\n".join(_item_said(one) for one in value)
        case FigureKind.NUMBER:
            return f"{value:g}"
        case _:
            return str(value)


def typed(kind: FigureKind, text: str, like: Any) -> Any:
    """What was typed, as figures of *kind* are written; items of a list have the fields of those
    in *like*.

    Raises:
        Invalid: beside the field `value`.
    """
    if kind is FigureKind.LIST:
        return [_item(line.strip(), like) for line in text.splitlines() if line.strip()]
    return _READERS.get(kind, str)(text)


def _bad(must: str) -> Invalid:
    return Invalid((Fault("/value", must),))


def _amount(text: str) -> str:
    try:
        return f"{Money.of(text.replace(',', '').removesuffix('USD').strip()).amount:.2f}"
    except NotMoney:
        raise _bad("is an amount in US dollars such as 1000.00") from None


def _share(text: str) -> str:
    try:
        share = Decimal(text.removesuffix("%").strip()) / 100
    except InvalidOperation:
        raise _bad("is a share in percent such as 0.8") from None
    if not share.is_finite() or not 0 <= share <= 1:
        raise _bad("is from 0 to 100 percent")
    return f"{share.normalize():f}"


def _whole(text: str) -> int:
    said_ = text.replace(",", "")
    if not (said_.isascii() and said_.isdecimal() and len(said_) <= 12):
        raise _bad("is a whole number such as 4")
    return int(said_)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise _bad("is a number such as 0.05") from None


def _flag(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise _bad("is yes or no")
    return text == "yes"


_READERS: Mapping[FigureKind, Callable[[str], Any]] = {
    FigureKind.AMOUNT: _amount,
    FigureKind.SHARE: _share,
    FigureKind.WHOLE: _whole,
    FigureKind.NUMBER: _number,
    FigureKind.FLAG: _flag,
}


def _counted(number: int, unit: str) -> str:
    if not unit:
        return f"{number:,}"
    plural = f"{unit}es" if unit.endswith("ch") else f"{unit}s"
    return f"{number:,} {unit if number == 1 else plural}"


def _item_said(item: Any) -> str:
    """`365 days: 90 %`; a word as it is."""
    if not isinstance(item, dict):
        return str(item)
    return ": ".join(_part_said(name, value) for name, value in item.items())


def _part_said(name: str, value: Any) -> str:
    return percent(Decimal(value)) if name == _SHARE else str(value)


def _item(line: str, like: Any) -> Any:
    """What `_item_said` says of an item, read again."""
    names = next((tuple(one) for one in like if isinstance(one, dict)), ())
    if not names:
        return line
    parts = [one.strip() for one in line.split(":")]
    if len(parts) != len(names):
        raise _bad(f"has a line that is not written as {': '.join(names)}")
    return {name: _part(name, value) for name, value in zip(names, parts, strict=True)}


def _part(name: str, value: str) -> Any:
    if name == _SHARE:
        return _share(value)
    return int(value) if value.isascii() and value.isdecimal() else value
