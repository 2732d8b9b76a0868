"""Keys under which a form that is sent again does what it does once."""

from collections.abc import Sequence
from hashlib import sha256

from uuid_utils.compat import uuid7

from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["fresh_key", "keyed_form"]

_LONGEST = 200


def fresh_key() -> str:
    """A key for a form that is shown for the first time."""
    return str(uuid7())


def keyed_form(request: WebRequest, by: Principal, ticked: Sequence[int] = ()) -> KeyedRequest:
    """The form that was sent, with what was *ticked*, under the key that its page gave it.

    Raises:
        NotSignedIn: keys belong to users.
    """
    form = request.sent
    said = sorted((name, value) for name, value in form.values.items() if name[:1] != "_")
    return KeyedRequest(
        user_id=signed_in(by),
        method=request.scope["method"],
        path=request.scope["path"],
        key=form.value("key")[:_LONGEST] or fresh_key(),
        digest=sha256(repr((said, sorted(ticked))).encode()).hexdigest(),
    )
