"""Who may do what: one table, read by every use-case."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, NotSignedIn
from astrobookings.domain.kernel.ids import UserId

__all__ = ["PERMISSIONS", "Action", "Grant", "authorize", "may", "only_own", "signed_in"]


class Action(StrEnum):
    """What can be asked of the platform, in the words of the stories."""

    MANAGE_OWN_ACCOUNT = "manage_own_account"
    MANAGE_USERS = "manage_users"
    MANAGE_AGENCY_PROFILE = "manage_agency_profile"
    MANAGE_ROCKETS = "manage_rockets"
    SCHEDULE_LAUNCHES = "schedule_launches"
    CHANGE_LAUNCH_STATUS = "change_launch_status"
    VIEW_AGENCY_LAUNCHES = "view_agency_launches"
    VIEW_BOOKINGS_REPORT = "view_bookings_report"
    MANAGE_AGENCIES = "manage_agencies"
    VIEW_SPACEPORTS = "view_spaceports"
    MANAGE_SPACEPORTS = "manage_spaceports"
    VIEW_LAUNCHES = "view_launches"
    BOOK_SEATS = "book_seats"
    VIEW_BOOKINGS = "view_bookings"
    CANCEL_BOOKINGS = "cancel_bookings"
    ANSWER_DELAYS = "answer_delays"
    CHANGE_BOOKINGS = "change_bookings"
    BOOK_ON_BEHALF = "book_on_behalf"
    OVERRIDE_REFUNDS = "override_refunds"
    RECORD_TRANSFERS = "record_transfers"
    EXTEND_HOLDS = "extend_holds"
    VIEW_TIMELINES = "view_timelines"
    KEEP_WISHES = "keep_wishes"
    READ_TESTIMONIALS = "read_testimonials"
    GIVE_TESTIMONIALS = "give_testimonials"
    MODERATE_TESTIMONIALS = "moderate_testimonials"
    ISSUE_INVOICES = "issue_invoices"
    VIEW_INVOICES = "view_invoices"
    MANAGE_INVOICES = "manage_invoices"
    PAY_INVOICES = "pay_invoices"
    PROCESS_REFUNDS = "process_refunds"
    VIEW_ANNUAL_REPORT = "view_annual_report"
    VIEW_AGENCY_REPORTS = "view_agency_reports"
    VIEW_OPERATIONS_REPORT = "view_operations_report"
    EXPORT_RECORDS = "export_records"
    MANAGE_POLICIES = "manage_policies"
    READ_OWN_NOTIFICATIONS = "read_own_notifications"
    MANAGE_NOTIFICATIONS = "manage_notifications"
    VIEW_MONITORING = "view_monitoring"
    MANAGE_DEAD_LETTERS = "manage_dead_letters"
    VIEW_SYNC = "view_sync"
    RUN_SYNC = "run_sync"
    RESOLVE_CONFLICTS = "resolve_conflicts"
    RUN_JOBS = "run_jobs"


@frozen
class Grant:
    """Who may act on everybody's records, and who on their own alone."""

    everyones: frozenset[Standing] = frozenset()
    own: frozenset[Standing] = frozenset()


_S = Standing
_SIGNED_IN = frozenset(_S) - {_S.VISITOR, _S.SYSTEM}

