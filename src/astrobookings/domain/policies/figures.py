"""Figures of policies by name, as people write them.

A figure is named by the way to it: `policies.holds.lasts`. Spans are written "15 minutes", amounts
and shares in quotes ("0.90"), since JSON's numbers are not exact.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum, StrEnum
from math import isfinite
from typing import Any, get_args

import attrs
from attrs import frozen

from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "BadFigure",
    "Figure",
    "FigureKind",
    "changed",
    "figures_of",
    "named",
    "told",
    "usual",
    "with_figures",
]

_SPAN = re.compile(r"(\d{1,15}(?:\.\d{1,6})?) *(second|minute|hour|day|week)s?")
_LONGEST = timedelta(days=36_500)
_MOST = 10**12
_MOST_ITEMS = 50
_LONGEST_TEXT = 500
_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
    ("second", timedelta(seconds=1)),
)


class FigureKind(StrEnum):
    """How a figure is written."""

    SPAN = "span"
    """A time such as "15 minutes" or "30 days"."""
    AMOUNT = "amount"
    """US dollars, such as "1000.00"."""
    SHARE = "share"
    """From "0" to "1"."""
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    LIST = "list"
    WORD = "word"
    """One of a few that the release knows."""


@frozen
class Figure:
    """One figure of a policy."""

    name: str
    kind: FigureKind
    value: Any
    """As JSON has it."""


class BadFigure(ValueError):
    """A figure that is not there or makes no sense; `name` is as much of its name as is known."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name


def figures_of(policies: Mapping[str, Any]) -> Iterator[Figure]:
    """Every figure of *policies*, in their order."""
    for name, policy in policies.items():
        for one in attrs.fields(type(policy)):
            path, value = f"{name}.{one.name}", getattr(policy, one.name)
            if _is_table(value):
                yield from figures_of({path: value})
            else:
                yield Figure(path, _kind(value), told(value))


def _kind(value: object) -> FigureKind:
    match value:
        case Enum():
            return FigureKind.WORD
        case bool():
            return FigureKind.FLAG
        case timedelta():
            return FigureKind.SPAN
        case Money():
            return FigureKind.AMOUNT
        case Decimal():
            return FigureKind.SHARE
        case int():
            return FigureKind.WHOLE
        case float():
            return FigureKind.NUMBER
        case tuple() | frozenset():
            return FigureKind.LIST
        case _:
            return FigureKind.TEXT


def told(value: Any) -> Any:
    """*value* as it is written."""
    match value:
        case timedelta():
            return _span_told(value)
        case Money():
            return f"{value.amount:.2f}"
        case Decimal():
            return f"{value:f}"
        case Enum():
            return value.value
        case frozenset():
            return sorted(told(one) for one in value)
        case tuple():
            return [told(one) for one in value]
        case _ if attrs.has(type(value)):
            return {one.name: told(getattr(value, one.name)) for one in attrs.fields(type(value))}
        case _:
            return value


def _span_told(span: timedelta) -> str:
    for unit, length in _UNITS:
        count, rest = divmod(span, length)
        if count and not rest:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{span / timedelta(seconds=1):.6f}".rstrip("0").rstrip(".") + " seconds"


