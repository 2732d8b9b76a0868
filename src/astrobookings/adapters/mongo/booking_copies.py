"""Copies of bookings."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.copies import BOOKING_COPIES, LAUNCH_COPIES
from astrobookings.adapters.mongo.mapping import micros
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.copies import Copies
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoBookingCopies"]

_NEWEST = Keyset((by_instant("created_at"), by_id()), descending=True)


def _fields(copy: BookingSnapshot) -> Document:
    booking = copy.booking
    return {
        "reference": booking.reference,
        "traveler_id": booking.traveler_id,
        "launch_id": booking.launch_id,
        "agency_id": booking.agency_id,
        "status": booking.status.value,
        "held_until": micros(booking.held_until),
        "created_at": micros(booking.created_at),
    }


@frozen
class MongoBookingCopies:
    store: MongoStore
    _copies: Copies[BookingSnapshot] = field(init=False)

    @_copies.default
    def _make_copies(self) -> Copies[BookingSnapshot]:
        return Copies(self.store, "booking", BookingSnapshot, BOOKING_COPIES.name, _fields)

    def get(self, booking_id: BookingId) -> BookingSnapshot:
        return self._copies.one({"_id": booking_id}, booking_id)

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId | None = None,
        launch_id: LaunchId | None = None,
        agency_id: AgencyId | None = None,
        reference: str | None = None,
        statuses: frozenset[BookingStatus] | None = None,
        launch_after: datetime | None = None,
        launch_before: datetime | None = None,
        now: datetime,
    ) -> Page[BookingSnapshot]:
        exact = {
            "traveler_id": traveler_id,
            "launch_id": launch_id,
            "agency_id": agency_id,
            "reference": reference,
        }
        wanted: Document = {name: one for name, one in exact.items() if one is not None}
        if statuses is not None:
            wanted["$or"] = _seen_as(statuses, now)
        if launch_after is not None or launch_before is not None:
            flying = self._flying(wanted, launch_after, launch_before)
            wanted = {"$and": [wanted, {"launch_id": {"$in": flying}}]}
        return _NEWEST.page(self.store, BOOKING_COPIES.name, wanted, page, self._copies.read)

    def _flying(
        self, wanted: Document, after: datetime | None, before: datetime | None
    ) -> Collection[UUID]:
        """Which of the launches of the *wanted* bookings fly between the two dates."""
        rows = self.store.collection(BOOKING_COPIES.name)
        booked = self.store.read(
            lambda session: list(rows.distinct("launch_id", wanted, session=session))
        )
        bounds = {"$gte": after, "$lt": before}
        flies = {name: micros(bound) for name, bound in bounds.items() if bound is not None}
        query = {"_id": {"$in": booked}, "launch_at": flies}
        return [one["_id"] for one in self.store.find(LAUNCH_COPIES.name, query, fields=["_id"])]

    def put(self, copy: BookingSnapshot, *, over: str | None = None) -> bool:
        return self._copies.put(copy, over)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self._copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self._copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self._copies.as_of()


def _seen_as(statuses: frozenset[BookingStatus], now: datetime) -> list[Document]:
    """The status at *now*: a lapsed hold is expired, though its document says held."""
    others = sorted(one.value for one in statuses - {BookingStatus.HELD})
    held = {"status": BookingStatus.HELD.value}
    seen: list[Document] = [{"status": {"$in": others}}]
    if BookingStatus.HELD in statuses:
        seen.append({**held, "held_until": {"$gt": micros(now)}})
    if BookingStatus.EXPIRED in statuses:
        seen.append({**held, "held_until": {"$lte": micros(now)}})
    return seen
