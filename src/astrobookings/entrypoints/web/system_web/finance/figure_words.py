"""What the figures of policies are called on pages, and in which order they are told (story 6.6).

A figure that is not told of here is called by its last name, in the last chapter.
"""

from collections.abc import Mapping

from attrs import frozen

__all__ = ["CHAPTERS", "Chapter", "Group", "group_of", "is_in_words", "title_of", "unit_of"]


@frozen
class Group:
    """Figures that belong together: those whose names begin so."""

    prefix: str
    title: str


@frozen
class Chapter:
    title: str
    about: str
    groups: tuple[Group, ...]


_BOOKING = Chapter(
    "Booking",
    "What travelers may do, how long they have, and what they get back.",
    (
        Group("policies.seats", "Seats on one launch"),
        Group("policies.holds", "Held seats"),
        Group("policies.passengers", "Passengers"),
        Group("policies.refunds", "Refunds of cancellations"),
        Group("policies.quotes", "Quotes"),
        Group("policies.delays", "Delays"),
        Group("policies.wishes", "Wishes"),
        Group("policies.charges", "Charges and refunds at the gateway"),
        Group("request_policy", "Requests taken while bookings are interrupted"),
        Group("news", "News of launches"),
    ),
)
_MONEY = Chapter(
    "Fees and invoices",
    "What agencies pay, and when.",
    (
        Group("finance.fees", "Fees"),
        Group("finance.invoices", "Invoices"),
        Group("finance", "Payments online"),
        Group("export_policy", "Exports"),
    ),
)
_AGENCIES = Chapter(
    "Agencies and launches",
    "Who is reliable, and what launches keep to.",
    (
        Group("reliability", "Reliability"),
        Group("turn_around", "Rockets"),
        Group("reporting", "Outcome of launches"),
    ),
)
_ACCOUNTS = Chapter(
    "Accounts",
    "Passwords, sessions, links, and how often somebody may try.",
    (
        Group("password_policy", "Passwords"),
        Group("session_policy", "Sessions"),
        Group("link_policy", "Links in mails"),
        Group("throttle", "Attempts"),
        Group("second_factor_policy", "Second factor"),
    ),
)
_BACKGROUND = Chapter(
    "Behind the scenes",
    "Mails, copies between the stores, and how long records are kept.",
    (
        Group("delivery", "Sending mails"),
        Group("health", "State of the mail service"),
        Group("sync_policy", "Synchronization"),
        Group("relay_policy", "Events"),
        Group("sampling", "Samples of metrics"),
        Group("retention", "Records of monitoring"),
        Group("announcements", "Changes of these figures"),
    ),
)
_ALERTS = Chapter(
    "Alerts",
    "When something counts as out of order, and when as back in it.",
    (
        Group("alert_policy.error_share", "Requests that fail"),
        Group("alert_policy.latency_p95_ms", "Slow answers"),
        Group("alert_policy.operations_up", "OperationsDB"),
        Group("alert_policy.outbox_lag_seconds", "Events that wait"),
        Group("alert_policy.outbox_dead", "Events given up"),
        Group("alert_policy.notifications_lag_seconds", "Mails that wait"),
        Group("alert_policy.notifications_failed", "Mails given up"),
        Group("alert_policy.workers_alive", "Workers"),
        Group("alert_policy.sync_lag_seconds", "Copies that lag behind"),
        Group("alert_policy", "All alerts"),
    ),
)
_OTHERS = Chapter("Others", "Figures that belong nowhere else.", (Group("", "Others"),))
CHAPTERS = (_BOOKING, _MONEY, _AGENCIES, _ACCOUNTS, _BACKGROUND, _ALERTS, _OTHERS)

