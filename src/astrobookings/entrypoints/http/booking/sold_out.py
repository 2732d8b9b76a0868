"""What else there is when a launch is sold out."""

from astrobookings.domain.booking.errors import SoldOut
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.entrypoints.http.problems import Rejected

__all__ = ["with_ways_out"]

_LAUNCHES = "/api/v1/booking/launches"


def with_ways_out(refusal: SoldOut, launch_id: LaunchId) -> Rejected:
    """*refusal* with the addresses of launches beside this one, and of the queue for its seats."""
    launch = f"{_LAUNCHES}/{launch_id}"
    members = {
        "wanted": refusal.wanted,
        "left": refusal.left,
        "neighbours": f"{launch}/neighbours?seats={refusal.wanted}",
        "wish": f"{launch}/wish",
    }
    return Rejected(status=409, code=refusal.code, detail=str(refusal), members=members)
