"""What taking seats writes, and many who take them at once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from astrobookings.adapters.plain import plain
from astrobookings.adapters.sql import SqlStore
from astrobookings.adapters.sql.seat_ledger.audit import DISCREPANCIES
from astrobookings.domain.booking.booking import OnBehalf
from astrobookings.domain.booking.events import SeatsHeld
from astrobookings.domain.booking.offer import Wanted
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import differences
from astrobookings.testing.builders import a_passenger
from astrobookings.testing.contracts.harness import OperationsHarness

ODD = 'O\'Neil "the %s" {Łódź} \\ 🚀'


def test_the_change_record_is_the_one_saving_would_write(operations: OperationsHarness) -> None:
    booking = operations.given_hold(
        wanted=Wanted(2),
        passengers=(a_passenger(first_name=ODD),),
        on_behalf=OnBehalf(UserId(UUID(int=7)), ODD),
    )

    (change,) = operations.changes.of(booking.id)

    told = {name: (plain(one.old), plain(one.new)) for name, one in change.fields.items()}
    meant = differences(None, booking)
    assert told == {name: (None, plain(one.new)) for name, one in meant.items()}


def test_the_event_and_the_row_are_those_of_the_booking(operations: OperationsHarness) -> None:
    booking = operations.given_hold(
        operations.given_launch(seats_total=9), wanted=Wanted(2, (4, 9)), reference="AB-ODD\"'%"
    )

    (envelope,) = operations.outbox.unpublished(10)

    whose = (booking.id, booking.launch_id, booking.agency_id, booking.traveler_id)
    assert envelope.event == SeatsHeld(*whose, 2)
    assert operations.bookings.get(booking.id) == booking
    assert booking.seat_numbers == (4, 9)


def test_the_last_seats_go_to_whoever_is_first(
    store: SqlStore, operations: OperationsHarness
) -> None:
    launch = operations.given_launch(seats_total=31)

    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(operations.take, launch, wanted=Wanted(2)) for _ in range(24)]
        taken = [booking for booking in (call.result() for call in calls) if booking is not None]

    numbers = [number for booking in taken for number in booking.seat_numbers]
    assert sorted(numbers) == list(range(1, 31))
    assert operations.seat_ledger.discrepancies() == 0


def test_damage_done_by_hand_is_found(store: SqlStore, operations: OperationsHarness) -> None:
    damages = (
        "UPDATE launches SET sold = sold + 1",
        "DELETE FROM seats",
        "UPDATE seat_counters SET seats = seats + 1",
        "UPDATE seat_counters SET open_holds = open_holds + 1",
        "UPDATE bookings SET status = 'expired'",
        "UPDATE bookings SET seat_count = seat_count + 1",
    )
    operations.given_hold()

    for damage in damages:
        assert operations.seat_ledger.discrepancies() == 0
        with store.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(damage)
            found = connection.execute(DISCREPANCIES).scalar()
            connection.exec_driver_sql("ROLLBACK")
        assert found == 1, damage
