"""Granting wishes within the transaction that gave seats back."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger, SeatOrder
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.errors import ReferenceTaken, SeatLimitExceeded
from astrobookings.domain.booking.offer import (
    MOST_SEATS,
    Offer,
    Survey,
    Verdict,
    Wanted,
    decide,
    on_sale,
)
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.wish_events import WishGranted
from astrobookings.domain.booking.wishes import Wish, grant, hold_until
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import BookingId, LaunchId, booking_reference

__all__ = ["WishGranting"]

_BATCH = 50
_TRIES = 5
"""How often a reference is drawn."""


@frozen
class WishGranting:
    """Gives free seats of a launch to those who wait, oldest first.

    The caller has locked the launch and given the seats back, so that nobody at the door sees them
    before. A wish is passed over, and keeps its place, while it does not fit whole or its traveler
    may not have the seats now.
    """

    wishes: Wishes
    seat_ledger: SeatLedger
    operations_outbox: Outbox
    ids: Ids
    policies: BookingPolicies

    def __call__(self, launch_id: LaunchId, now: datetime) -> int:
        """Grant what can be granted; how many wishes."""
        granted, free, after = 0, MOST_SEATS, None
        while free:
            batch = self.wishes.waiting(launch_id, free, _BATCH, after=after)
            for wish in batch:
                survey = self._survey(wish, now)
                if not on_sale(survey.offer, now):
                    return granted
                free = survey.seats_left
                if wish.seats <= free and self._granted(wish, survey, now):
                    granted, free = granted + 1, free - wish.seats
                if not free:
                    break
            if len(batch) < _BATCH:
                break
            after = batch[-1]
        return granted

    def _survey(self, wish: Wish, now: datetime) -> Survey:
        wanted = Wanted.seats(wish.seats)
        return self.seat_ledger.survey(wish.launch_id, wish.traveler_id, wanted, now=now)

    def _granted(self, wish: Wish, survey: Survey, now: datetime) -> bool:
        wanted = Wanted.seats(wish.seats)
        try:
            verdict = decide(survey, wanted, expected_total=None, now=now, policies=self.policies)
        except (Refused, SeatLimitExceeded):
            return False
        booking = self._held(wish, survey.offer, verdict, now)
        if booking is None:
            return False
        saved = self.wishes.save(grant(wish, booking.id, now))
        whose = (saved.id, saved.launch_id, saved.traveler_id)
        self.operations_outbox.add(WishGranted(*whose, booking.id))
        return True

    def _held(self, wish: Wish, offer: Offer, verdict: Verdict, now: datetime) -> Booking | None:
        """The hold; None when seats that read as free are still with a lapsed hold."""
        for _ in range(_TRIES):
            try:
                return self.seat_ledger.hold(self._order(wish, offer, verdict, now))
            except ReferenceTaken:
                continue
        return None

    def _order(self, wish: Wish, offer: Offer, verdict: Verdict, now: datetime) -> SeatOrder:
        booking_id = BookingId(self.ids.new())
        return SeatOrder(
            booking_id=booking_id,
            reference=booking_reference(booking_id),
            traveler_id=wish.traveler_id,
            launch_id=wish.launch_id,
            agency_id=offer.agency_id,
            wanted=Wanted.seats(wish.seats),
            passengers=(),
            verdict=verdict,
            most_holds=self.policies.holds.most_open,
            expires_at=hold_until(offer.launch_at, now, self.policies.wishes),
            refund_tiers=self.policies.refunds.tiers,
            on_behalf=None,
            key=None,
        )
