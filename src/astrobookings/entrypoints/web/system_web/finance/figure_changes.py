"""SystemWeb: announcing that a figure changes from an instant on (story 6.6)."""

import re
from datetime import timedelta
from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.policies.agreement import disagreement
from astrobookings.application.policies.announce_policy_change import NewFigures
from astrobookings.application.policies.views import FigureView
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import NewFigure, announce, in_force
from astrobookings.domain.policies.figures import BadFigure, FigureKind, usual
from astrobookings.entrypoints.web.forms import Form, Reading
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.figure_values import (
    HINTS,
    said,
    typed,
    typing,
)
from astrobookings.entrypoints.web.system_web.finance.figure_words import group_of, title_of

__all__ = ["FigureChangesController"]

_FIELDS = {"/changes/0/value": "value", "/changes/0/figure": "value", "/changes": "value"}
_TYPED = ("value", "effective_from", "reason")
_TABLE = re.compile(r"\[[a-z0-9_.]+\]: ")
"""How the file of policies would call the table that a fault lies in."""


class FigureChangesController(Controller):
    """One figure: what it is, and what it is to be."""

    path = "/system/policies/figures/{name:str}"

    @get(sync_to_thread=True)
    def figure(self, request: WebRequest, name: FromPath[str]) -> Response[str]:
        """Its value, where that comes from, and the form to change it."""
        view = _view(request, name)
        value = typing(view.figure.kind, view.figure.value)
        tomorrow = request.system.clock.now().date() + timedelta(days=1)
        return _page(request, view, Form({"value": value, "effective_from": f"{tomorrow}T00:00"}))

    @get("/change", sync_to_thread=True)
    def ask(self, request: WebRequest, name: FromPath[str]) -> Response[str]:
        """What was typed, checked as if it were announced now: before, after, and from when on."""
        view = _view(request, name)
        form = Form({field: request.asked.value(field) for field in _TYPED})
        if view.fixed_because:
            return _page(request, view, form)
        try:
            wanted = _wanted(view, form)
            _foresee(request, wanted)
        except Invalid as error:
            return _page(request, view, _refused(view, form, error))
        return page(
            request,
            "system/finance/figure_change.html",
            form=form,
            view=view,
            title=title_of(name),
            group=group_of(name).title,
            before=_said(view, _before(request, view, wanted)),
            after=_said(view, wanted.figures[0].value),
            effective_from=wanted.effective_from,
        )

    @post("/change", status_code=200, sync_to_thread=True)
    def announce(self, request: WebRequest, name: FromPath[str]) -> Response[Any]:
        """It holds in every process from that instant on."""
        view, form = _view(request, name), request.sent
        by = employee(request, Action.MANAGE_POLICIES)
        try:
            announced = request.system.announce_policy_change(by, _wanted(view, form))
        except AstroBookingsError as error:
            return _page(request, view, _refused(view, form, error))
        request.http.living.look_if_possible()
        at = f"{announced.effective_from:%-d %B %Y, %H:%M} UTC"
        after = _said(view, announced.change.figures[0].value)
        return go(request, "/system/policies", f"{title_of(name)}: {after} from {at} on.")


def _view(request: WebRequest, name: str) -> FigureView:
    """Raises: NotSignedIn, NotAllowed; NotFound: there is no such figure."""
    by = employee(request, Action.MANAGE_POLICIES)
    for one in request.system.view_policies(by).figures:
        if one.figure.name == name:
            return one
    raise NotFound("figure", name[:100])


def _said(view: FigureView, value: Any) -> str:
    return said(view.figure.name, view.figure.kind, value)


def _wanted(view: FigureView, form: Form) -> NewFigures:
    """Raises: Invalid: with the field of each fault."""
    reading, kind = Reading(), view.figure.kind
    value = reading(lambda name: typed(kind, form.value(name), view.standard), "value")
    effective_from = reading(form.moment, "effective_from")
    reading.done()
    return NewFigures(
        figures=(NewFigure(view.figure.name, value),),
        effective_from=effective_from,
        reason=form.value("reason"),
    )


def _foresee(request: WebRequest, wanted: NewFigures) -> None:
    """Check *wanted* as announcing it would.

    Raises:
        Invalid: with the field of the fault.
    """
    parts, now = request.system.parts, request.system.clock.now()
    (figure,) = wanted.figures
    try:
        value = usual(parts.policy_book.configured, figure.name, figure.value)
    except BadFigure as fault:
        raise Invalid((Fault("/changes/0/value", str(fault)),)) from None
    decisions = tuple(parts.policy_changes.after(0))
    change = announce(
        decisions,
        PolicyChangeId(parts.ids.new()),
        (NewFigure(figure.name, value),),
        wanted.effective_from,
        reason=wanted.reason,
        by=request.caller.user_id,
        now=now,
        policy=parts.announcements,
    )
    found = disagreement(parts.policy_book, (*decisions, change), now)
    if found is not None:
        raise Invalid((Fault("/changes", str(found.fault)),))


def _before(request: WebRequest, view: FigureView, wanted: NewFigures) -> Any:
    """What the figure would be from that instant on without the change."""
    decisions = request.system.parts.policy_changes.after(0)
    return in_force(decisions, wanted.effective_from).get(view.figure.name, view.configured)


def _refused(view: FigureView, form: Form, error: AstroBookingsError) -> Form:
    """*form* with the faults beside its fields, in words that name no tables of files."""
    if not isinstance(error, Invalid):
        return form.refused(error)
    plain = (Fault(one.pointer, _plain(view, one.detail), one.code) for one in error.faults)
    return form.refused(Invalid(tuple(plain)), fields=_FIELDS)


def _plain(view: FigureView, detail: str) -> str:
    without_name = detail.replace(view.figure.name, "the figure")
    return _TABLE.sub("", without_name).removeprefix("the figure ")


def _page(request: WebRequest, view: FigureView, form: Form) -> Response[str]:
    policy, now = request.system.parts.announcements, request.system.clock.now()
    earliest = (now + policy.notice).replace(second=0, microsecond=0) + timedelta(minutes=1)
    name, kind = view.figure.name, view.figure.kind
    return page(
        request,
        "system/finance/figure.html",
        form=form,
        view=view,
        title=title_of(name),
        group=group_of(name).title,
        value=_said(view, view.figure.value),
        standard=_said(view, view.standard),
        planned=[(_said(view, one.value), one) for one in view.planned],
        hint=HINTS[kind],
        is_flag=kind is FigureKind.FLAG,
        is_list=kind is FigureKind.LIST,
        earliest=earliest,
        notice=policy.notice,
    )
