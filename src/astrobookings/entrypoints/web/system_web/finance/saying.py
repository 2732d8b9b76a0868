"""How pages of finance say shares, spans and sizes."""

from datetime import timedelta
from decimal import Decimal

__all__ = ["how_long", "percent", "size"]

_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)
_BYTES = ("bytes", "kB", "MB", "GB")
_KILO = 1000


def percent(share: Decimal | float, places: int | None = None) -> str:
    """`0.8 %` for 0.008; with *places* decimals, else with as many as there are."""
    if places is not None:
        return f"{share * 100:.{places}f} %"
    return f"{(Decimal(share) * 100).normalize():f} %"


def how_long(span: timedelta) -> str:
    """A span in its largest whole unit: `3 days`, `1 hour`, `less than a minute`."""
    for unit, length in _UNITS:
        count = span // length
        if count >= 1:
            return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
    return "less than a minute"


def size(octets: int) -> str:
    """`512 bytes`, `1.4 MB`."""
    amount, unit = float(octets), 0
    while amount >= _KILO and unit < len(_BYTES) - 1:
        amount, unit = amount / _KILO, unit + 1
    return f"{octets:,} {_BYTES[0]}" if unit == 0 else f"{amount:.1f} {_BYTES[unit]}"
