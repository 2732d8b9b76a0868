"""Credit notes of record (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.finance.credit_notes import CreditNote
from astrobookings.domain.kernel.ids import CreditNoteId

__all__ = ["CreditNotes"]


class CreditNotes(Protocol):
    """Numbered without gaps within each UTC year; at most one for each invoice."""

    def issue(self, note: CreditNote) -> CreditNote:
        """In a transaction: keep *note* under the next number of its year, which replaces the
        number it carries; the one issued before if its invoice has one.
        """
        ...

    def get(self, note_id: CreditNoteId) -> CreditNote:
        """Raises: NotFound."""
        ...
