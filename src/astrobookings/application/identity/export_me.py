"""People get a copy of everything that is held about them (story 0.6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.changes import Changes
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.person_records import PersonRecords
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.privacy.telling import told

__all__ = ["ExportMe", "HeldData"]

Told = Mapping[str, Sequence[Mapping[str, object]]]


@frozen(kw_only=True)
class HeldData:
    """The records about a person by kind, as plain values; without secrets."""

    user_id: UserId
    as_of: datetime
    account: Told
    """What SystemDB has: account, profile, sessions, what the person was told."""
    business: Told
    """What OperationsDB has: bookings, payments, receipts; an agency's fleet and invoices."""
    changes: Sequence[Change]
    """What was changed in account, profile and billing data, and through what; oldest first."""


@frozen
class ExportMe:
    """Tell people everything that both stores have about them."""

    operations_person_records: PersonRecords
    system_person_records: PersonRecords
    operations_changes: Changes
    system_changes: Changes
    clock: Clock

    def __call__(self, by: Principal) -> HeldData:
        """Raises:
        NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        person = signed_in(by)
        changes = (*self.system_changes.of(person), *self.operations_changes.of(person))
        return HeldData(
            user_id=person,
            as_of=self.clock.now(),
            account=_told(self.system_person_records.of(person)),
            business=_told(self.operations_person_records.of(person)),
            changes=sorted(changes, key=lambda one: (one.origin.at, one.id)),
        )


def _told(found: Mapping[str, Sequence[Entity]]) -> Told:
    return {kind: [told(kind, record) for record in records] for kind, records in found.items()}
