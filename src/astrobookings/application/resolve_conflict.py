"""An IT employee decides which of two values stays (story 5.2)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import frozen

from astrobookings.application.agencies.edit_launch import EditLaunch, LaunchUpdate
from astrobookings.application.booking.name_passengers import NamePassengers
from astrobookings.application.identity.update_me import ProfileUpdate, UpdateMe
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.sync_conflicts import SyncConflicts
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.sync.routes import Routes
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.errors import NotFound, refuse_faults
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    ConflictMovedOn,
    NotAdoptable,
    Resolution,
    SyncConflict,
    found_again,
    require_open,
    resolve,
)
from astrobookings.domain.sync.copies import ChangedElsewhere
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["ResolveConflict"]

_LONGEST_REASON = 1000
_PROFILE = frozenset({"first_name", "last_name", "phone", "address", "country", "tax_id"})
_PASSENGERS = "booking/passengers"
_LAUNCH = {
    "card/launch/price": "price",
    "card/launch/minimum_occupancy": "minimum_occupancy",
    "card/launch/general_sale_at": "general_sale_at",
}
_FOLLOWS = frozenset({"card/seats_left", "holds"})
"""Facts that nobody decides: they follow from the sale of seats."""
_BOOKKEEPING = ("version", "updated_at")


@frozen
class ResolveConflict:
    """Writes the source over the copy, or has what the copy says enter the source as if its owner
    had said so; the copy follows.
    """

    sync_conflicts: SyncConflicts
    routes: Routes
    update_me: UpdateMe
    name_passengers: NamePassengers
    edit_launch: EditLaunch
    bookings: Bookings
    launches: Launches
    system: Transactions
    clock: Clock

    def __call__(
        self,
        by: Principal,
        conflict_id: ConflictId,
        how: Resolution,
        *,
        reason: str = "",
        if_version: int | None = None,
    ) -> SyncConflict:
        """The resolved conflict. May be repeated after a crash.

        Raises:
            NotSignedIn, NotAllowed: IT employees only.
            NotFound: no such conflict.
            ConflictResolved, ConflictMovedOn: it was resolved, or the copy changed since.
            NotAdoptable: the copy differs in what its owner may not change.
            Invalid, Refused: as the owner's use-case has it.
            Stale: the conflict's version is not *if_version*.
            Unavailable: a store does not answer.
        """
        authorize(by, Action.RESOLVE_CONFLICTS)
        if reason:
            refuse_faults((text_fault("/reason", reason, longest=_LONGEST_REASON, one_line=False),))
        conflict = self.sync_conflicts.get(conflict_id)
        check_version(conflict, if_version, kind="conflict")
        require_open(conflict)
        if how is Resolution.KEEP_COPY:
            self._adopt(by, conflict)
        self._copy(by, conflict)
        now = self.clock.now()
        with self.system(by.origin("resolve-conflict", now)):
            current = self.sync_conflicts.lock(conflict_id)
            decided = resolve(current, how, by=by.user_id, reason=reason.strip(), now=now)
            return self.sync_conflicts.save(decided)

    def _copy(self, by: Principal, conflict: SyncConflict) -> None:
        """Write the source as it is now over the copy, if that still is the one decided on."""
        route = self.routes(conflict.which)
        found = route.source.read([conflict.key])
        if not found:
            raise NotFound(conflict.which.value, str(conflict.key))
        origin = by.origin("resolve-conflict", self.clock.now())
        try:
            with route.transaction(origin):
                route.copies.put(found[0], over=conflict.copy_digest)
        except ChangedElsewhere as refusal:
            self._note(by, conflict, refusal)
            raise ConflictMovedOn from refusal

    def _note(self, by: Principal, conflict: SyncConflict, refusal: ChangedElsewhere) -> None:
        now = self.clock.now()
        with self.system(by.origin("resolve-conflict", now)):
            current = self.sync_conflicts.lock(conflict.id)
            found = SyncConflict(
                id=current.id,
                which=current.which,
                key=current.key,
                source=refusal.source,
                source_version=current.source_version,
                copy=refusal.copy,
                copy_digest=refusal.digest,
                found_at=now,
                created_at=now,
                updated_at=now,
            )
            self.sync_conflicts.save(found_again(current, found))

    def _adopt(self, by: Principal, conflict: SyncConflict) -> None:
        adopt: Mapping[SyncSet, Callable[[Principal, SyncConflict], None]] = {
            SyncSet.PROFILES: self._adopt_profile,
            SyncSet.BOOKINGS: self._adopt_booking,
            SyncSet.LAUNCHES: self._adopt_launch,
        }
        adopt[conflict.which](by, conflict)

    def _adopt_profile(self, by: Principal, conflict: SyncConflict) -> None:
        values = _adoptable(conflict, _PROFILE)
        owner = _in_the_name_of(by, conflict, Standing.TRAVELER, UserId(conflict.key))
        self.update_me(owner, ProfileUpdate(**values))

    def _adopt_booking(self, by: Principal, conflict: SyncConflict) -> None:
        values = _adoptable(conflict, frozenset({_PASSENGERS}))
        booking_id = BookingId(conflict.key)
        traveler = self.bookings.get(booking_id).traveler_id
        owner = _in_the_name_of(by, conflict, Standing.TRAVELER, traveler)
        if values:
            self.name_passengers(owner, booking_id, _passengers(values[_PASSENGERS]))

    def _adopt_launch(self, by: Principal, conflict: SyncConflict) -> None:
        values = _adoptable(conflict, frozenset(_LAUNCH))
        launch_id = LaunchId(conflict.key)
        agency = self.launches.get(launch_id).agency_id
        owner = _in_the_name_of(by, conflict, Standing.AGENCY, UserId(agency))
        self.edit_launch(owner, launch_id, _launch_update(values))


def _adoptable(conflict: SyncConflict, allowed: frozenset[str]) -> dict[str, Any]:
    """What the copy says of the facts that differ.

    Raises:
        NotAdoptable: some of them are not *allowed*.
    """
    names = [
        name for name in conflict.fields if name not in _FOLLOWS and not name.endswith(_BOOKKEEPING)
    ]
    others = tuple(name for name in names if name not in allowed)
    if others:
        raise NotAdoptable(others)
    return {name: conflict.copy[name] for name in names}


def _in_the_name_of(
    by: Principal, conflict: SyncConflict, standing: Standing, owner: UserId
) -> Principal:
    """The owner, through the conflict: its record says who decided."""
    return Principal(
        standing=standing,
        user_id=owner,
        service=f"conflict:{conflict.id}",
        request_id=by.request_id,
    )


def _passengers(facts: list[Any]) -> tuple[Passenger | None, ...]:
    return tuple(
        None
        if one is None
        else Passenger(
            first_name=one["first_name"],
            last_name=one["last_name"],
            birth_date=date.fromisoformat(one["birth_date"]),
        )
        for one in facts
    )


def _launch_update(values: Mapping[str, Any]) -> LaunchUpdate:
    told = {_LAUNCH[name]: value for name, value in values.items()}
    price, least = told.get("price"), told.get("minimum_occupancy")
    sale = told.get("general_sale_at")
    return LaunchUpdate(
        price=None if price is None else Money.of(price),
        minimum_occupancy=None if least is None else Decimal(least),
        general_sale_at=None if sale is None else datetime.fromisoformat(sale),
        clear_general_sale="general_sale_at" in told and sale is None,
    )
