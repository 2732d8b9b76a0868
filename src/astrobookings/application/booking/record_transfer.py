"""Customer service records a traveler's bank transfer, which confirms the hold (story 2.8)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.acting import LONGEST_REASON, trail
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.seat_ledger import SeatLedger
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.receipting import Receipting
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.booking import ledger as entries
from astrobookings.domain.booking.booking import Booking, confirm
from astrobookings.domain.booking.customer_service import require_open_hold
from astrobookings.domain.booking.errors import NotOnSale
from astrobookings.domain.booking.events import BookingConfirmed
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.transfers import (
    TransferRecorded,
    refuse_other_amount,
    transfer,
    transfer_id,
)
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.ids import AttemptId, BookingId, ChargeId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["RecordTransfer", "TransferSeen"]

_LONGEST_REFERENCE = 200


@frozen
class TransferSeen:
    """What the bank statement says, and why it is taken for the booking's payment."""

    amount: Money
    reference: str
    reason: str

    def check(self) -> None:
        """Raises: Invalid: no reference, or no reason."""
        refuse_faults(
            (
                text_fault("/reference", self.reference, longest=_LONGEST_REFERENCE),
                text_fault("/reason", self.reason, longest=LONGEST_REASON, one_line=False),
            )
        )


@frozen
class RecordTransfer:
    """Confirm a held booking by the transfer that paid it; the same one again changes nothing."""

    launches: Launches
    bookings: Bookings
    charges: Charges
    seat_ledger: SeatLedger
    ledger: Ledger
    receipting: Receipting
    operations: Transactions
    operations_outbox: Outbox
    views: BookingViews
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, booking_id: BookingId, seen: TransferSeen) -> BookingView:
        """The confirmed booking.

        Raises:
            NotSignedIn, NotAllowed: only customer service records transfers.
            NotFound: no such booking.
            Invalid: no reference, or no reason.
            HoldExpired, PaymentInProgress, NoSuchBookingMove: as `require_open_hold`.
            NotOnSale: the launch has ended.
            TransferAmount: it is not exactly what the booking costs.
            TransferRecorded: it paid another booking.
        """
        authorize(by, Action.RECORD_TRANSFERS)
        seen.check()
        launch_id = self.bookings.get(booking_id).launch_id
        now = self.clock.now()
        with self.operations(by.origin("record-transfer", now)):
            launch = self.launches.lock(launch_id)
            booking = self.bookings.lock(booking_id)
            if not self._recorded(booking, seen):
                require_open_hold(booking, now, "paid")
                if launch.status not in OPEN or now >= launch.launch_at:
                    raise NotOnSale
                refuse_other_amount(booking, seen.amount)
                self._confirm(trail(by, booking, seen.reason), seen.reference, now)
        return self.views(self.bookings.get(booking_id), by)

    def _recorded(self, booking: Booking, seen: TransferSeen) -> bool:
        """Whether this very transfer paid *booking* before."""
        charge = self.charges.find_by_provider_id(transfer_id(seen.reference))
        if charge is None:
            return False
        if (charge.booking_id, charge.amount) != (booking.id, seen.amount):
            raise TransferRecorded(seen.reference)
        return True

    def _confirm(self, booking: Booking, reference: str, now: datetime) -> None:
        charge_id, attempt_id = ChargeId(self.ids.new()), AttemptId(self.ids.new())
        charge = self.charges.add(transfer(charge_id, attempt_id, booking, reference, now))
        self.seat_ledger.paid(booking)
        saved = self.bookings.save(confirm(booking, now))
        self.ledger.post(entries.transfer_received(self.ids.new(), charge, saved, now))
        self.receipting.issue(ReceiptKind.PAYMENT, attempt_id, saved, charge.amount, now)
        self.operations_outbox.add(BookingConfirmed(*ids_of(saved)))
