"""What every adapter of `Sheets` must do."""

from datetime import date
from itertools import count, islice

from astrobookings.application.ports.sheets import Sheets
from astrobookings.application.ports.tables import Row
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import NOW

__all__ = ["SheetsContract"]

COLUMNS = ("Agency", "Seats", "Amount (USD)", "Share", "Day", "At", "Nothing")
ROW: Row = ("Orbita", 3, Money.of("1250000.05"), 0.5, date(2027, 2, 3), NOW, None)


class SheetsContract:
    """Needs a fixture `sheets`."""

    def test_lines_can_be_put_one_after_the_other(self, sheets: Sheets) -> None:
        both = sheets.lines([ROW, ROW])

        assert sheets.lines([ROW]) + sheets.lines([ROW]) == both
        assert sheets.lines([]) == b""
        assert "Orbita" in both.decode()

    def test_a_workbook_comes_in_pieces(self, sheets: Sheets) -> None:
        pieces = list(sheets.workbook("Bookings", COLUMNS, [ROW], as_of=NOW))

        assert b"".join(pieces)
        assert all(0 < len(piece) <= 2**20 for piece in pieces)

    def test_a_workbook_made_again_is_the_same(self, sheets: Sheets) -> None:
        first, again = (
            b"".join(sheets.workbook("Bookings", COLUMNS, [ROW], as_of=NOW)) for _ in range(2)
        )

        assert first == again

    def test_a_workbook_without_rows_has_its_head(self, sheets: Sheets) -> None:
        assert b"".join(sheets.workbook("Bookings", COLUMNS, [], as_of=NOW))

    def test_rows_are_taken_as_they_come(self, sheets: Sheets) -> None:
        numbers = count()
        rows = ((f"row {number}",) for number in islice(numbers, 1000))

        assert b"".join(sheets.workbook("Rows", ("Name",), rows, as_of=NOW))
        assert next(numbers) == 1000
