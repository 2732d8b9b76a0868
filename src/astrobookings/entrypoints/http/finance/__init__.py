"""FinanceAPI: invoices, refunds, reports, and what the payment gateway tells."""
