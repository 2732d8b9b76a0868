"""Policies and settings (story 6.6)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from astrobookings.application.policies.views import ChangeStatus
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, Limit
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.system.policy_answers import (
    PoliciesAnswer,
    PolicyChangeAnswer,
    PolicyChangesAnswer,
    policies,
    policy_change,
)
from astrobookings.entrypoints.http.system.policy_bodies import (
    PolicyChanges,
    PolicyChangeWithdrawal,
)

__all__ = ["PoliciesController"]

OfFigure = Annotated[
    str | None,
    QueryParameter(
        name="figure",
        max_length=200,
        description="Only changes of this figure, such as `policies.holds.lasts`, or of those "
        "that begin so, such as `policies.holds`.",
    ),
]
ByStatus = Annotated[ChangeStatus | None, QueryParameter(name="status", description="Only these.")]


class PoliciesController(Controller):
    """The figures of the platform's rules, and how they change from a date on."""

    path = "/policies"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_policies",
        summary="View policies and settings",
        sync_to_thread=True,
        responses=problems_of(403),
    )
    def view(self, request: ApiRequest) -> Reply[PoliciesAnswer]:
        """Every figure with its value, where that comes from and what is planned; and the settings
        of the process that answers, without secrets.
        """
        return Reply(policies(request.system.view_policies(request.by)))

    @patch(
        operation_id="announce_policy_change",
        summary="Change figures from a date on",
        sync_to_thread=True,
        responses=problems_of(403, 412, 422),
    )
    def announce(
        self, request: ApiRequest, data: JSONBody[PolicyChanges]
    ) -> Reply[PolicyChangeAnswer]:
        """One or many figures at once, at least 60 seconds ahead, with a reason. They hold in every
        process from that instant on; what was promised before stays as it was.
        """
        changed = request.system.announce_policy_change(request.by, data.wanted())
        request.http.living.look_if_possible()
        return Reply(policy_change(changed))

    @get(
        "/history",
        operation_id="list_policy_changes",
        summary="Read the history of policies",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def history(
        self,
        request: ApiRequest,
        figure: OfFigure = None,
        status: ByStatus = None,
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[PolicyChangesAnswer]:
        """Every change with its reason, planned and withdrawn ones too; the newest first."""
        page = request.system.list_policy_changes(
            request.by, request.page(limit, after), figure=figure, status=status
        )
        items = [policy_change(one) for one in page.items]
        return Reply(PolicyChangesAnswer(items, request.next_cursor(page)))

    @post(
        "/changes/{change_id:uuid}/withdrawal",
        operation_id="withdraw_policy_change",
        summary="Withdraw a planned change",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def withdraw(
        self, request: ApiRequest, change_id: FromPath[UUID], data: JSONBody[PolicyChangeWithdrawal]
    ) -> Reply[PolicyChangeAnswer]:
        """As long as every process can still hear of it in time, 60 seconds ahead."""
        withdrawn = request.system.withdraw_policy_change(
            request.by, PolicyChangeId(change_id), data.reason
        )
        request.http.living.look_if_possible()
        return Reply(policy_change(withdrawn))
