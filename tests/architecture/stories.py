"""The stories: their names, the operations that serve them, and where tests tell them."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["OF_MACHINES", "PAGES_OF", "ROUTES_OF", "TITLES", "stories_told"]

TESTS = Path(__file__).parents[1]

TITLES: Mapping[str, str] = {
    "0.1": "A visitor registers an account",
    "0.2": "A user signs in",
    "0.3": "A user signs out",
    "0.4": "The system issues tokens that say who may do what",
    "0.5": "The system validates every token",
    "0.6": "A user reads and changes the own account",
    "0.7": "An application refreshes its tokens",
    "0.8": "A user resets a forgotten password",
    "0.9": "An operations manager manages users",
    "1.1": "An agency keeps its profile",
    "1.2": "An agency keeps its rockets",
    "1.3": "An agency schedules launches",
    "1.4": "An agency views occupancy",
    "1.5": "An agency changes a launch's status",
    "1.6": "An agency views the report of a successful launch's bookings",
    "1.7": "An agency views the bookings of its launches",
    "1.8": "An operations manager manages agencies",
    "1.9": "An operations manager manages spaceports",
    "2.1": "A visitor views launches on sale",
    "2.2": "A visitor registers as a traveler",
    "2.3": "A traveler books seats",
    "2.4": "A traveler follows what becomes of a launch",
    "2.5": "A traveler cancels and gets the refund due",
    "2.6": "A traveler views past, upcoming and cancelled bookings",
    "2.7": "Customer service finds bookings",
    "2.8": "Bookings are changed, by travelers and on their behalf",
    "2.9": "A visitor reads about the platform and what travelers say",
    "2.10": "A VIP traveler books early",
    "2.11": "A traveler gets receipts",
    "3.1": "Finance invoices agencies for successful launches",
    "3.2": "Finance invoices agencies for aborted launches",
    "3.3": "Finance tracks what is paid and what is overdue",
    "3.4": "Employees view revenue by agency",
    "3.5": "Employees draw up the annual report",
    "3.6": "An agency views its own figures and invoices",
    "3.7": "Finance sees refunds through",
    "3.8": "An operations manager views how launches and bookings go",
    "4.1": "An agency is told about its launches, bookings and invoices",
    "4.2": "A traveler is told about bookings and launches",
    "4.3": "A VIP traveler hears first of new launches",
    "4.4": "IT views the queue of notifications",
    "4.5": "IT changes what becomes of a notification",
    "4.6": "The system keeps what became of every notification",
    "4.7": "Delivery survives faults",
    "4.8": "A user chooses which mails to get",
    "5.1": "Every change keeps its origin",
    "5.2": "IT starts a synchronization",
    "5.3": "IT follows a synchronization",
    "5.4": "Launches and bookings reach the copies travelers read",
    "5.5": "Profiles and requests taken in an outage reach OperationsDB",
    "5.6": "The system keeps every run",
    "6.1": "The system keeps a log of all that matters",
    "6.2": "IT reads, searches and exports the log",
    "6.3": "IT sees whether notifications work",
    "6.4": "IT reads figures of the running platform",
    "6.5": "IT is alerted when figures are out of order",
    "6.6": "An operations manager views and changes policies",
}

ROUTES_OF: Mapping[str, tuple[str, ...]] = {
    "0.1": ("register_traveler", "register_agency", "confirm_email", "resend_confirmation"),
    "0.2": ("sign_in", "set_up_second_factor", "prove_second_factor"),
    "0.3": ("sign_out", "sign_out_everywhere"),
    "0.4": ("sign_in", "refresh_session"),
    "0.5": ("read_me",),
    "0.6": (
        "read_me",
        "update_me",
        "change_password",
        "change_email",
        "export_me",
        "close_account",
        "list_sessions",
        "end_session",
        "end_other_sessions",
        "view_second_factor",
        "begin_second_factor",
        "confirm_second_factor",
        "renew_recovery_codes",
        "end_second_factor",
    ),
    "0.7": ("refresh_session",),
    "0.8": ("request_password_reset", "reset_password"),
    "0.9": (
        "list_users",
        "view_user",
        "invite_employee",
        "invite_again",
        "change_user",
        "reset_second_factor",
    ),
    "1.1": ("read_agency_profile", "update_agency_profile"),
    "1.2": ("list_rockets", "add_rocket", "view_rocket", "edit_rocket", "delete_rocket"),
    "1.3": ("schedule_launch", "edit_launch", "list_agency_launches", "view_agency_launch"),
    "1.4": ("list_occupancy", "view_occupancy"),
    "1.5": ("delay_launch", "abort_launch", "fail_launch", "mark_launch_successful"),
    "1.6": ("report_bookings", "report_bookings_csv", "report_bookings_xlsx"),
    "1.7": ("list_launch_bookings",),
    "1.8": (
        "list_agencies",
        "view_agency",
        "approve_agency",
        "suspend_agency",
        "reinstate_agency",
    ),
    "1.9": (
        "list_spaceports",
        "view_spaceport",
        "add_spaceport",
        "edit_spaceport",
        "delete_spaceport",
    ),
    "2.1": ("search_launches", "view_launch", "view_seat_map", "view_neighbours"),
    "2.2": ("register_traveler", "update_me"),
    "2.3": (
        "book_seats",
        "pay_booking",
        "name_passengers",
        "view_booking",
        "calendar_file",
        "boarding_pass",
        "make_wish",
        "view_wish",
        "list_wishes",
        "withdraw_wish",
    ),
    "2.4": ("view_launch_history", "list_bookings", "view_booking", "answer_delay"),
    "2.5": ("quote_cancellation", "cancel_booking"),
    "2.6": ("list_bookings",),
    "2.7": ("list_bookings", "view_booking", "view_timeline", "find_travelers"),
    "2.8": (
        "book_seats",
        "name_passengers",
        "quote_cancellation",
        "cancel_booking",
        "change_seats",
        "extend_hold",
        "record_transfer",
        "find_travelers",
    ),
    "2.9": (
        "read_about",
        "list_testimonials",
        "list_own_testimonials",
        "give_testimonial",
        "moderate_testimonial",
    ),
    "2.10": ("search_launches", "book_seats"),
    "2.11": ("list_receipts", "print_receipt"),
    "3.1": ("issue_invoice", "issue_due_invoices", "view_invoice", "print_invoice"),
    "3.2": ("issue_invoice", "issue_due_invoices"),
    "3.3": (
        "list_invoices",
        "pay_invoice",
        "settle_invoice",
        "return_payment",
        "move_due_date",
        "credit_invoice",
        "print_credit_note",
    ),
    "3.4": ("agencies_report", "agency_report", "agencies_report_csv", "agencies_report_xlsx"),
    "3.5": (
        "annual_report",
        "annual_chart",
        "annual_report_csv",
        "annual_report_xlsx",
        "annual_report_pdf",
        "request_export",
        "list_exports",
        "view_export",
        "fetch_export",
    ),
    "3.6": (
        "agency_report",
        "agency_report_csv",
        "agency_report_xlsx",
        "launches_report",
        "launches_report_csv",
        "launches_report_xlsx",
        "list_invoices",
        "view_invoice",
        "print_invoice",
    ),
    "3.7": (
        "list_refunds",
        "view_refund",
        "retry_refund",
        "settle_refund",
        "request_export",
        "fetch_export",
    ),
    "3.8": ("operations_report", "operations_report_csv", "operations_report_xlsx"),
    "4.1": ("list_notices", "read_notice"),
    "4.2": ("list_notices", "read_notice"),
    "4.3": ("list_notices",),
    "4.4": ("view_queue", "list_notifications", "view_notification"),
    "4.5": ("move_notification", "retry_notification"),
    "4.6": ("view_notification",),
    "4.7": ("list_dead_letters", "retry_dead_letter"),
    "4.8": ("read_preferences", "choose_preferences"),
    "5.1": ("list_sync_changes",),
    "5.2": (
        "start_sync",
        "list_sync_conflicts",
        "view_sync_conflict",
        "resolve_conflict",
    ),
    "5.3": ("list_sync_runs", "view_sync_run"),
    "5.4": ("search_launches", "list_bookings"),
    "5.5": ("view_booking_request",),
    "5.6": ("list_sync_runs", "view_sync_run"),
    "6.1": ("search_entries",),
    "6.2": ("search_entries", "export_entries"),
    "6.3": ("check_notification_service",),
    "6.4": ("view_metrics", "view_status"),
    "6.5": ("list_alerts",),
    "6.6": (
        "view_policies",
        "announce_policy_change",
        "list_policy_changes",
        "withdraw_policy_change",
    ),
}
"""The operations that a story is done with."""

PAGES_OF: Mapping[str, tuple[str, ...]] = {
    "0.1": ("/auth/confirm",),
    "0.6": ("/auth/confirm",),
    "0.8": ("/auth/reset",),
    "6.4": ("/metrics",),
}
"""The addresses of the pages that people do a story on."""

OF_MACHINES = frozenset({"hear_gateway"})
"""Operations that other programs call, for no story alone."""


def stories_told() -> dict[str, set[str]]:
    """Return the ids of the stories that tests are marked with, and where."""
    told = defaultdict(set)
    for file in sorted(TESTS.rglob("test_*.py")):
        for test, story in _marks(ast.parse(file.read_text("utf-8"))):
            told[story].add(f"{file.relative_to(TESTS)}::{test}")
    return told


def _marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the name of each marked test, or `*` for a whole file or class, with its story."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for mark in node.decorator_list:
                yield from ((node.name, story) for story in _stories_in(mark))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from (("*", story) for story in _stories_in(node.value))


def _stories_in(expression: ast.expr) -> Iterator[str]:
    """Give the ids in each `pytest.mark.story("id")` within *expression*."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.story":
            yield from (ast.literal_eval(argument) for argument in node.args)
