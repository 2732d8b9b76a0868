"""Putting a launch on the calendar and editing it (story 1.3)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from attrs import evolve, frozen

from astrobookings.domain.agencies.agency import Agency, require_approved
from astrobookings.domain.agencies.destinations import Destination, reaches
from astrobookings.domain.agencies.launch import (
    FINAL,
    LAST_YEAR,
    Launch,
    LaunchStatus,
    NoSuchLaunchMove,
    StatusChange,
    TurnAroundPolicy,
    TurnAroundTooShort,
    launch_slug,
)
from astrobookings.domain.agencies.rocket import Rocket
from astrobookings.domain.agencies.spaceport import Spaceport
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import ZERO, Money

__all__ = [
    "DEFAULT_MINIMUM_OCCUPANCY",
    "LaunchPlan",
    "edit",
    "require_turn_around",
    "schedule",
    "unused_slug",
]

DEFAULT_MINIMUM_OCCUPANCY = Decimal("0.5")
MAX_PRICE = Money.of("999999999.99")


@frozen(kw_only=True)
class LaunchPlan:
    """What an agency decides about a launch."""

    destination: Destination
    launch_at: datetime
    price: Money
    seats_total: int
    minimum_occupancy: Decimal = DEFAULT_MINIMUM_OCCUPANCY
    general_sale_at: datetime | None = None


def _faults(plan: LaunchPlan, rocket: Rocket, now: datetime) -> Iterable[Fault | None]:
    if plan.launch_at <= now:
        yield Fault("/launch_at", "must be in the future", "not-in-future")
    if plan.launch_at.year > LAST_YEAR:
        yield Fault("/launch_at", f"must not be after the year {LAST_YEAR}", "out-of-range")
    if not reaches(rocket.range, plan.destination):
        detail = f"is beyond the rocket's range, {rocket.range}"
        yield Fault("/destination", detail, "out-of-range")
    if not 1 <= plan.seats_total <= rocket.capacity:
        yield Fault("/seats_total", f"must be 1 to {rocket.capacity}", "out-of-range")
    yield from _sale_faults(plan.price, plan.minimum_occupancy)
    if plan.general_sale_at is not None and plan.general_sale_at >= plan.launch_at:
        yield Fault("/general_sale_at", "must be before the launch", "not-before-launch")


def _sale_faults(price: Money, minimum_occupancy: Decimal) -> Iterable[Fault | None]:
    if not ZERO < price <= MAX_PRICE:
        yield Fault("/price", f"must be above 0 and at most {MAX_PRICE}", "out-of-range")
    if not (minimum_occupancy.is_finite() and 0 <= minimum_occupancy <= 1):
        yield Fault("/minimum_occupancy", "must be a share from 0 to 1", "out-of-range")


def schedule(
    launch_id: LaunchId,
    plan: LaunchPlan,
    *,
    agency: Agency,
    rocket: Rocket,
    spaceport: Spaceport,
    taken_slugs: frozenset[str],
    now: datetime,
) -> Launch:
    """A new launch as *plan* has it.

    Raises:
        AgencyNotApproved: the agency is pending or suspended.
        Invalid: with every fault of the plan.
    """
    require_approved(agency)
    refuse_faults(_faults(plan, rocket, now))
    wanted = launch_slug(
        rocket.name, spaceport.name, plan.destination, plan.launch_at, spaceport.zone
    )
    first = StatusChange(
        at=now, status=LaunchStatus.SCHEDULED, launch_at=plan.launch_at, by=agency.id
    )
    return Launch(
        id=launch_id,
        slug=unused_slug(wanted, taken_slugs),
        agency_id=agency.id,
        rocket_id=rocket.id,
        spaceport_id=spaceport.id,
        destination=plan.destination,
        launch_at=plan.launch_at,
        price=plan.price,
        seats_total=plan.seats_total,
        minimum_occupancy=plan.minimum_occupancy,
        general_sale_at=plan.general_sale_at,
        history=(first,),
        created_at=now,
        updated_at=now,
    )


def edit(
    launch: Launch,
    *,
    price: Money,
    minimum_occupancy: Decimal,
    general_sale_at: datetime | None,
) -> Launch:
    """*launch* with another price for later bookings, minimum or opening of the sale.

    The date only moves by a delay.

    Raises:
        NoSuchLaunchMove: the launch is final.
        Invalid: with every fault.
    """
    if launch.status in FINAL:
        raise NoSuchLaunchMove(launch.status, launch.status)
    late = general_sale_at is not None and general_sale_at >= launch.launch_at
    sale = Fault("/general_sale_at", "must be before the launch", "not-before-launch")
    refuse_faults((*_sale_faults(price, minimum_occupancy), sale if late else None))
    return evolve(
        launch,
        price=price,
        minimum_occupancy=minimum_occupancy,
        general_sale_at=general_sale_at,
    )


def unused_slug(wanted: str, taken: frozenset[str]) -> str:
    """*wanted*, or the first of `wanted-2`, `wanted-3`, ... that is not *taken*."""
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def require_turn_around(
    launch_at: datetime, others: Iterable[Launch], policy: TurnAroundPolicy
) -> None:
    """Let a rocket fly at *launch_at* only if none of its *others* is too near.

    Aborted launches never flew and do not count.

    Raises:
        TurnAroundTooShort.
    """
    if any(
        other.status is not LaunchStatus.ABORTED and policy.clash(launch_at, other.launch_at)
        for other in others
    ):
        raise TurnAroundTooShort
