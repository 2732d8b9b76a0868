"""Who owes what: invoices of the platform to agencies, their payment, and revenue."""
