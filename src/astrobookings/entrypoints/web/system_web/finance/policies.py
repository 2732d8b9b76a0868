"""SystemWeb: the figures the platform goes by, and how they came to be (story 6.6)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.policies.views import (
    ChangeStatus,
    FigureSource,
    FigureView,
    PolicyChangeView,
)
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Invalid, NotFound
from astrobookings.domain.kernel.ids import PolicyChangeId, UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.policies.figures import FigureKind
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.asking import ask_with
from astrobookings.entrypoints.web.system_web.finance.choices import chosen, options
from astrobookings.entrypoints.web.system_web.finance.figure_values import said
from astrobookings.entrypoints.web.system_web.finance.figure_words import (
    CHAPTERS,
    Chapter,
    Group,
    group_of,
    title_of,
)

__all__ = ["PoliciesController"]

_LIST = "/system/policies"


@frozen
class _Figure:
    """A figure as the pages say it."""

    view: FigureView

    @property
    def name(self) -> str:
        return self.view.figure.name

    @property
    def title(self) -> str:
        return title_of(self.name)

    @property
    def value(self) -> str:
        return self._said(self.view.figure.value)

    @property
    def standard(self) -> str:
        """What the release has, if that is something else."""
        if self.view.source is FigureSource.RELEASE:
            return ""
        return self._said(self.view.standard)

    @property
    def planned(self) -> list[tuple[str, Any]]:
        """What it will be, and from when on."""
        return [(self._said(one.value), one.effective_from) for one in self.view.planned]

    def _said(self, value: Any) -> str:
        return said(self.name, self.view.figure.kind, value)


@frozen
class _Change:
    """An announcement as the pages say it."""

    view: PolicyChangeView
    figures: list[tuple[str, str, str]]
    """Each with its name, its group and title, and what it is to be."""
    by: str
    withdrawn_by: str

    @property
    def title(self) -> str:
        return "; ".join(f"{said_}: {value}" for _, said_, value in self.figures)


class PoliciesController(Controller):
    """What holds, what is coming, what was."""

    path = _LIST

    @get(sync_to_thread=True)
    def policies(self, request: WebRequest) -> Response[str]:
        """Every figure in words and units, the changes to come, and the settings."""
        by = employee(request, Action.MANAGE_POLICIES)
        view = request.system.view_policies(by)
        return page(
            request,
            "system/finance/policies.html",
            chapters=_chapters([_Figure(one) for one in view.figures]),
            coming=_coming(request, by),
            settings=view.settings,
        )

    @get("/history", sync_to_thread=True)
    def history(self, request: WebRequest) -> Response[str]:
        """Every change with its reason, planned and withdrawn ones too, the newest first."""
        by = employee(request, Action.MANAGE_POLICIES)
        form = Form({name: request.asked.value(name) for name in ("status", "figure")})
        try:
            found = request.system.list_policy_changes(
                by,
                request.listed(),
                status=chosen(form, "status", ChangeStatus),
                figure=form.value("figure")[:200] or None,
            )
        except Invalid as error:
            form, found = form.refused(error), None
        name = form.value("figure")
        return page(
            request,
            "system/finance/policy_history.html",
            form=form,
            changes=_changes(request, by, found.items if found else ()),
            states=options(ChangeStatus, "Any state"),
            figure_title=f"{group_of(name).title}: {title_of(name)}" if name else "",
            pages=pages(request, found),
        )

    @get("/changes/{change_id:uuid}/withdrawal", sync_to_thread=True)
    def ask_withdrawal(self, request: WebRequest, change_id: FromPath[UUID]) -> Response[Any]:
        """What withdrawing a planned change brings about."""
        change = _one(request, change_id)
        if not change.view.can_be_withdrawn:
            told = "This change was withdrawn before, or holds too soon to be stopped everywhere."
            return go(request, _LIST, told, tone="warn")
        return _withdrawal(request, change, Form())

    @post("/changes/{change_id:uuid}/withdrawal", status_code=200, sync_to_thread=True)
    def withdraw(self, request: WebRequest, change_id: FromPath[UUID]) -> Response[Any]:
        """As long as every process can still hear of it in time."""
        by, form = employee(request, Action.MANAGE_POLICIES), request.sent
        try:
            request.system.withdraw_policy_change(
                by, PolicyChangeId(change_id), form.value("reason")
            )
        except AstroBookingsError as error:
            return _withdrawal(request, _one(request, change_id), form.refused(error))
        request.http.living.look_if_possible()
        return go(request, _LIST, "The change was withdrawn; the figures stay as they are.")


def _chapters(figures: list[_Figure]) -> list[tuple[Chapter, list[tuple[Group, list[_Figure]]]]]:
    """Figures by chapter and group, in the order of the words; nothing empty."""
    by_group: dict[Group, list[_Figure]] = {}
    for one in figures:
        by_group.setdefault(group_of(one.name), []).append(one)
    told = (
        (chapter, [(group, by_group[group]) for group in chapter.groups if group in by_group])
        for chapter in CHAPTERS
    )
    return [(chapter, groups) for chapter, groups in told if groups]


def _kinds(request: WebRequest, by: Principal) -> Mapping[str, FigureKind]:
    """How each figure is written."""
    return {one.figure.name: one.figure.kind for one in request.system.view_policies(by).figures}


def _coming(request: WebRequest, by: Principal) -> list[_Change]:
    """Planned changes, what holds first in front."""
    wanted = PageRequest(MAX_LIMIT)
    found = request.system.list_policy_changes(by, wanted, status=ChangeStatus.PLANNED)
    return _changes(request, by, sorted(found.items, key=lambda one: one.effective_from))


def _changes(request: WebRequest, by: Principal, views: Any) -> list[_Change]:
    kinds, names = _kinds(request, by), _Names(request, by)
    return [
        _Change(
            view,
            figures=[
                (
                    one.name,
                    f"{group_of(one.name).title}: {title_of(one.name)}",
                    said(one.name, kinds.get(one.name, FigureKind.TEXT), one.value),
                )
                for one in view.change.figures
            ],
            by=names(view.change.decided_by),
            withdrawn_by="" if view.withdrawal is None else names(view.withdrawal.decided_by),
        )
        for view in views
    ]


def _one(request: WebRequest, change_id: UUID) -> _Change:
    """Raises: NotSignedIn, NotAllowed; NotFound: nobody announced such a change."""
    by, wanted = employee(request, Action.MANAGE_POLICIES), PageRequest(MAX_LIMIT)
    while True:
        found = request.system.list_policy_changes(by, wanted)
        same = [one for one in found.items if one.change.id == change_id]
        if same:
            return _changes(request, by, same)[0]
        if found.next is None:
            raise NotFound("change", str(change_id))
        wanted = PageRequest(MAX_LIMIT, found.next)


class _Names:
    """Who decided; each account is looked up once."""

    def __init__(self, request: WebRequest, by: Principal) -> None:
        self._request, self._by = request, by
        self._known: dict[UserId | None, str] = {None: "the platform"}

    def __call__(self, user_id: UserId | None) -> str:
        if user_id not in self._known:
            self._known[user_id] = self._name(user_id)
        return self._known[user_id]

    def _name(self, user_id: UserId | None) -> str:
        if user_id is None:
            return "the platform"
        try:
            account = self._request.system.view_user(self._by, user_id).account
        except NotFound:
            return "somebody whose account is gone"
        return f"{account.first_name} {account.last_name}"


def _withdrawal(request: WebRequest, change: _Change, form: Form) -> Response[str]:
    at = change.view.effective_from
    return ask_with(
        request,
        "withdrawal.html",
        form,
        title="Withdraw this change?",
        says=(
            *(f"“{title}” will not become {value}." for _, title, value in change.figures),
            f"It was to hold from {at:%-d %B %Y, %H:%M} UTC on: “{change.view.change.reason}”",
            "The announcement and your reason stay in the history.",
        ),
        button="Withdraw the change",
        back=_LIST,
        danger=True,
    )
