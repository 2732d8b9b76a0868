"""Conflicts found by synchronization (story 5.2)."""

from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictResolved,
    ConflictStatus,
    NotAdoptable,
    Resolution,
    SyncConflict,
)
from astrobookings.domain.sync.runs import SyncSet
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import chosen, employee, options
from astrobookings.entrypoints.web.system_web.it.sayings import field
from astrobookings.entrypoints.web.system_web.it.shown import shown

__all__ = ["SyncConflictsController"]

_PATH = "/system/sync/conflicts"


@frozen
class _Choice:
    """Which version stays, and what that means."""

    how: Resolution
    title: str
    says: tuple[str, ...]
    button: str
    told: str


_KEEP_SOURCE = _Choice(
    Resolution.KEEP_SOURCE,
    "Keep the source, and write the copy anew?",
    (
        "Whatever somebody wrote into the copy is lost.",
        "The source stays as it is; the copy follows it again from now on.",
    ),
    "Keep the source",
    "The copy was written anew from its source.",
)
_KEEP_COPY = _Choice(
    Resolution.KEEP_COPY,
    "Keep the copy, and change the source?",
    (
        "What the source says of these fields is lost.",
        "The change goes through the rules of the record's owner, as if the owner had asked for "
        "it, and the record tells that it came from this conflict.",
    ),
    "Keep the copy",
    "The source now says what the copy said.",
)


class SyncConflictsController(Controller):
    """Copies that somebody changed stay as they are until somebody decides."""

    path = _PATH

    @get(sync_to_thread=True)
    def conflicts(self, request: WebRequest) -> Response[str]:
        """Open and resolved ones, the newest first."""
        by, form = employee(request, Action.VIEW_SYNC), request.asked
        found = request.system.list_sync_conflicts(
            by,
            request.listed(),
            which=chosen(form, "set", SyncSet),
            status=chosen(form, "status", ConflictStatus),
        )
        return shown(
            request,
            "sync_conflicts",
            form=form,
            found=found,
            pages=pages(request, found),
            of_sets=options(SyncSet, "Any set"),
            statuses=options(ConflictStatus, "Any state"),
        )

    @get("/{conflict_id:uuid}", sync_to_thread=True)
    def conflict(self, request: WebRequest, conflict_id: FromPath[UUID]) -> Response[str]:
        """Both versions of a record, field by field."""
        by = employee(request, Action.VIEW_SYNC)
        return _conflict(request, request.system.view_sync_conflict(by, ConflictId(conflict_id)))

    @get("/{conflict_id:uuid}/keep-source", sync_to_thread=True)
    def ask_to_keep_source(self, request: WebRequest, conflict_id: FromPath[UUID]) -> Response[str]:
        return _ask(request, conflict_id, _KEEP_SOURCE)

    @post("/{conflict_id:uuid}/keep-source", status_code=200, sync_to_thread=True)
    def keep_source(self, request: WebRequest, conflict_id: FromPath[UUID]) -> Response[Any]:
        return _decide(request, conflict_id, _KEEP_SOURCE)

    @get("/{conflict_id:uuid}/keep-copy", sync_to_thread=True)
    def ask_to_keep_copy(self, request: WebRequest, conflict_id: FromPath[UUID]) -> Response[str]:
        return _ask(request, conflict_id, _KEEP_COPY)

    @post("/{conflict_id:uuid}/keep-copy", status_code=200, sync_to_thread=True)
    def keep_copy(self, request: WebRequest, conflict_id: FromPath[UUID]) -> Response[Any]:
        return _decide(request, conflict_id, _KEEP_COPY)


def _conflict(request: WebRequest, seen: SyncConflict, form: Form | None = None) -> Response[str]:
    return shown(
        request,
        "sync_conflict",
        form=form,
        conflict=seen,
        is_open=seen.status is ConflictStatus.OPEN,
        viewed_by=request.caller.user_id,
    )


def _ask(
    request: WebRequest, conflict_id: UUID, choice: _Choice, form: Form | None = None
) -> Response[str]:
    by = employee(request, Action.RESOLVE_CONFLICTS)
    seen = request.system.view_sync_conflict(by, ConflictId(conflict_id))
    if seen.status is not ConflictStatus.OPEN:
        return _conflict(request, seen, Form().refused(ConflictResolved()))
    return shown(
        request,
        "resolve",
        form=form,
        conflict=seen,
        title=choice.title,
        says=choice.says,
        button=choice.button,
        back=f"{_PATH}/{seen.id}",
        action=f"{_PATH}/{seen.id}/{choice.how.value.replace('_', '-')}",
        hidden={"version": str(seen.version)},
        danger=True,
    )


def _decide(request: WebRequest, conflict_id: UUID, choice: _Choice) -> Response[Any]:
    """Resolve the conflict, unless it moved on since somebody was asked."""
    by, form = employee(request, Action.RESOLVE_CONFLICTS), request.sent
    try:
        request.system.resolve_conflict(
            by,
            ConflictId(conflict_id),
            choice.how,
            reason=form.value("reason"),
            if_version=form.whole("version"),
        )
    except NotAdoptable as error:
        return _ask(request, conflict_id, choice, _not_adoptable(form, error))
    except AstroBookingsError as error:
        return _ask(request, conflict_id, choice, _refused(form, error))
    return go(request, f"{_PATH}/{conflict_id}", choice.told)


def _refused(form: Form, error: AstroBookingsError) -> Form:
    """*form* with the reason; what the owner's rules say concerns no field of it."""
    refused = form.refused(error)
    foreign = {name: why for name, why in refused.faults.items() if name != "reason"}
    if not foreign:
        return refused
    named = " ".join(f"{field(name)}: {why}" for name, why in foreign.items())
    return evolve(
        refused, faults={}, refusal=f"The source does not take what the copy says. {named}"
    )


def _not_adoptable(form: Form, error: NotAdoptable) -> Form:
    named = "; ".join(field(one) for one in error.fields)
    said = f"Nobody may change this at the source: {named}. Keep the source instead."
    return evolve(form.refused(error), refusal=said)
