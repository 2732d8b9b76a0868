"""What requests about one's own data bring."""

import msgspec

from astrobookings.entrypoints.http.identity.bodies import Password
from astrobookings.entrypoints.http.shapes import Text

__all__ = ["Closure"]


class Closure(msgspec.Struct, forbid_unknown_fields=True):
    """The password once more, and if you like why you leave."""

    password: Password
    reason: Text = ""
