"""Documents for people: letters, calendar entries, receipts."""
