"""A closed account leaves records without their person (story 0.6)."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.person_records import PersonRecords
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.booking import Booking
from astrobookings.domain.booking.events import (
    BookingAnonymised,
    BookingCancelled,
    BookingCompleted,
    HoldExpiredEvent,
)
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.events import AccountStatusChanged
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import Origin
from astrobookings.domain.privacy.records import address_of_nobody

__all__ = ["ForgetPerson"]


@frozen
class ForgetPerson:
    """Hears that an account was closed; takes its person out of the records of both stores. A
    booking made at the same moment keeps its passengers until it is over, which is heard as well.

    Interrupted, it is told again: what is done already is left as it is.
    """

    travelers: Travelers
    operations_person_records: PersonRecords
    system_person_records: PersonRecords
    operations: Transactions
    system: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(self, envelope: Envelope) -> None:
        now = self.clock.now()
        match envelope.event:
            case AccountStatusChanged(user_id=person, status=AccountStatus.CLOSED):
                with self.operations(_origin(envelope, now)):
                    self._tell(self.operations_person_records.forget(person))
                with self.system(_origin(envelope, now)):
                    self.system_person_records.forget(person)
            case BookingCompleted() | BookingCancelled() | HoldExpiredEvent() as over:
                if self._is_gone(over.traveler_id):
                    with self.operations(_origin(envelope, now)):
                        self._tell(self.operations_person_records.forget(over.traveler_id))

    def _is_gone(self, traveler: UserId) -> bool:
        copy = self.travelers.find(traveler)
        return copy is not None and copy.email == address_of_nobody(traveler)

    def _tell(self, changed: Iterable[Entity]) -> None:
        """Copies of bookings follow."""
        for record in changed:
            if isinstance(record, Booking):
                ids = (record.id, record.launch_id, record.agency_id, record.traveler_id)
                self.operations_outbox.add(BookingAnonymised(*ids))


def _origin(envelope: Envelope, now: datetime) -> Origin:
    return evolve(envelope.origin, service="system", action="forget-person", at=now)
