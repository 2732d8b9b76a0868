"""An IT employee has a dead event tried again (story 4.7)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.dead_letters import DeadLetters
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.relay.list_dead_letters import DeadLetter
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import EventId

__all__ = ["RetryDeadLetter"]


@frozen
class RetryDeadLetter:
    """Let those who could not hear an event try anew; those who heard it are left in peace."""

    system: Transactions
    system_dead_letters: DeadLetters
    operations: Transactions
    operations_dead_letters: DeadLetters
    clock: Clock

    def __call__(self, by: Principal, store: str, event_id: EventId) -> DeadLetter:
        """The event, which waits again.

        Raises:
            NotSignedIn, NotAllowed: only IT employees decide that.
            NotFound: no dead event of *store* has this id.
        """
        authorize(by, Action.MANAGE_DEAD_LETTERS)
        now = self.clock.now()
        transaction, dead_letters = self._in(store, event_id)
        with transaction(by.origin("retry-dead-letter", now)):
            return DeadLetter(store, dead_letters.revive(event_id, now))

    def _in(self, store: str, event_id: EventId) -> tuple[Transactions, DeadLetters]:
        if store == "system":
            return self.system, self.system_dead_letters
        if store == "operations":
            return self.operations, self.operations_dead_letters
        raise NotFound("dead letter", f"{store}/{event_id}")
