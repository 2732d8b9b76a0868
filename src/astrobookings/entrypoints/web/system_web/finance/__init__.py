"""Money: invoices, refunds, reports, exports, policies."""

from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.web.system_web.finance.agency_reports import AgencyReportsController
from astrobookings.entrypoints.web.system_web.finance.annual_report import AnnualReportController
from astrobookings.entrypoints.web.system_web.finance.export_request import (
    ExportRequestController,
)
from astrobookings.entrypoints.web.system_web.finance.exports import ExportsController
from astrobookings.entrypoints.web.system_web.finance.figure_changes import (
    FigureChangesController,
)
from astrobookings.entrypoints.web.system_web.finance.invoice import InvoiceController
from astrobookings.entrypoints.web.system_web.finance.invoice_list import InvoicesController
from astrobookings.entrypoints.web.system_web.finance.invoice_payments import (
    InvoicePaymentsController,
)
from astrobookings.entrypoints.web.system_web.finance.invoicing import InvoicingController
from astrobookings.entrypoints.web.system_web.finance.operations_report import (
    OperationsReportController,
)
from astrobookings.entrypoints.web.system_web.finance.policies import PoliciesController
from astrobookings.entrypoints.web.system_web.finance.refunds import RefundsController

__all__ = ["PAGES"]

PAGES: tuple[ControllerRouterHandler, ...] = (
    InvoicesController,
    InvoicingController,
    InvoiceController,
    InvoicePaymentsController,
    RefundsController,
    AnnualReportController,
    AgencyReportsController,
    OperationsReportController,
    ExportsController,
    ExportRequestController,
    PoliciesController,
    FigureChangesController,
)
