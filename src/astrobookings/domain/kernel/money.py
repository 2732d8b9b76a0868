"""Exact money in US dollars."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Self

from attrs import field, frozen

__all__ = ["MAX_AMOUNT", "ZERO", "Money", "NotMoney", "total"]

CENT = Decimal("0.01")
_EXACT = Context(prec=100)
MAX_AMOUNT = Decimal("9999999999999.99")
"""The largest amount of either sign; as cents it fits a 64-bit integer with room for sums."""


class NotMoney(ValueError):
    """The text or number is no amount of dollars and cents."""


def _is_finite(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def _exact(value: Decimal) -> Decimal:
    if not _is_finite(value):
        raise NotMoney("an amount is a finite decimal number")
    if abs(value) > MAX_AMOUNT:
        raise NotMoney("an amount is at most 9999999999999.99")
    if value != value.quantize(CENT):
        raise NotMoney("an amount has at most two decimal places")
    return value.quantize(CENT) + 0


@frozen(order=True)
class Money:
    """An amount in USD with two decimal places; may be negative in ledgers."""

    amount: Decimal = field(converter=_exact)

    @classmethod
    def of(cls, text: str | int | Decimal) -> Self:
        """The amount that *text* names, such as `"1250000.00"`.

        Raises:
            NotMoney: not a finite decimal number with at most two places, or a float.
        """
        if isinstance(text, float):
            raise NotMoney("a float is no exact amount")
        try:
            return cls(Decimal(text))
        except InvalidOperation:
            raise NotMoney(f"{text!r} is not an amount of money") from None

    @classmethod
    def from_cents(cls, cents: int) -> Self:
        return cls(Decimal(cents).scaleb(-2))

    @property
    def cents(self) -> int:
        return int(self.amount.scaleb(2))

    def share(self, part: Decimal) -> "Money":
        """*part* (0 to 1) of this amount, rounded once, half up."""
        return Money(_EXACT.multiply(self.amount, part).quantize(CENT, rounding=ROUND_HALF_UP))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - other.amount)

    def __mul__(self, times: int) -> "Money":
        return Money(self.amount * times)

    def __neg__(self) -> "Money":
        return Money(-self.amount)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount:,.2f} USD"


ZERO = Money(Decimal(0))


def total(amounts: Iterable[Money]) -> Money:
    """The sum of *amounts*, 0.00 USD for none."""
    return sum(amounts, start=ZERO)
