"""One invoice for one launch, in one transaction."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.launch_board import LaunchBoard
from astrobookings.application.ports.launch_books import LaunchBook, LaunchBooks
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import Launch, LaunchStatus
from astrobookings.domain.finance import ledger as entries
from astrobookings.domain.finance.events import InvoiceIssued
from astrobookings.domain.finance.invoices import Invoice, InvoicedLaunch, abort_fee, launch_fee
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import InvoiceId, LaunchId

__all__ = ["Invoicing"]


@frozen
class Invoicing:
    """Issues invoices; a launch invoiced before keeps the invoice it has (stories 3.1, 3.2)."""

    invoices: Invoices
    launches: Launches
    agencies: Agencies
    board: LaunchBoard
    launch_books: LaunchBooks
    ledger: Ledger
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    finance: FinancePolicies

    def __call__(self, by: Principal, launch_id: LaunchId) -> Invoice:
        """The live invoice of the launch.

        Raises:
            NotFound: no such launch.
            NotInvoiceable: see `launch_fee` and `abort_fee`.
        """
        now = self.clock.now()
        with self.operations(by.origin("issue-invoice", now)):
            launch = self.launches.lock(launch_id)
            drafted = self._draft(launch, now)
            issued = self.invoices.issue(drafted)
            if issued.id == drafted.id:
                self.ledger.post(entries.invoiced(self.ids.new(), issued, now))
                event = InvoiceIssued(issued.id, issued.agency_id, launch_id, issued.amount)
                self.operations_outbox.add(event)
        return issued

    def _draft(self, launch: Launch, now: datetime) -> Invoice:
        agency, book = self.agencies.get(launch.agency_id), self.launch_books.of(launch.id)
        invoice_id, facts = InvoiceId(self.ids.new()), self._facts(launch, book, now)
        if launch.status is LaunchStatus.ABORTED:
            return abort_fee(
                invoice_id,
                agency,
                launch,
                facts,
                successes_before=book.successes_before,
                now=now,
                policies=self.finance,
            )
        return launch_fee(
            invoice_id,
            agency,
            launch,
            facts,
            revenue=book.revenue,
            unsettled=book.live_bookings,
            successes_before=book.successes_before,
            now=now,
            policies=self.finance,
        )

    def _facts(self, launch: Launch, book: LaunchBook, now: datetime) -> InvoicedLaunch:
        card = self.board.get(launch.id, now=now)
        return InvoicedLaunch(
            slug=launch.slug,
            destination=launch.destination,
            launch_at=launch.launch_at,
            time_zone=card.time_zone,
            rocket_name=card.rocket_name,
            spaceport_name=card.spaceport_name,
            seats=book.seats,
            reason=launch.history[-1].reason if launch.status is LaunchStatus.ABORTED else "",
        )
