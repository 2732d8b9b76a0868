"""Years that reports can be asked for."""

from astrobookings.domain.agencies.launch import LAST_YEAR
from astrobookings.domain.kernel.errors import Fault, refuse_faults

__all__ = ["check_year"]

_FIRST_YEAR = 2000


def check_year(year: int) -> None:
    """Raises: Invalid: no year that launches fly in."""
    detail = f"must be between {_FIRST_YEAR} and {LAST_YEAR}"
    known = _FIRST_YEAR <= year <= LAST_YEAR
    refuse_faults((None if known else Fault("/year", detail, "out-of-range"),))