def with_figures(policies: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *policies* that have a figure *wanted* otherwise, each whole with all of its own.

    Raises:
        BadFigure: there is no such figure, it cannot be that, or it cannot be that beside others.
    """
    tables: dict[str, Any] = {}
    for name, value in wanted.items():
        *way, last = name.split(".")
        table = tables
        for step in way:
            table = table.setdefault(step, {})
            if not isinstance(table, dict):
                raise BadFigure(name, f"{name} is wanted as a figure and as a table.")
        table[last] = value
    return {name: changed(named(policies, name, name), tables[name], name) for name in tables}


def usual(policies: Mapping[str, Any], name: str, value: Any) -> Any:
    """*value* as the figure called *name* is usually written, whatever stands beside it.

    Raises:
        BadFigure: there is no such figure, or it cannot be that.
    """
    top, *way = name.split(".")
    found, declared, path = named(policies, top, top), None, top
    for step in way:
        path = f"{path}.{step}"
        declared = named(_types(found), step, path)
        found = getattr(found, step)
    if _is_table(found):
        raise BadFigure(name, f"{name} is no single figure.")
    return told(_figure(found, value, path, declared))


def _is_table(value: object) -> bool:
    return attrs.has(type(value)) and not isinstance(value, Money)


def _types(policy: Any) -> Mapping[str, Any]:
    """How the figures of *policy* are declared."""
    return {one.name: one.type for one in attrs.fields(type(policy))} if _is_table(policy) else {}


def changed(policy: Any, table: Any, path: str) -> Any:
    """*policy*, which lies at *path*, with the figures of *table*.

    Raises:
        BadFigure.
    """
    if not isinstance(table, dict):
        raise BadFigure(path, f"{path} is a table: [{path}]")
    types = _types(policy)
    known = {name: getattr(policy, name) for name in types}
    figures = {}
    for name, value in table.items():
        way = f"{path}.{name}"
        figures[name] = _figure(named(known, name, way), value, way, types[name])
    try:
        return attrs.evolve(policy, **figures)
    except ValueError as error:
        raise BadFigure(path, f"[{path}]: {error}.") from error


def named(known: Mapping[str, Any], name: str, path: str) -> Any:
    """The one of *known* that has *name*; it lies at *path*.

    Raises:
        BadFigure.
    """
    if name in known:
        return known[name]
    close = get_close_matches(name, sorted(known), n=1)
    others = f"there are {', '.join(sorted(known))}." if known else "it is no table."
    meant = f"did you mean {close[0]}?" if close else others
    raise BadFigure(path, f"there is no {path}; {meant}")


def _figure(present: Any, value: Any, path: str, declared: Any) -> Any:
    """*value* as a figure of the same kind as the *present* one, which is *declared* so."""
    match _kind(present):
        case FigureKind.SPAN:
            return _span(value, path)
        case FigureKind.AMOUNT:
            return _amount(value, path)
        case FigureKind.SHARE:
            return _share(value, path)
        case FigureKind.LIST:
            return _list(present, value, path, declared)
        case FigureKind.WHOLE | FigureKind.NUMBER:
            return _number(present, value, path)
        case FigureKind.FLAG:
            return _same(bool, value, path, "is true or false")
        case FigureKind.TEXT if isinstance(present, str):
            return _text(value, path)
        case _ if attrs.has(type(present)):
            return changed(present, value, path)
    raise BadFigure(path, f"{path} cannot be changed by configuration.")


def _same(kind: type[Any], value: Any, path: str, must: str) -> Any:
    if type(value) is not kind:
        raise BadFigure(path, f"{path} {must}, not {_shown(value)}.")
    return value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _text(value: Any, path: str) -> str:
    text: str = _same(str, value, path, "is a text")
    if len(text) > _LONGEST_TEXT or not text.isprintable():
        raise BadFigure(path, f"{path} is one line of at most {_LONGEST_TEXT} characters.")
    return text


def _number(present: float, value: Any, path: str) -> float:
    if type(present) is float:
        good, must = type(value) in {int, float} and isfinite(value), "is a number"
    else:
        good, must = type(value) is int, "is a whole number"
    if not good:
        raise BadFigure(path, f"{path} {must}, not {_shown(value)}.")
    if not 0 <= value <= _MOST:
        raise BadFigure(path, f"{path} is not below 0, nor above {_MOST}.")
    return type(present)(value)


def _span(value: Any, path: str) -> timedelta:
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        must = 'is a time such as "15 minutes" or "30 days"'
        raise BadFigure(path, f"{path} {must}, not {_shown(value)}.")
    try:
        span = timedelta(**{f"{match[2]}s": float(match[1])})
    except OverflowError:
        span = timedelta.max
    if span > _LONGEST:
        raise BadFigure(path, f"{path} is at most {_LONGEST.days} days.")
    return span


def _amount(value: Any, path: str) -> Money:
    amount: Money = _exact(Money.of, value, path)
    if amount < ZERO:
        raise BadFigure(path, f"{path} is not below 0.")
    return amount


def _share(value: Any, path: str) -> Decimal:
    share: Decimal = _exact(Decimal, value, path)
    if not share.is_finite() or not 0 <= share <= 1:
        raise BadFigure(path, f'{path} is a share from "0" to "1", not {_shown(value)}.')
    return share


def _exact(kind: Callable[[str], Any], value: Any, path: str) -> Any:
    try:
        if isinstance(value, str) and len(value) <= 40:
            return kind(value)
    except (InvalidOperation, ValueError) as error:
        raise BadFigure(path, f"{path} is an amount, not {_shown(value)}.") from error
    must = 'is an amount in quotes such as "0.90" or "1000.00"'
    raise BadFigure(path, f"{path} {must}, not {_shown(value)}.")


def _list(present: Any, value: Any, path: str, declared: Any) -> Any:
    inner = next(iter(get_args(declared)), None)
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise BadFigure(path, f"{path} is a list of at most {_MOST_ITEMS}, not {_shown(value)}.")
    items = (_item(inner, one, f"{path}.{place}") for place, one in enumerate(value))
    return type(present)(items)


def _item(kind: Any, value: Any, path: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        words = {str(one.value): one for one in kind}
        if not isinstance(value, str) or value not in words:
            raise BadFigure(path, f"{path} is one of {', '.join(words)}, not {_shown(value)}.")
        return words[value]
    if isinstance(kind, type) and attrs.has(kind):
        return _made(kind, value, path)
    raise BadFigure(path, f"{path} cannot be changed by configuration.")


_PLAINEST = {timedelta: timedelta(), Decimal: Decimal(0), int: 0, float: 0.0, bool: False}


def _made(kind: type[Any], value: Any, path: str) -> Any:
    """A value of *kind* from a table that has all of its fields and no others."""
    types = {one.name: one.type for one in attrs.fields(kind)}
    if not isinstance(value, dict) or value.keys() != types.keys():
        raise BadFigure(path, f"{path} has exactly: {', '.join(types)}.")
    try:
        return kind(
            **{
                name: _figure(_PLAINEST.get(of), value[name], f"{path}.{name}", of)
                for name, of in types.items()
            }
        )
    except BadFigure:
        raise
    except ValueError as error:
        raise BadFigure(path, f"{path}: {error}.") from error
