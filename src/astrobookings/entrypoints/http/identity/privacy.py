"""What is held about the signed-in user, and the end of the account (story 0.6)."""

from litestar import Controller, get, post
from litestar.params import JSONBody

from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.identity.privacy_answers import HeldDataAnswer, held_data
from astrobookings.entrypoints.http.identity.privacy_bodies import Closure
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["PrivacyController"]

_AS_FILE = {
    "cache-control": "private, no-store",
    "content-disposition": 'attachment; filename="astrobookings-my-data.json"',
}


class PrivacyController(Controller):
    """A copy of everything, and leaving."""

    path = "/auth/me"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/export",
        operation_id="export_me",
        summary="Get everything held about you",
        sync_to_thread=True,
        responses=problems_of(),
    )
    def export(self, request: ApiRequest) -> Reply[HeldDataAnswer]:
        """One JSON file: account, profile, sessions, messages, bookings, payments, receipts; an
        agency's fleet, launches and invoices. No secrets.
        """
        return Reply(held_data(request.system.export_me(request.by)), headers=_AS_FILE)

    @post(
        "/closure",
        operation_id="close_account",
        summary="Close your account",
        status_code=204,
        sync_to_thread=True,
        responses=problems_of(403, 409, 422),
    )
    def close(self, request: ApiRequest, data: JSONBody[Closure]) -> None:
        """For good: your sessions end, and your person is taken out of all records. Refused, with
        `reasons`, while bookings, refunds, launches or invoices are open.
        """
        request.system.close_account(request.by, data.password, data.reason)
