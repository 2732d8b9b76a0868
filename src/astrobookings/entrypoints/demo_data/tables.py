"""Tables as plain text: a record a line, cells between bars."""

__all__ = ["rows"]


def rows(table: str) -> list[list[str]]:
    """The cells of each record; a line that begins with a bar goes on with the one before."""
    lines = table.strip().replace("\n|", " |").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]
