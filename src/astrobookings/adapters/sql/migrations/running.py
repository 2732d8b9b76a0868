"""What both histories do alike."""

from alembic import context

__all__ = ["run"]


def run() -> None:
    """Run what was asked for on the connection and tables in the configuration."""
    given = context.config.attributes
    context.configure(
        connection=given["connection"],
        target_metadata=given["metadata"],
        render_as_batch=True,
        compare_server_default=False,
    )
    with context.begin_transaction():
        context.run_migrations()
