"""An operations manager thinks better of a change that was announced (story 6.6)."""

from attrs import frozen

from astrobookings.application.policies.agreement import disagreement
from astrobookings.application.policies.policy_book import PolicyBook
from astrobookings.application.policies.views import PolicyChangeView, seen
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.policy_changes import PolicyChanges
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import PolicyChangeId
from astrobookings.domain.policies.changes import withdraw
from astrobookings.domain.policies.errors import PoliciesDisagree
from astrobookings.domain.policies.events import PolicyChangeWithdrawn
from astrobookings.domain.policies.policy import AnnouncementPolicy

__all__ = ["WithdrawPolicyChange"]


@frozen
class WithdrawPolicyChange:
    """Decide that a change will not come; possible while every process can hear of it in time."""

    policy_changes: PolicyChanges
    policy_book: PolicyBook
    announcements: AnnouncementPolicy
    system: Transactions
    system_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, change_id: PolicyChangeId, reason: str) -> PolicyChangeView:
        """The change, withdrawn.

        Raises:
            NotSignedIn, NotAllowed: only operations managers change policies.
            NotFound: no such change.
            Invalid, PolicyChangeSettled: see `withdraw`.
            PoliciesDisagree: changes planned beside it would make no sense without it.
            Stale: somebody else decided in between.
        """
        authorize(by, Action.MANAGE_POLICIES)
        now = self.clock.now()
        with self.system(by.origin("withdraw-policy-change", now)):
            before = self.policy_changes.after(0)
            announced = (one for one in before if one.id == change_id and one.figures)
            change = next(announced, None)
            if change is None:
                raise NotFound("policy_change", str(change_id))
            withdrawal = withdraw(
                before,
                change,
                PolicyChangeId(self.ids.new()),
                reason=reason,
                by=by.user_id,
                now=now,
                policy=self.announcements,
            )
            found = disagreement(self.policy_book, (*before, withdrawal), now)
            if found is not None:
                raise PoliciesDisagree(found.at, str(found.fault))
            saved = self.policy_changes.add(withdrawal)
            self.system_outbox.add(PolicyChangeWithdrawn(change.id))
        return seen(change, (*before, saved), now, self.announcements)
