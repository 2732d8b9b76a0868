"""Forms that book or pay: sent twice, they do so once (story 2.3)."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from uuid import UUID

from uuid_utils.compat import uuid7

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.idempotency import Answer, KeyedRequest
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["key_of", "once"]

_LONGEST = 100
_OK = 200


def key_of(request: WebRequest) -> KeyedRequest:
    """The form that was sent as a request under the key that was made with its page.

    The same page sent with other choices is another request: people go back and choose anew.
    """
    said = sorted((name, one) for name, one in request.seen.ticked.items() if name[:1] != "_")
    digest = sha256(repr(said).encode()).hexdigest()
    form = request.sent.value("_once")[:_LONGEST] or str(uuid7())
    return KeyedRequest(
        user_id=signed_in(request.caller),
        method="POST",
        path=request.scope["path"],
        key=f"{form}-{digest[:16]}",
        digest=digest,
    )


def once(request: WebRequest, key: KeyedRequest, work: Callable[[], BookingView]) -> BookingView:
    """The booking that *work* leads to; of a form that came before, the booking it led to then.

    Raises:
        AstroBookingsError: *work* was refused, and nothing came of the form before.
    """
    try:
        view = work()
    except Unavailable:
        raise
    except AstroBookingsError:
        earlier = request.system.find_answer(key)
        if earlier is None:
            raise
        return request.system.view_booking(request.caller, BookingId(UUID(earlier.body)))
    with suppress(Unavailable):  # it is done; a form that comes again finds the booking itself
        request.system.keep_answer(key, Answer(_OK, str(view.booking.id)))
    return view
