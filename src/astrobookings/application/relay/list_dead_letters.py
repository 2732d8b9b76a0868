"""An IT employee looks at the events that could not be heard (story 4.7)."""

from attrs import frozen

from astrobookings.application.ports.dead_letters import DeadLetters
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.deliveries import Delivery
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["DeadLetter", "ListDeadLetters"]


@frozen
class DeadLetter:
    """A dead event, and the store it lies in."""

    store: str
    delivery: Delivery

    @property
    def key(self) -> tuple[str, str]:
        """Where it stands in the list of either store."""
        envelope = self.delivery.envelope
        return envelope.at.isoformat(), str(envelope.id)


@frozen
class ListDeadLetters:
    """The dead events of both stores."""

    system_dead_letters: DeadLetters
    operations_dead_letters: DeadLetters

    def __call__(self, by: Principal, page: PageRequest) -> Page[DeadLetter]:
        """Oldest first.

        Raises:
            NotSignedIn, NotAllowed: only IT employees look at them.
        """
        authorize(by, Action.MANAGE_DEAD_LETTERS)
        pages = {
            "system": self.system_dead_letters.list(page),
            "operations": self.operations_dead_letters.list(page),
        }
        found = [DeadLetter(store, one) for store, part in pages.items() for one in part.items]
        found.sort(key=lambda one: (one.delivery.envelope.at, one.delivery.envelope.id))
        chosen = tuple(found[: page.limit])
        more = len(found) > page.limit or any(part.next for part in pages.values())
        return Page(chosen, chosen[-1].key if more else None)
