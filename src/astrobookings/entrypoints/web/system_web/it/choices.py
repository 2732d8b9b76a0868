"""What filters of IT say."""

from datetime import datetime

from astrobookings.entrypoints.http.shapes import instant
from astrobookings.entrypoints.web.forms import Form

__all__ = ["chosen_moment"]


def chosen_moment(form: Form, name: str) -> datetime | None:
    """The moment in UTC that the field *name* says; None if it is left open.

    Raises:
        Invalid: it says none, or one before 1970 or after 2999.
    """
    if not form.value(name):
        return None
    return instant(form.moment(name), f"/{name}")
