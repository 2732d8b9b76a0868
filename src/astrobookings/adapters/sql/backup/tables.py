"""The tables that hold records, apart from what a database makes of them by itself."""

import sqlalchemy as sa

__all__ = ["drop_everything", "tables_in"]

_VERSION = "alembic_version"
_FUNCTIONS = """
SELECT quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname = current_schema() AND NOT EXISTS (
  SELECT 1 FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e'
)
"""
"""Those that no extension brought."""


def tables_in(connection: sa.Connection) -> list[str]:
    """Their names; those that others refer to come first."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=_ordinary(connection))
    return [table.name for table in metadata.sorted_tables if table.name != _VERSION]


def _ordinary(connection: sa.Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        return sa.inspect(connection).get_table_names()
    return [name for name, kind in _kinds(connection) if kind == "table"]


def _kinds(connection: sa.Connection) -> list[tuple[str, str]]:
    """SQLite's tables; `virtual` ones make `shadow` ones, which go with them."""
    found = connection.exec_driver_sql("PRAGMA main.table_list").mappings()
    rows = [(str(row["name"]), str(row["type"])) for row in found]
    return [(name, kind) for name, kind in rows if not name.startswith("sqlite_")]


def drop_everything(connection: sa.Connection) -> None:
    """Leave the database as if nothing had ever been migrated."""
    quoted = connection.dialect.identifier_preparer.quote_identifier
    if connection.dialect.name == "postgresql":
        for name in sa.inspect(connection).get_table_names():
            connection.exec_driver_sql(f"DROP TABLE {quoted(name)} CASCADE")
        for (signature,) in connection.exec_driver_sql(_FUNCTIONS).all():
            connection.exec_driver_sql(f"DROP FUNCTION {signature}")
        return
    kinds = _kinds(connection)
    for wanted in ("virtual", "table"):
        for name in (name for name, kind in kinds if kind == wanted):
            connection.exec_driver_sql(f"DROP TABLE {quoted(name)}")
