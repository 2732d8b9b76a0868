"""Requests taken while OperationsDB was away are settled (story 5.5)."""

import logging
from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.refusal_answers import refusal_answer
from astrobookings.application.booking.request_settling import (
    Decision,
    RequestSettling,
)
from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.errors import Contended, KeyInUse
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import BookingId, LaunchId
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    RequestStatus,
    refused,
    settled,
)
from astrobookings.domain.sync.request_events import (
    BookingRequestSettled,
    BookingRequestTurnedDown,
)

__all__ = ["SettleBookingRequests"]

_log = logging.getLogger(__name__)


@frozen
class SettleBookingRequests:
    """First come, first served on each launch; each is decided once, whoever settles beside us.

    Only OperationsDB can decide, even that a request lapsed: its keys alone tell whether something
    was booked before the connection broke, and a refusal is noted there first, so that a retry
    through the front door can no longer book what somebody was just told is not.
    """

    booking_requests: BookingRequests
    request_settling: RequestSettling
    keys: IdempotencyKeys
    operations: Transactions
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, limit: int = 200) -> int:
        """Settle or refuse up to *limit* waiting requests; how many were decided.

        Raises:
            NotAllowed: only the platform itself settles.
            Unavailable: SystemDB is away.
        """
        authorize(by, Action.RUN_JOBS)
        decided, contended = 0, set[LaunchId | None]()
        for request in self.booking_requests.waiting(limit):
            launch_id = _launch_of(request)
            if launch_id in contended:
                continue
            try:
                decided += self._settle(by, request)
            except Contended:
                contended.add(launch_id)
            except Unavailable as away:
                _log.warning("booking requests wait on: %s", away)
                break
            except Exception:
                _log.exception("booking request %s stays as it is", request.id)
        return decided

    def _settle(self, by: Principal, request: BookingRequest) -> bool:
        decision = self.request_settling(request)
        if decision is None or not self._noted(by, request, decision):
            return False
        now = self.clock.now()
        with self.system(by.origin("settle-booking-request", now)):
            current = self.booking_requests.lock(request.id)
            if current.status is not RequestStatus.WAITING:
                return False
            self.booking_requests.save(_decided(current, decision, now))
            self.system_outbox.add(_told(current, decision))
        return True

    def _noted(self, by: Principal, request: BookingRequest, decision: Decision) -> bool:
        """Whether OperationsDB knows of the decision; not if the front door was quicker."""
        if decision.noted or decision.reason is None:
            return True
        now = self.clock.now()
        answer = refusal_answer(request.id, decision.reason)
        try:
            with self.operations(by.origin("settle-booking-request", now)):
                self.keys.refuse(request.keyed, answer, now)
        except KeyInUse:
            return False
        return True


def _launch_of(request: BookingRequest) -> LaunchId | None:
    return None if request.wanted_seats is None else request.wanted_seats.launch_id


def _decided(request: BookingRequest, decision: Decision, now: datetime) -> BookingRequest:
    if decision.reason is not None:
        return refused(request, decision.reason, now, decision.booking_id)
    return settled(request, _booking_of(decision), now)


def _told(request: BookingRequest, decision: Decision) -> Event:
    who = request.id, request.kind.value, request.user_id
    if decision.reason is not None:
        return BookingRequestTurnedDown(*who, decision.reason.code, decision.reason.sentence)
    return BookingRequestSettled(*who, _booking_of(decision))


def _booking_of(decision: Decision) -> BookingId:
    if decision.booking_id is None:
        raise ValueError("what is settled has a booking")
    return decision.booking_id
