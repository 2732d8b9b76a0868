"""Credit notes of record."""

from datetime import UTC

from attrs import evolve, field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.numbering import lock_counter, raise_counter
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.finance import credit_notes
from astrobookings.domain.finance.credit_notes import CreditNote, credit_note_number
from astrobookings.domain.kernel.ids import CreditNoteId

__all__ = ["SqlCreditNotes"]

CREDIT_NOTE = shape_of("credit_note", CreditNote, credit_notes)
_SERIES = "CN"


@frozen
class SqlCreditNotes:
    """Whoever issues holds the year's counter until the transaction ends."""

    store: SqlStore
    _records: Records[CreditNote] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[CreditNote]:
        return Records(self.store, CREDIT_NOTE)

    def issue(self, note: CreditNote) -> CreditNote:
        year = note.issued_at.astimezone(UTC).year
        last = lock_counter(self.store, _SERIES, year)
        same = credit_notes.c.invoice_id == note.invoice_id
        before = self._records.one(self._records.select().where(same))
        if before is not None:
            return before
        raise_counter(self.store, _SERIES, year, last + 1)
        return self._records.add(evolve(note, number=credit_note_number(year, last + 1)))

    def get(self, note_id: CreditNoteId) -> CreditNote:
        return self._records.get(note_id)
