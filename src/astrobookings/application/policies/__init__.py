"""Policies: what they say, and how they are changed from a date on."""
