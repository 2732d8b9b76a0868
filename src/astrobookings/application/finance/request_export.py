"""Finance and operations ask for a long export."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.exports import Exports
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.finance.events import ExportRequested
from astrobookings.domain.finance.exports import Export, ExportId, ExportOrder
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal

__all__ = ["RequestExport"]


@frozen
class RequestExport:
    """Keeps the wish; a worker makes the file."""

    exports: Exports
    system: Transactions
    system_outbox: Outbox
    ids: Ids
    clock: Clock

    def __call__(self, by: Principal, order: ExportOrder) -> Export:
        """The pending export; records made after now are not in it.

        Raises:
            NotSignedIn, NotAllowed: only finance and operations.
        """
        authorize(by, Action.EXPORT_RECORDS)
        now = self.clock.now()
        export = Export(
            id=ExportId(self.ids.new()),
            kind=order.kind,
            format=order.format,
            since=order.since,
            until=order.until,
            agency_id=order.agency_id,
            requested_by=signed_in(by),
            created_at=now,
            updated_at=now,
        )
        with self.system(by.origin("request-export", now)):
            self.system_outbox.add(ExportRequested(export.id, export.kind.value))
            return self.exports.add(export)