PERMISSIONS: Mapping[Action, Grant] = {
    Action.MANAGE_OWN_ACCOUNT: Grant(own=_SIGNED_IN),
    Action.MANAGE_USERS: Grant(everyones=frozenset({_S.OPERATIONS, _S.SYSTEM})),
    Action.MANAGE_AGENCY_PROFILE: Grant(own=frozenset({_S.AGENCY})),
    Action.MANAGE_ROCKETS: Grant(own=frozenset({_S.AGENCY})),
    Action.SCHEDULE_LAUNCHES: Grant(own=frozenset({_S.AGENCY})),
    Action.CHANGE_LAUNCH_STATUS: Grant(
        everyones=frozenset({_S.OPERATIONS}), own=frozenset({_S.AGENCY})
    ),
    Action.VIEW_AGENCY_LAUNCHES: Grant(
        everyones=frozenset({_S.OPERATIONS}), own=frozenset({_S.AGENCY})
    ),
    Action.VIEW_BOOKINGS_REPORT: Grant(
        everyones=frozenset({_S.CUSTOMER_SERVICE, _S.FINANCE, _S.OPERATIONS}),
        own=frozenset({_S.AGENCY}),
    ),
    Action.MANAGE_AGENCIES: Grant(everyones=frozenset({_S.OPERATIONS, _S.SYSTEM})),
    Action.VIEW_SPACEPORTS: Grant(everyones=frozenset(_S)),
    Action.MANAGE_SPACEPORTS: Grant(everyones=frozenset({_S.OPERATIONS, _S.SYSTEM})),
    Action.VIEW_LAUNCHES: Grant(everyones=frozenset(_S)),
    Action.BOOK_SEATS: Grant(own=frozenset({_S.TRAVELER})),
    Action.VIEW_BOOKINGS: Grant(
        everyones=frozenset({_S.CUSTOMER_SERVICE, _S.FINANCE, _S.OPERATIONS}),
        own=frozenset({_S.TRAVELER}),
    ),
    Action.CANCEL_BOOKINGS: Grant(
        everyones=frozenset({_S.CUSTOMER_SERVICE}), own=frozenset({_S.TRAVELER})
    ),
    Action.ANSWER_DELAYS: Grant(own=frozenset({_S.TRAVELER})),
    Action.CHANGE_BOOKINGS: Grant(
        everyones=frozenset({_S.CUSTOMER_SERVICE}), own=frozenset({_S.TRAVELER})
    ),
    Action.BOOK_ON_BEHALF: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE})),
    Action.OVERRIDE_REFUNDS: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE})),
    Action.RECORD_TRANSFERS: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE})),
    Action.EXTEND_HOLDS: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE})),
    Action.VIEW_TIMELINES: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE, _S.IT})),
    Action.KEEP_WISHES: Grant(own=frozenset({_S.TRAVELER})),
    Action.READ_TESTIMONIALS: Grant(everyones=frozenset(_S)),
    Action.GIVE_TESTIMONIALS: Grant(own=frozenset({_S.TRAVELER})),
    Action.MODERATE_TESTIMONIALS: Grant(everyones=frozenset({_S.CUSTOMER_SERVICE, _S.OPERATIONS})),
    Action.ISSUE_INVOICES: Grant(everyones=frozenset({_S.FINANCE, _S.SYSTEM})),
    Action.VIEW_INVOICES: Grant(everyones=frozenset({_S.FINANCE}), own=frozenset({_S.AGENCY})),
    Action.MANAGE_INVOICES: Grant(everyones=frozenset({_S.FINANCE})),
    Action.PAY_INVOICES: Grant(everyones=frozenset({_S.FINANCE}), own=frozenset({_S.AGENCY})),
    Action.PROCESS_REFUNDS: Grant(everyones=frozenset({_S.FINANCE})),
    Action.VIEW_ANNUAL_REPORT: Grant(everyones=frozenset({_S.FINANCE, _S.OPERATIONS})),
    Action.VIEW_AGENCY_REPORTS: Grant(
        everyones=frozenset({_S.FINANCE, _S.OPERATIONS}), own=frozenset({_S.AGENCY})
    ),
    Action.VIEW_OPERATIONS_REPORT: Grant(everyones=frozenset({_S.OPERATIONS})),
    Action.EXPORT_RECORDS: Grant(everyones=frozenset({_S.FINANCE, _S.OPERATIONS})),
    Action.MANAGE_POLICIES: Grant(everyones=frozenset({_S.OPERATIONS})),
    Action.READ_OWN_NOTIFICATIONS: Grant(own=_SIGNED_IN),
    Action.MANAGE_NOTIFICATIONS: Grant(everyones=frozenset({_S.IT})),
    Action.VIEW_MONITORING: Grant(everyones=frozenset({_S.IT})),
    Action.MANAGE_DEAD_LETTERS: Grant(everyones=frozenset({_S.IT, _S.SYSTEM})),
    Action.VIEW_SYNC: Grant(everyones=frozenset({_S.IT, _S.SYSTEM})),
    Action.RUN_SYNC: Grant(everyones=frozenset({_S.IT, _S.SYSTEM})),
    Action.RESOLVE_CONFLICTS: Grant(everyones=frozenset({_S.IT})),
    Action.RUN_JOBS: Grant(everyones=frozenset({_S.SYSTEM})),
}


def authorize(by: Principal, action: Action) -> None:
    """Let *by* go on with *action* if its standing has any right to it.

    Raises:
        NotSignedIn: a visitor asks for what needs an account.
        NotAllowed: the account's role or position has no right to it.
    """
    grant = PERMISSIONS[action]
    if by.standing in grant.everyones or by.standing in grant.own:
        return
    if by.standing is Standing.VISITOR:
        raise NotSignedIn
    raise NotAllowed(action.value)


def may(by: Principal, action: Action, owner: UUID) -> bool:
    """Whether *by* has a right to *action* on a record of *owner*; for what is offered."""
    grant = PERMISSIONS[action]
    own = by.standing in grant.own and by.user_id == owner
    return own or by.standing in grant.everyones


def only_own(by: Principal, action: Action, owner: UUID, *, otherwise: NotFound) -> None:
    """Let *by* go on with a record of *owner*: its own, or anybody's where the table says so.

    Raises:
        NotSignedIn, NotAllowed: as `authorize`.
        NotFound: *otherwise*, so that foreign records look like absent ones.
    """
    authorize(by, action)
    if by.standing not in PERMISSIONS[action].everyones and by.user_id != owner:
        raise otherwise


def signed_in(by: Principal) -> UserId:
    """The user behind *by*.

    Raises:
        NotSignedIn: a visitor, or the platform itself, asks.
    """
    if by.user_id is None:
        raise NotSignedIn
    return by.user_id