_TITLES: Mapping[str, str | tuple[str, str]] = {
    "policies.seats.regular": ("A traveler may hold at most", "seat"),
    "policies.seats.vip": ("A VIP may hold at most", "seat"),
    "policies.seats.vip_launches": ("A traveler becomes a VIP after", "booked launch"),
    "policies.holds.lasts": "Time to pay",
    "policies.holds.most_open": ("Unpaid bookings of a traveler on a launch", "booking"),
    "policies.holds.while_paying": "A payment begun in time keeps the seats for",
    "policies.holds.longest": "Customer service extends a hold to at most",
    "policies.passengers.youngest": ("Youngest passenger", "year"),
    "policies.passengers.oldest": ("Oldest passenger", "year"),
    "policies.refunds.tiers": "Share given back, by notice before lift-off",
    "policies.quotes.lasts": "A quote is good for",
    "policies.delays.window": "A new date may be refused for",
    "policies.charges.maximum": "Largest single charge",
    "policies.charges.lease": "A worker keeps a charge or refund for",
    "policies.charges.retry_refund_after": "First pause before a refund is tried again",
    "policies.charges.refund_attempts": ("A refund is given up after", "attempt"),
    "policies.wishes.hold_lasts": "Seats of a granted wish are held for",
    "finance.fees.new": "Fee of a new agency, of the launch's revenue",
    "finance.fees.reliable": "Fee of a reliable agency, of the launch's revenue",
    "finance.fees.successes": ("An agency pays the lower fee after", "successful launch"),
    "finance.fees.abort_fee": "Fee for an aborted launch",
    "finance.invoices.term": "Time to pay an invoice",
    "finance.invoices.reminder_every": "Pause between two reminders",
    "finance.invoices.most_reminders": ("Reminders at most", "reminder"),
    "finance.largest_payment": "Largest single payment",
    "finance.lease": "A worker keeps a payment for",
    "finance.payer_has": "Time for what the payer's bank asks",
    "export_policy.step": ("Read and kept at once", "record"),
    "export_policy.turn": "A worker makes room for other jobs after",
    "export_policy.lease": "Taken over when nothing was heard for",
    "export_policy.again": "Pause while a system does not answer",
    "export_policy.takeovers": ("Given up after", "takeover"),
    "export_policy.kept": "The file can be fetched for",
    "password_policy.shortest": ("Shortest password", "character"),
    "password_policy.longest": ("Longest password", "character"),
    "password_policy.min_strength": ("Least strength, of 4", "point"),
    "session_policy.access": "A token is good for",
    "session_policy.refresh": "A session lasts at most",
    "session_policy.idle": "An unused session ends after",
    "session_policy.reuse_grace": "The token before is good for another",
    "link_policy.confirm": "Confirming an address",
    "link_policy.reset": "Choosing a new password",
    "link_policy.invitation": "Accepting an invitation",
    "throttle.window": "Failed sign-ins are counted over",
    "throttle.per_account": ("Failures of one account", "failure"),
    "throttle.per_origin": ("Failures from one address", "failure"),
    "throttle.first_wait": "First wait, doubled with each failure",
    "throttle.rate_window": "Registrations and links are counted over",
    "throttle.registrations_per_origin": ("Registrations from one address", "registration"),
    "throttle.links_per_account": ("Links for one account", "link"),
    "throttle.links_per_origin": ("Links asked for from one address", "link"),
    "second_factor_policy.required_for": "Positions that cannot do without",
    "second_factor_policy.recovery_codes": ("Recovery codes", "code"),
    "reliability.successes": ("An agency is shown as reliable after", "successful launch"),
    "turn_around.between": "Between two launches of one rocket",
    "reporting.within": "Agencies say what became of a launch within",
    "delivery.first_wait": "First pause before a mail is tried again",
    "delivery.longest": "Longest pause",
    "delivery.attempts": ("A mail is given up after", "attempt"),
    "delivery.lease": "A worker keeps a mail for",
    "sync_policy.every": "Between two runs of a set",
    "sync_policy.full_every": "Every copy is compared each",
    "sync_policy.batch": ("In one transaction", "record"),
    "sync_policy.step": ("Compared at once", "record"),
    "sync_policy.turn": "A run makes room for other jobs after",
    "sync_policy.told_every": "A quiet run says where it is each",
    "sync_policy.lease": "Taken over when nothing was heard for",
    "sync_policy.runs_kept": "Runs are remembered for",
    "sync_policy.faults_kept": ("Told in full by a run", "error"),
    "request_policy.lasts": "A request waits at most",
    "request_policy.most_waiting": ("Of one person wait at most", "request"),
    "health.window": "Attempts are looked at over",
    "health.latest": "A mail is late after",
    "health.fair_rate": "Below this success rate (0 to 1) the service is degraded",
    "news.head_start": "VIPs hear of new launches earlier by",
    "news.vip_priority": "Priority of mails to VIPs, 1 to 5",
    "sampling.every": "Between two samples",
    "sampling.settling": "Late reports are waited for",
    "sampling.least_requests": ("A share says something from", "request"),
    "sampling.most_points": ("In one answer at most", "point"),
    "sampling.alive_within": "A process is gone when silent for",
    "retention.entries": "Entries of the log are kept for",
    "retention.samples": "Samples are kept for",
    "retention.traffic": "Reports of single processes are kept for",
    "retention.batch": ("Deleted at once", "record"),
    "relay_policy.lease": "A worker keeps an event for",
    "relay_policy.attempts": ("An event is given up after", "attempt"),
    "relay_policy.first_pause": "First pause before an event is tried again",
    "relay_policy.longest_pause": "Longest pause",
    "relay_policy.outage_pause": "Pause while a system does not answer",
    "announcements.notice": "Announced ahead by at least",
    "announcements.farthest": "Announced ahead by at most",
    "alert_policy.fresh": "Older samples say nothing",
}
_OF_ALERTS: Mapping[str, str | tuple[str, str]] = {
    "metric": "What is measured",
    "limit": "Out of order beyond",
    "clear": "Back in order at",
    "is_least": "Out of order below the limit, not above it",
    "in_a_row": ("Before somebody is told", "sample"),
    "level": "How bad it is",
    "what": "What is told",
    "watched": "Watched",
}


def _found(name: str) -> str | tuple[str, str] | None:
    if name.startswith("alert_policy."):
        return _TITLES.get(name) or _OF_ALERTS.get(name.rpartition(".")[2])
    return _TITLES.get(name)


def _words(name: str) -> tuple[str, str]:
    """What the figure is called, and what it counts."""
    found = _found(name) or name.rpartition(".")[2].replace("_", " ").capitalize()
    return found if isinstance(found, tuple) else (found, "")


def is_in_words(name: str) -> bool:
    """Whether the figure is told of here."""
    return _found(name) is not None


def title_of(name: str) -> str:
    """What the figure is called among those of its group."""
    return _words(name)[0]


def unit_of(name: str) -> str:
    """What a whole number counts, one of them; nothing if that needs no saying."""
    return _words(name)[1]


def group_of(name: str) -> Group:
    """The nearest group that the figure lies in."""
    groups = (one for chapter in CHAPTERS for one in chapter.groups)
    fitting = [one for one in groups if not one.prefix or name.startswith(f"{one.prefix}.")]
    return max(fitting, key=lambda one: len(one.prefix))
