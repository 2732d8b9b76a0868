"""How full launches are, and whether they are worth flying (story 1.4)."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from attrs import frozen

__all__ = ["Occupancy", "minimum_seats"]

_PLACES = Decimal("0.0001")


def minimum_seats(seats_total: int, minimum_occupancy: Decimal) -> int:
    """The least number of seats that are *minimum_occupancy* (0 to 1) of *seats_total*."""
    return int((seats_total * minimum_occupancy).to_integral_value(ROUND_CEILING))


@frozen(kw_only=True)
class Occupancy:
    """The seats of a launch; those sold are of bookings confirmed or completed."""

    seats_total: int
    sold: int
    held: int = 0
    """Waiting to be paid for."""
    minimum: int
    """So many seats have to be sold for the launch to be viable."""

    @property
    def left(self) -> int:
        return self.seats_total - self.sold - self.held

    @property
    def rate(self) -> Decimal:
        """The share of seats sold, 0 to 1, to four places."""
        return (Decimal(self.sold) / self.seats_total).quantize(_PLACES, ROUND_HALF_UP)

    @property
    def viable(self) -> bool:
        return self.sold >= self.minimum

    @property
    def missing(self) -> int:
        """How many more have to be sold."""
        return max(0, self.minimum - self.sold)
