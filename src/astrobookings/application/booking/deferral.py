"""Taking a request in SystemDB while OperationsDB is away (story 5.5)."""

from attrs import frozen

from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingRequestId
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    RequestPolicy,
    TooManyRequestsWaiting,
    WantedCancellation,
    WantedSeats,
    check_same,
)

__all__ = ["Deferral"]


@frozen
class Deferral:
    """Keeps what somebody wants until it can be settled; once for each user, path and key."""

    booking_requests: BookingRequests
    system: Transactions
    clock: Clock
    ids: Ids
    request_policy: RequestPolicy

    def __call__(
        self, by: Principal, wanted: WantedSeats | WantedCancellation, key: KeyedRequest
    ) -> BookingRequest:
        """The request under *key* as it stands: taken just now, waiting, or decided already.

        Raises:
            KeyReused: the key came with another body.
            TooManyRequestsWaiting: others of the user are to be decided first.
            Unavailable: SystemDB is away, too.
        """
        request = self._made(by, wanted, key)
        with self.system(by.origin(f"request-{request.kind}", request.created_at)):
            if self.booking_requests.add(request):
                self._refuse_flood(request)
                return self.booking_requests.get(request.id)
        earlier = self.booking_requests.find(key)
        if earlier is None:
            raise RuntimeError("a request that stood in the way is gone")
        check_same(earlier, key)
        return earlier

    def _refuse_flood(self, request: BookingRequest) -> None:
        most = self.request_policy.most_waiting
        if self.booking_requests.waiting_of(request.user_id) > most:
            raise TooManyRequestsWaiting(most)

    def _made(
        self, by: Principal, wanted: WantedSeats | WantedCancellation, key: KeyedRequest
    ) -> BookingRequest:
        now = self.clock.now()
        return BookingRequest(
            id=BookingRequestId(self.ids.new()),
            user_id=key.user_id,
            service=by.service,
            request_id=by.request_id,
            method=key.method,
            path=key.path,
            key=key.key,
            digest=key.digest,
            wanted_seats=wanted if isinstance(wanted, WantedSeats) else None,
            wanted_cancellation=wanted if isinstance(wanted, WantedCancellation) else None,
            expires_at=now + self.request_policy.lasts,
            created_at=now,
            updated_at=now,
        )
