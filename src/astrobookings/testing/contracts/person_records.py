"""What every adapter of `PersonRecords` must do, for each store."""

from datetime import date
from uuid import UUID

from attrs import evolve

from astrobookings.domain.booking.booking import Booking, BookingStatus, OnBehalf
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.privacy.records import NOBODY, address_of_nobody
from astrobookings.testing.builders import (
    a_billing_copy,
    a_charge,
    a_notification,
    a_profile,
    a_receipt,
    a_session,
    an_account,
    fresh_id,
)
from astrobookings.testing.contracts.harness import OperationsHarness, SystemHarness

__all__ = ["OperationsPersonRecordsContract", "SystemPersonRecordsContract"]

ADA = "Ada"
_PAGE = PageRequest(9)


class SystemPersonRecordsContract:
    """Accounts, profiles, sessions, messages."""

    def person(self, system: SystemHarness) -> UserId:
        """Somebody with a record of several kinds."""
        person = UserId(fresh_id())
        email = f"{person}@example.test"
        with system.writing():
            system.users.add(an_account(id=person, email=email, first_name=ADA))
            system.profiles.add(a_profile(user_id=person, first_name=ADA))
            system.sessions.add(a_session(user_id=person, origin="192.0.2.7"))
            for kind in (NotificationKind.EMAIL_CHANGED, NotificationKind.ACCOUNT_CLOSED):
                told = a_notification(recipient=person, kind=kind, details={"address": email})
                system.notifications.add(told)
        return person

    def test_records_of_a_person_are_found_by_kind(self, system: SystemHarness) -> None:
        person, _ = self.person(system), self.person(system)

        found = system.person_records.of(person)

        assert {kind: len(records) for kind, records in found.items()} == {
            **{"account": 1, "profile": 1, "session": 1},
            "notification": 2,
        }
        assert found["account"] == (system.users.get(person),)

    def test_nobody_has_no_records(self, system: SystemHarness) -> None:
        assert system.person_records.of(fresh_id()) == {}

    def test_a_forgotten_person_is_in_no_record(self, system: SystemHarness) -> None:
        person, other = self.person(system), self.person(system)

        with system.writing():
            changed = system.person_records.forget(person)

        account = system.users.get(person)
        assert (account.email, account.first_name) == (address_of_nobody(person), "Former")
        assert account.version == 2
        assert account in changed
        assert system.profiles.get(person).address == ""
        assert system.users.get(other).first_name == ADA
        assert [one.id for one in system.users.list(_PAGE, text="former").items] == [person]

    def test_the_last_mail_keeps_its_address_until_it_is_sent(self, system: SystemHarness) -> None:
        person = self.person(system)

        with system.writing():
            system.person_records.forget(person)

        sent = system.notifications.list(_PAGE, recipient=person).items
        assert {one.kind: bool(one.details) for one in sent} == {
            NotificationKind.EMAIL_CHANGED: False,
            NotificationKind.ACCOUNT_CLOSED: True,
        }

    def test_the_change_log_hides_what_was_personal(self, system: SystemHarness) -> None:
        person, other = self.person(system), self.person(system)

        with system.writing():
            system.person_records.forget(person)

        changes = system.changes.of(person)
        assert ADA not in repr(changes)
        assert {one.fields["first_name"].new for one in changes} == {"***"}
        assert {one.version for one in changes} == {1}
        assert ADA in repr(system.changes.of(other))

    def test_forgetting_again_changes_nothing(self, system: SystemHarness) -> None:
        person = self.person(system)
        with system.writing():
            system.person_records.forget(person)
        before = system.person_records.of(person), system.changes.of(person)

        with system.writing():
            again = system.person_records.forget(person)

        assert list(again) == []
        assert (system.person_records.of(person), system.changes.of(person)) == before


class OperationsPersonRecordsContract:
    """Billing copies, bookings, receipts."""

    def booking(self, operations: OperationsHarness, person: UserId, *, over: bool) -> Booking:
        """A booking of *person* with a named passenger, a charge and a receipt."""
        launch = operations.given_launch(seats_total=10)
        held = operations.given_hold(launch, traveler_id=person)
        ada = Passenger(first_name=ADA, last_name="Moreno", birth_date=date(1990, 4, 12))
        named = evolve(
            held,
            passengers=(ada, *held.passengers[1:]),
            on_behalf=OnBehalf(UserId(fresh_id()), ADA),
            status=BookingStatus.COMPLETED if over else held.status,
        )
        with operations.writing():
            operations.charges.add(a_charge(booking_id=held.id))
            operations.receipts.issue(a_receipt(booking_id=held.id, traveler_id=person))
            return operations.bookings.save(named)

    def person(self, operations: OperationsHarness) -> UserId:
        person = UserId(fresh_id())
        with operations.writing():
            operations.travelers.put(a_billing_copy(id=person, first_name=ADA))
        return person

    def test_records_are_found_through_those_they_refer_to(
        self, operations: OperationsHarness
    ) -> None:
        person = self.person(operations)
        booking = self.booking(operations, person, over=True)
        self.booking(operations, UserId(fresh_id()), over=True)

        found = operations.person_records.of(person)

        assert {kind: len(records) for kind, records in found.items()} == {
            **{"billing_copy": 1, "booking": 1, "charge": 1, "receipt": 1}
        }
        assert found["booking"] == (booking,)

    def test_a_forgotten_person_is_in_no_record(self, operations: OperationsHarness) -> None:
        person = self.person(operations)
        booking = self.booking(operations, person, over=True)
        (issued,) = operations.receipts.of_booking(booking.id)

        with operations.writing():
            changed = operations.person_records.forget(person)

        after = operations.bookings.get(booking.id)
        assert after in changed
        assert set(after.passengers) == {None}
        assert (after.seats, after.version) == (booking.seats, booking.version + 1)
        (receipt,) = operations.receipts.of_booking(booking.id)
        assert (receipt.traveler.name, receipt.number) == (NOBODY, issued.number)
        assert receipt.agency == issued.agency
        copy = operations.travelers.find(person)
        assert copy is not None
        assert copy.email == address_of_nobody(person)
        assert ADA not in repr(operations.person_records.of(person))
        assert all(ADA not in self.history(operations, key) for key in (person, booking.id))

    def history(self, operations: OperationsHarness, key: UUID) -> str:
        return repr(operations.changes.of(key))

    def test_a_booking_that_is_not_over_keeps_its_passengers(
        self, operations: OperationsHarness
    ) -> None:
        person = self.person(operations)
        booking = self.booking(operations, person, over=False)

        with operations.writing():
            operations.person_records.forget(person)

        assert operations.bookings.get(booking.id) == booking
        assert ADA in self.history(operations, booking.id)

    def test_a_forgotten_copy_is_followed_by_the_next_one(
        self, operations: OperationsHarness
    ) -> None:
        person = self.person(operations)
        with operations.writing():
            operations.person_records.forget(person)
        standing = operations.travelers.find(person)
        assert standing is not None
        newer = evolve(standing, active=False, source_version=standing.source_version + 1)

        with operations.writing():
            kept = operations.travelers.put(newer)

        assert kept
