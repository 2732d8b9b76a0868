"""Credit notes in memory."""

from datetime import UTC

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Records, Rows
from astrobookings.domain.finance.credit_notes import CreditNote, credit_note_number
from astrobookings.domain.kernel.ids import CreditNoteId

__all__ = ["MemoryCreditNotes"]


class MemoryCreditNotes:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[CreditNote] = Records(store, "credit_note")
        self._counts: Rows[int, int] = store.rows("credit_note_counts")

    def issue(self, note: CreditNote) -> CreditNote:
        same = (one for one in self._records.all() if one.invoice_id == note.invoice_id)
        before = next(same, None)
        if before is not None:
            return before
        year = note.issued_at.astimezone(UTC).year
        count = (self._counts.find(year) or 0) + 1
        self._counts.put(year, count)
        return self._records.add(evolve(note, number=credit_note_number(year, count)))

    def get(self, note_id: CreditNoteId) -> CreditNote:
        return self._records.get(note_id)
