"""What each store has of its own keeps its contract."""

from astrobookings.testing.contracts.changes import ChangeLogContract
from astrobookings.testing.contracts.dead_letters import DeadLettersContract
from astrobookings.testing.contracts.deliveries import DeliveriesContract
from astrobookings.testing.contracts.handled import HandledContract
from astrobookings.testing.contracts.outbox import OutboxContract
from astrobookings.testing.contracts.transactions import TransactionsContract
from tests.contracts.stores import OnBothStores


class TestTransactions(OnBothStores, TransactionsContract):
    pass


class TestOutbox(OnBothStores, OutboxContract):
    pass


class TestDeliveries(OnBothStores, DeliveriesContract):
    pass


class TestDeadLetters(OnBothStores, DeadLettersContract):
    pass


class TestChanges(OnBothStores, ChangeLogContract):
    pass


class TestHandled(OnBothStores, HandledContract):
    pass
