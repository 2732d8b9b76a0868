"""Changes on their way to the copies, with their origin (story 5.1)."""

from litestar import Controller, Response, get

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.sync.changes import ChangeState
from astrobookings.domain.sync.runs import SyncSet
from astrobookings.entrypoints.web.rendering import pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["SyncChangesController"]


class SyncChangesController(Controller):
    """Who changed what, through which service, and how far it has come."""

    path = "/system/sync/changes"

    @get(sync_to_thread=True)
    def changes(self, request: WebRequest) -> Response[str]:
        """The newest first; with a state chosen, a page may be short although others follow."""
        by, form = employee(request, Action.VIEW_SYNC), request.asked
        found = request.system.list_sync_changes(
            by,
            request.listed(),
            which=chosen(form, "set", SyncSet),
            state=chosen(form, "state", ChangeState),
        )
        return shown(
            request,
            "sync_changes",
            form=form,
            found=found,
            pages=pages(request, found),
            viewed_by=by.user_id,
            of_sets=options(SyncSet, "Any set"),
            states=options(ChangeState, "Any state"),
        )
