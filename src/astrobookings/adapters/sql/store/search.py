"""Texts that people search in, any case."""

from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam, select, update

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import agencies, launches, rockets, spaceports
from astrobookings.domain.kernel.ids import AgencyId, RocketId, SpaceportId

__all__ = ["launch_text", "refresh_search", "searched"]


def searched(column: Column[Any], text: str) -> ColumnElement[bool]:
    """*column*, kept case-folded, has *text* somewhere."""
    return column.contains(text.casefold(), autoescape=True)


def launch_text(
    store: SqlStore,
    slug: str,
    *,
    agency_id: AgencyId,
    rocket_id: RocketId,
    spaceport_id: SpaceportId,
) -> str:
    """What a launch is found by: its slug, and the names of agency, rocket and spaceport."""
    names = (
        select(agencies.c.company_name, rockets.c.name, spaceports.c.name)
        .join_from(agencies, rockets, rockets.c.id == rocket_id)
        .join(spaceports, spaceports.c.id == spaceport_id)
        .where(agencies.c.id == agency_id)
    )
    return _joined(slug, *(store.first(names) or ()))


def _joined(*texts: str) -> str:
    return "\n".join(texts).casefold()


def refresh_search(store: SqlStore, which: ColumnElement[bool]) -> None:
    """Write the search texts of launches anew after a name they carry changed."""
    found = (
        select(
            launches.c.id,
            launches.c.slug,
            agencies.c.company_name,
            rockets.c.name,
            spaceports.c.name,
        )
        .join_from(launches, agencies, agencies.c.id == launches.c.agency_id)
        .join(rockets, rockets.c.id == launches.c.rocket_id)
        .join(spaceports, spaceports.c.id == launches.c.spaceport_id)
        .where(which)
        .order_by(launches.c.id)
    )
    texts = [{"which": row[0], "search_text": _joined(*row[1:])} for row in store.rows(found)]
    if texts:
        renamed = update(launches).where(launches.c.id == bindparam("which"))
        store.write(renamed.values(search_text=bindparam("search_text")), texts)
