"""Finance and operations see what was exported."""

from attrs import frozen

from astrobookings.application.ports.exports import Exports
from astrobookings.domain.finance.exports import Export, ExportKind, ExportStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListExports"]


@frozen
class ListExports:
    """Exports of all employees, newest first, until they expire."""

    exports: Exports

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        kind: ExportKind | None = None,
        status: ExportStatus | None = None,
    ) -> Page[Export]:
        """Raises: NotSignedIn, NotAllowed; Invalid: a cursor of another list."""
        authorize(by, Action.EXPORT_RECORDS)
        return self.exports.list(page, kind=kind, status=status)
