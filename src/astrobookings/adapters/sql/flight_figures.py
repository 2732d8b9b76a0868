"""Figures for everybody, counted in the database."""

from typing import Any

from attrs import frozen
from sqlalchemy import ScalarSelect, func, select, text

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import (
    COMPLETED,
    agencies,
    bookings,
    spaceports,
)
from astrobookings.adapters.sql.tables.people import testimonials
from astrobookings.application.ports.flight_figures import Flown
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.booking.testimonials import TestimonialStatus, average_stars

__all__ = ["SqlFlightFigures"]


def _told(figure: Any) -> ScalarSelect[int]:
    approved = testimonials.c.status == TestimonialStatus.APPROVED.value
    return select(func.coalesce(figure, 0)).where(approved).scalar_subquery()


_FLOWN = select(
    select(func.coalesce(func.sum(agencies.c.successful_launches), 0)).scalar_subquery(),
    select(func.coalesce(func.sum(bookings.c.seat_count), 0))
    .where(text(COMPLETED))
    .scalar_subquery(),
    select(func.count())
    .select_from(agencies)
    .where(agencies.c.status == AgencyStatus.APPROVED.value)
    .scalar_subquery(),
    select(func.count()).select_from(spaceports).scalar_subquery(),
    _told(func.count(testimonials.c.stars)),
    _told(func.sum(testimonials.c.stars)),
)


@frozen
class SqlFlightFigures:
    """Agencies count their successful launches themselves."""

    store: SqlStore

    def count(self) -> Flown:
        launches, seats, approved, ports, told, stars = (
            int(figure) for figure in self.store.rows(_FLOWN)[0]
        )
        return Flown(
            launches=launches,
            seats=seats,
            agencies=approved,
            spaceports=ports,
            testimonials=told,
            stars=average_stars(stars, told),
        )
