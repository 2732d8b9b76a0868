"""Tables as plain text."""

from astrobookings.application.ports.papers import Paper
from astrobookings.application.ports.tables import CSV, PDF, XLSX, Table

__all__ = ["MemoryTables"]


class MemoryTables:
    """Columns between tabs, whatever kind of file is asked for."""

    def csv(self, table: Table) -> Paper:
        return _written(table, "csv", CSV)

    def xlsx(self, table: Table) -> Paper:
        return _written(table, "xlsx", XLSX)

    def pdf(self, table: Table) -> Paper:
        return _written(table, "pdf", PDF)


def _written(table: Table, ending: str, content_type: str) -> Paper:
    rows = [table.columns, *table.rows, *([] if table.totals is None else [table.totals])]
    lines = ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return Paper(f"{table.name}.{ending}", content_type, "\n".join(lines).encode())
