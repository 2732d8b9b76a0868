"""An operations manager reads what became of policies, and why (story 6.6)."""

from attrs import frozen

from astrobookings.application.policies.views import ChangeStatus, PolicyChangeView, seen
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.policy_changes import PolicyChanges
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.domain.policies.policy import AnnouncementPolicy

__all__ = ["ListPolicyChanges"]


@frozen
class ListPolicyChanges:
    """Every announcement with its reason, the newest first; people make few, so all are read."""

    policy_changes: PolicyChanges
    announcements: AnnouncementPolicy
    clock: Clock

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        figure: str | None = None,
        status: ChangeStatus | None = None,
    ) -> Page[PolicyChangeView]:
        """Those of *figure* (or of a table of figures) and in *status*, all if None.

        Raises:
            NotSignedIn, NotAllowed: only operations managers read them.
            Invalid: a cursor of another list.
        """
        authorize(by, Action.MANAGE_POLICIES)
        now, below = self.clock.now(), _number(page)
        decisions = self.policy_changes.after(0)
        told = (one for one in reversed(decisions) if one.figures)
        views = (seen(one, decisions, now, self.announcements) for one in told)
        found = [
            one
            for one in views
            if (below is None or one.change.number < below)
            and status in {None, one.status}
            and _is_of(one, figure)
        ]
        items = tuple(found[: page.limit])
        more = len(found) > page.limit
        return Page(items, (str(items[-1].change.number),) if more else None)


def _number(page: PageRequest) -> int | None:
    if page.after is None:
        return None
    if len(page.after) != 1 or not page.after[0].isdecimal():
        raise Invalid((Fault("/after", "is no cursor of this list", "invalid-cursor"),))
    return int(page.after[0])


def _is_of(view: PolicyChangeView, figure: str | None) -> bool:
    if figure is None:
        return True
    names = (one.name for one in view.change.figures)
    return any(name == figure or name.startswith(f"{figure}.") for name in names)
