"""Invoices, their payment, and what launches brought in."""
