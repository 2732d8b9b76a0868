"""The schemas of the stores."""

from collections.abc import Callable, Iterator

from attrs import frozen

from astrobookings.adapters.sql import Newer, Which, behind, migrate
from astrobookings.entrypoints.bootstrap.extras import require_extras
from astrobookings.entrypoints.settings import BadSettings, Settings

__all__ = ["Schema", "migrate_stores", "schemas", "stores_behind"]


@frozen
class Schema:
    """The schema of one store."""

    name: Which
    is_behind: Callable[[], bool]
    """Raises: Unavailable: the store does not answer."""
    migrate: Callable[[], None]
    """Raises: Unavailable: the store does not answer."""


def schemas(settings: Settings) -> Iterator[Schema]:
    """The schema of each store that *settings* name.

    Raises:
        BadSettings: a library for one of them is not installed.
    """
    require_extras(settings)
    yield _sql(settings.operations_url, "operations")
    if settings.system_on_mongo:
        yield _mongo(settings.system_url)
    else:
        yield _sql(settings.system_url, "system")


def migrate_stores(settings: Settings) -> tuple[str, ...]:
    """Bring both databases to the present schema; the names of those that were behind.

    Raises:
        BadSettings: one of them cannot be brought there by this release.
    """
    return tuple(schema.name for schema in schemas(settings) if _migrated(schema))


def _migrated(schema: Schema) -> bool:
    if not schema.is_behind():
        return False
    try:
        schema.migrate()
    except Newer as error:
        told = f"A newer release made the schema of the {schema.name} database"
        raise BadSettings(f"{told}; install that release or a later one.") from error
    return True


def stores_behind(settings: Settings) -> tuple[str, ...]:
    """The names of the databases whose schema is not the present one."""
    return tuple(schema.name for schema in schemas(settings) if schema.is_behind())


def _sql(url: str, which: Which) -> Schema:
    return Schema(which, lambda: behind(url, which), lambda: migrate(url, which))


def _mongo(url: str) -> Schema:
    from astrobookings.adapters.mongo import Newer, Standalone, migrate_mongo, mongo_behind

    def migrated() -> None:
        try:
            migrate_mongo(url)
        except (Newer, Standalone) as error:
            raise BadSettings(f"ASTRO_SYSTEM_URL: {error}") from error

    return Schema("system", lambda: mongo_behind(url), migrated)
