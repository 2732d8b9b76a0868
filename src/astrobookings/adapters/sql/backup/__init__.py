"""Whole stores, read at one instant and put back into empty databases.

Rows travel as lines of JSON that both SQLite and PostgreSQL read: a backup of either is restored
into either. What stands in a table is read as the database has it, so that backups of earlier
schemas need no code of their own: they are put back as they were and then migrated.
"""

from astrobookings.adapters.sql.backup.snapshot import SqlSnapshot, sql_snapshot
from astrobookings.adapters.sql.backup.target import NotEmpty, SqlTarget, sql_target

__all__ = ["NotEmpty", "SqlSnapshot", "SqlTarget", "sql_snapshot", "sql_target"]
