"""Figures of the platform's rules: read by name, and changed from a date on."""
