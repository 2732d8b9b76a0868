"""The stores of the context of finance keep their contracts."""

from astrobookings.testing.contracts.credit_notes import CreditNotesContract
from astrobookings.testing.contracts.export_source import ExportSourceContract
from astrobookings.testing.contracts.exports import ExportsContract
from astrobookings.testing.contracts.invoice_payments import InvoicePaymentsContract
from astrobookings.testing.contracts.invoices import InvoicesContract
from astrobookings.testing.contracts.launch_books import LaunchBooksContract
from astrobookings.testing.contracts.reports import ReportsContract
from tests.contracts.stores import OnOperations, OnSystem


class TestCreditNotes(OnOperations, CreditNotesContract):
    pass


class TestExportSource(OnOperations, ExportSourceContract):
    pass


class TestExports(OnSystem, ExportsContract):
    pass


class TestInvoicePayments(OnOperations, InvoicePaymentsContract):
    pass


class TestInvoices(OnOperations, InvoicesContract):
    pass


class TestLaunchBooks(OnOperations, LaunchBooksContract):
    pass


class TestReports(OnOperations, ReportsContract):
    pass
