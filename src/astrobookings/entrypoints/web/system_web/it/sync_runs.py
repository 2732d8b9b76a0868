"""Runs of synchronization (stories 5.2, 5.3, 5.6)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.sync.runs import OPEN, SyncRun, SyncRunId, SyncSet, SyncStatus
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options
from astrobookings.entrypoints.web.system_web.it.shown import Live, live, shown

__all__ = ["SyncRunsController"]

_PATH = "/system/sync"


class SyncRunsController(Controller):
    """Copies between the stores, run by run; who cannot wait starts one."""

    path = _PATH

    @get(sync_to_thread=True)
    def runs(self, request: WebRequest) -> Response[str]:
        """What ran, what runs, and a form to start a run."""
        employee(request, Action.VIEW_SYNC)
        return _runs(request, Form())

    @post(status_code=200, sync_to_thread=True)
    def start(self, request: WebRequest) -> Response[Any]:
        """Ask for a run of each set that was ticked; of every set if none was."""
        by, form = employee(request, Action.RUN_SYNC), request.sent
        try:
            wanted, full = _sets(request.ticked("sets")), bool(form.value("full"))
            runs = request.system.start_sync(by, wanted, full=full)
        except AstroBookingsError as error:
            return _runs(request, form.refused(error))
        return go(request, _PATH, _started(runs))

    @get("/figures", sync_to_thread=True)
    def figures(self, request: WebRequest) -> Response[bytes]:
        """How far the runs are that are under way, for a page that is being looked at."""
        by = employee(request, Action.VIEW_SYNC)
        going = _open(request, by)
        watched = request.asked.value("runs").split()
        told = {name: text for run in going for name, text in _figures(run).items()}
        over = {str(run.id) for run in going} != set(watched)
        says = " ".join(f"{_name(run.which)}: {run.completion} percent." for run in going)
        return live(Live(told, says, over=over))

    @get("/runs/{run_id:uuid}", sync_to_thread=True)
    def run(self, request: WebRequest, run_id: FromPath[UUID]) -> Response[str]:
        """How far a run is, and what went wrong."""
        by = employee(request, Action.VIEW_SYNC)
        run = request.system.view_sync_run(by, SyncRunId(run_id))
        return shown(
            request,
            "sync_run",
            run=run,
            viewed_by=by.user_id,
            figures=_figures(run),
            going=run.status in OPEN,
        )

    @get("/runs/{run_id:uuid}/figures", sync_to_thread=True)
    def run_figures(self, request: WebRequest, run_id: FromPath[UUID]) -> Response[bytes]:
        """The same of one run."""
        by = employee(request, Action.VIEW_SYNC)
        run = request.system.view_sync_run(by, SyncRunId(run_id))
        says = f"{run.completion} percent."
        return live(Live(_figures(run), says, over=run.status not in OPEN))


def _runs(request: WebRequest, start: Form) -> Response[str]:
    """The list, with *start* as the form beside it."""
    by, filters = request.caller, request.asked
    found = request.system.list_sync_runs(
        by,
        request.listed(),
        which=chosen(filters, "set", SyncSet),
        status=chosen(filters, "status", SyncStatus),
    )
    going = _open(request, by)
    return shown(
        request,
        "sync_runs",
        form=start,
        filters=filters,
        found=found,
        pages=pages(request, found),
        going=going,
        figures={name: text for run in found.items for name, text in _figures(run).items()},
        ticked=request.ticked("sets"),
        sets=tuple(SyncSet),
        of_sets=options(SyncSet, "Any set"),
        statuses=options(SyncStatus, "Any state"),
        policy=request.system.parts.sync_policy,
    )


def _sets(ticked: Iterable[str]) -> list[SyncSet]:
    """Raises: Invalid: there is no such set."""
    try:
        return [SyncSet(one) for one in ticked]
    except ValueError:
        raise Invalid((Fault("/sets", "tick some of the list, or none"),)) from None


def _open(request: WebRequest, by: Principal) -> tuple[SyncRun, ...]:
    """The runs that wait or go on: at most one of each set."""
    one_of_each = PageRequest(len(SyncSet))
    found = (
        request.system.list_sync_runs(by, one_of_each, status=status).items
        for status in sorted(OPEN)
    )
    return tuple(run for runs in found for run in runs)


def _figures(run: SyncRun) -> Mapping[str, str]:
    """How far *run* is, by the names the elements have that show it."""
    return {
        f"{run.id}-status": str(run.status).capitalize(),
        f"{run.id}-completion": str(run.completion),
        f"{run.id}-percent": f"{run.completion} %",
        f"{run.id}-seen": f"{run.seen:,} of {run.total:,}" if run.total else f"{run.seen:,}",
        f"{run.id}-written": f"{run.written:,}",
        f"{run.id}-conflicts": f"{run.conflicts:,}",
        f"{run.id}-failures": f"{run.failures:,}",
    }


def _started(runs: Iterable[SyncRun]) -> str:
    """`Bookings and profiles wait for the next free worker.`"""
    *most, last = (_name(run.which) for run in runs)
    named = f"{', '.join(most)} and {last.lower()}" if most else last
    return f"{named} wait for the next free worker."


def _name(which: SyncSet) -> str:
    return which.value.replace("_", " ").capitalize()
