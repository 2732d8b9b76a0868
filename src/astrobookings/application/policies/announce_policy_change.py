"""An operations manager changes figures from a date on (story 6.6)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import frozen

from astrobookings.application.policies.agreement import disagreement
from astrobookings.application.policies.meaning import fixed_because
from astrobookings.application.policies.policy_book import PolicyBook
from astrobookings.application.policies.views import PolicyChangeView, seen
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.policy_changes import PolicyChanges
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Invalid, refuse_faults
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import NewFigure, PolicyChange, announce
from astrobookings.domain.policies.events import PolicyChangeAnnounced
from astrobookings.domain.policies.figures import BadFigure, figures_of, usual
from astrobookings.domain.policies.policy import AnnouncementPolicy

__all__ = ["AnnouncePolicyChange", "NewFigures"]


@frozen(kw_only=True)
class NewFigures:
    """What figures are to be, from when on, and why."""

    figures: tuple[NewFigure, ...]
    effective_from: datetime
    reason: str


@frozen
class AnnouncePolicyChange:
    """Decide that figures hold from an instant on, in every process alike."""

    policy_changes: PolicyChanges
    policy_book: PolicyBook
    announcements: AnnouncementPolicy
    system: Transactions
    system_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, wanted: NewFigures) -> PolicyChangeView:
        """The change as it was kept.

        Raises:
            NotSignedIn, NotAllowed: only operations managers change policies.
            Invalid: a figure that is not there, is fixed, or makes no sense by itself, beside the
                others or with what is planned; too near an instant; no reason.
            Stale: somebody else decided in between.
        """
        authorize(by, Action.MANAGE_POLICIES)
        now = self.clock.now()
        figures = self._checked(wanted.figures)
        with self.system(by.origin("announce-policy-change", now)):
            before = self.policy_changes.after(0)
            change = announce(
                before,
                PolicyChangeId(self.ids.new()),
                figures,
                wanted.effective_from,
                reason=wanted.reason,
                by=by.user_id,
                now=now,
                policy=self.announcements,
            )
            self._refuse_nonsense((*before, change), now)
            saved = self.policy_changes.add(change)
            self.system_outbox.add(PolicyChangeAnnounced(saved.id))
        return seen(saved, before, now, self.announcements)

    def _checked(self, figures: tuple[NewFigure, ...]) -> tuple[NewFigure, ...]:
        """*figures* as they are usually written.

        Raises:
            Invalid: with the fault of each that is wrong by itself.
        """
        if not figures:
            raise Invalid((Fault("/changes", "must name a figure", "required"),))
        refuse_faults(self._faults(figures))
        book = self.policy_book.configured
        return tuple(NewFigure(one.name, usual(book, one.name, one.value)) for one in figures)

    def _faults(self, figures: tuple[NewFigure, ...]) -> Iterator[Fault]:
        known = {one.name: one for one in figures_of(self.policy_book.configured)}
        for place, one in enumerate(figures):
            at = f"/changes/{place}"
            if one.name in {other.name for other in figures[:place]}:
                yield Fault(f"{at}/figure", "is named twice", "duplicate")
            elif one.name in known and (why := fixed_because(known[one.name])) is not None:
                yield Fault(f"{at}/figure", f"cannot be changed here: {why}", "fixed")
            else:
                try:
                    usual(self.policy_book.configured, one.name, one.value)
                except BadFigure as fault:
                    where = "value" if one.name in known else "figure"
                    yield Fault(f"{at}/{where}", str(fault), "invalid")

    def _refuse_nonsense(self, decisions: Sequence[PolicyChange], now: datetime) -> None:
        found = disagreement(self.policy_book, decisions, now)
        if found is not None:
            at = f"from {found.at:%Y-%m-%d %H:%M:%S} UTC on: {found.fault}"
            raise Invalid((Fault("/changes", at, "invalid"),))
