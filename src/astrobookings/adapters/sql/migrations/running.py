"""What both histories do alike."""

from alembic import context

from astrobookings.adapters.sql.migrations.entry_promises import FULL_TEXT

__all__ = ["run"]


def run() -> None:
    """Run what was asked for on the connection and tables in the configuration."""
    given = context.config.attributes
    context.configure(
        connection=given["connection"],
        target_metadata=given["metadata"],
        render_as_batch=True,
        compare_server_default=False,
        include_name=_is_told_by_tables,
    )
    with context.begin_transaction():
        context.run_migrations()


def _is_told_by_tables(name: str | None, *_: object) -> bool:
    """Indexes of words differ too much between databases to stand in the tables of the code."""
    return not (name or "").startswith(FULL_TEXT)
