"""What is asked for while OperationsDB is away is done once it is back, or refused for a reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from attrs import evolve

from astrobookings.adapters.memory.gateway import MemoryGateway
from astrobookings.adapters.memory.mail import MemoryMail
from astrobookings.application.agencies.edit_launch import LaunchUpdate
from astrobookings.application.booking.book_seats import SeatRequest
from astrobookings.application.booking.cancel_booking import Override
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.errors import Contended, KeyInUse, KeyReused
from astrobookings.domain.booking.idempotency import KEY_LEASE, KeyedRequest
from astrobookings.domain.identity.accounts import AccountStatus, change_status
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import Invalid, NotAllowed, NotFound, Unavailable
from astrobookings.domain.kernel.ids import BookingId, LaunchId, QuoteId, UserId
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    BookingRequestRefused,
    RequestStatus,
    TooManyRequestsWaiting,
)
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.faults import Outage, cut_off
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.laws import all_bookings, broken_laws, broken_when_settled
from astrobookings.testing.world import World

PRICE = Money.of(250_000)
pytestmark = pytest.mark.story("5.5")


@pytest.fixture
def outage() -> Outage:
    return Outage()


@pytest.fixture
def world(outage: Outage) -> World:
    """Give a world whose OperationsDB is away during the outage."""
    made = in_memory_world(faults=True)
    made.restart(cut_off(made.parts, outage))
    return made


def wanted(launch_id: LaunchId, seats: int | tuple[int, ...] = 2, **fields: object) -> SeatRequest:
    count = seats if isinstance(seats, int) else len(seats)
    said = {"payment_method": "pm_ok", "expected_total": PRICE * count, **fields}
    return SeatRequest(launch_id=launch_id, seats=seats, **said)  # type: ignore[arg-type]


def ask(
    world: World,
    by: Principal,
    launch: Launch,
    seats: int | tuple[int, ...] = 2,
    *,
    key: KeyedRequest | None = None,
    **fields: object,
) -> BookingRequest:
    """Ask for seats while nobody can be asked."""
    request = wanted(launch.id, seats, **fields)
    return world.system.request_seats(by, request, key or world.key(by))


def now(world: World, request: BookingRequest) -> BookingRequest:
    return world.parts.booking_requests.get(request.id)


def settle(world: World) -> int:
    return world.system.settle_booking_requests(world.operator)


def bookings(world: World) -> list[Booking]:
    return list(all_bookings(world.parts, world.clock.now()))


def taken(world: World) -> Money:
    """What the gateway has taken and not given back."""
    return cast(MemoryGateway, world.system.gateway).captured()


def subjects(world: World, by: Principal) -> list[str]:
    """The subjects of the mails to *by*."""
    world.settle()
    address = world.parts.users.get(UserId(by.user_id)).email  # type: ignore[arg-type]
    mails = cast(MemoryMail, world.system.mailbox).mailbox
    return [mail.subject for mail in mails if address in mail.to]


def test_seats_asked_for_in_an_outage_are_booked_and_paid_after_it(
    world: World, outage: Outage
) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True
    request = ask(world, traveler, launch, (3, 5))
    assert (request.status, settle(world)) == (RequestStatus.WAITING, 0)

    outage.end()
    assert settle(world) == 1

    (booking,) = bookings(world)
    done = now(world, request)
    assert (done.status, done.booking_id) == (RequestStatus.SETTLED, booking.id)
    assert (booking.status, booking.seat_numbers) == (BookingStatus.CONFIRMED, (3, 5))
    assert taken(world) == PRICE * 2
    assert (settle(world), taken(world)) == (0, PRICE * 2)
    assert any(one == "Booking request settled" for one in subjects(world, traveler))
    assert broken_when_settled(world.parts) == []


def test_the_settled_booking_is_the_traveler_s_own_act(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True
    ask(world, traveler, launch)
    outage.end()
    settle(world)

    (booking,) = bookings(world)
    origins = [change.origin for change in world.parts.operations_changes.of(booking.id)]
    assert {origin.actor for origin in origins} == {traveler.user_id}


@pytest.mark.parametrize("without", [{"payment_method": None}, {"expected_total": None}])
def test_what_would_leave_something_open_is_not_taken(
    world: World, outage: Outage, without: dict[str, Any]
) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True

    with pytest.raises(Unavailable, match="payment method and the total"):
        ask(world, traveler, launch, **without)

    assert world.parts.booking_requests.waiting(9) == ()


def test_only_those_who_book_may_ask_and_for_possible_seats(world: World) -> None:
    launch = world.launch()

    with pytest.raises(NotAllowed):
        ask(world, world.agency(), launch)
    with pytest.raises(Invalid):
        ask(world, world.traveler(), launch, (1, 1), expected_total=PRICE)


def test_a_repeated_request_is_taken_once(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    key = world.key(traveler)
    outage.down = True
    first = ask(world, traveler, launch, key=key)

    assert ask(world, traveler, launch, key=key) == first
    with pytest.raises(KeyReused):
        ask(world, traveler, launch, 3, key=evolve(key, digest="f" * 64))

    outage.end()
    settle(world)
    assert ask(world, traveler, launch, key=key) == now(world, first)


def test_nobody_makes_others_wait_behind_a_flood(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True
    for _ in range(10):
        ask(world, traveler, launch)

    with pytest.raises(TooManyRequestsWaiting, match="You have 10 requests waiting"):
        ask(world, traveler, launch)

    assert len(world.parts.booking_requests.waiting(99)) == 10
    outage.end()
    settle(world)
    assert ask(world, traveler, launch).status is RequestStatus.WAITING


def test_first_come_first_served_on_each_launch(world: World, outage: Outage) -> None:
    launch, other = world.launch(seats=3), world.launch(seats=3)
    people = [world.traveler() for _ in range(4)]
    outage.down = True
    requests = []
    for place, by in enumerate(people):
        world.pass_time(timedelta(seconds=1))
        requests.append(ask(world, by, other if place == 3 else launch))
    outage.end()

    assert settle(world) == 4

    statuses = [now(world, request).status for request in requests]
    refused = now(world, requests[1]).reason
    assert [status.value for status in statuses] == ["settled", "refused", "refused", "settled"]
    assert refused is not None
    assert (refused.code, refused.sentence) == ("sold-out", "You asked for 2 seats; 1 are left.")
    assert taken(world) == PRICE * 4
    assert any(one == "Booking request refused" for one in subjects(world, people[1]))


def test_chosen_seats_are_never_swapped(world: World, outage: Outage) -> None:
    launch = world.launch(seats=8)
    first, second = world.traveler(), world.traveler()
    outage.down = True
    ask(world, first, launch, (1, 2))
    late = ask(world, second, launch, (2, 3))
    outage.end()

    settle(world)

    reason = now(world, late).reason
    assert reason is not None
    assert (reason.code, len(bookings(world))) == ("seats-taken", 1)


@pytest.mark.parametrize(
    ("price", "status", "paid"),
    [("250000.01", RequestStatus.REFUSED, ZERO), ("1.00", RequestStatus.SETTLED, Money.of(2))],
)
def test_what_became_dearer_is_refused_and_what_became_cheaper_costs_less(
    world: World, outage: Outage, price: str, status: RequestStatus, paid: Money
) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch)
    update = LaunchUpdate(price=Money.of(price))
    world.system.edit_launch(world.owner_of(launch), launch.id, update)

    settle(world)

    assert (now(world, request).status, taken(world)) == (status, paid)


def test_after_six_hours_a_request_is_refused(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True
    request = ask(world, traveler, launch)
    world.pass_time(timedelta(hours=6))
    assert settle(world) == 0, "only OperationsDB knows that nothing was booked"
    outage.end()

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert reason.code == "booking-request-lapsed"
    assert bookings(world) == []


def test_just_before_six_hours_it_is_settled(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch)
    world.pass_time(timedelta(hours=6) - timedelta(microseconds=1))

    settle(world)

    assert now(world, request).status is RequestStatus.SETTLED


def test_an_account_suspended_meanwhile_gets_nothing(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    outage.down = True
    request = ask(world, traveler, launch)
    with world.parts.system(world.operator.origin("suspend", world.clock.now())):
        account = world.parts.users.lock(UserId(traveler.user_id))  # type: ignore[arg-type]
        world.parts.users.save(change_status(account, AccountStatus.SUSPENDED))
    outage.end()

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert (reason.code, bookings(world)) == ("account-suspended", [])


def test_a_declined_card_is_a_refusal_that_leaves_the_seats_for_another_try(
    world: World, outage: Outage
) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch, payment_method="pm_declined")

    settle(world)

    (booking,) = bookings(world)
    refused = now(world, request)
    assert refused.reason is not None
    assert (refused.reason.code, refused.booking_id) == ("payment-declined", booking.id)
    paid = world.system.pay_booking(traveler, booking.id, "pm_ok", world.key(traveler))
    assert paid.status is BookingStatus.CONFIRMED


def test_a_payer_who_has_to_act_is_told_of_the_booking_that_waits(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch, payment_method="pm_requires_action")

    settle(world)

    (booking,) = bookings(world)
    assert (now(world, request).status, booking.status) == (
        RequestStatus.SETTLED,
        BookingStatus.HELD,
    )


def test_while_the_gateway_is_silent_nothing_is_said(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch, payment_method="pm_timeout_then_ok")

    assert settle(world) == 0
    assert now(world, request).status is RequestStatus.WAITING

    for _ in range(3):
        world.pass_time(KEY_LEASE + timedelta(seconds=1))
        world.settle()
    assert now(world, request).status is RequestStatus.SETTLED
    assert taken(world) == PRICE * 2


def test_a_payment_method_is_forgotten_once_it_is_of_no_more_use(world: World) -> None:
    traveler, launch = world.traveler(), world.launch(seats=3)
    requests = [ask(world, traveler, launch), ask(world, traveler, launch)]

    settle(world)

    for request in requests:
        seats = now(world, request).wanted_seats
        assert seats is not None
        assert seats.payment_method == ""


# The front door


def test_what_the_front_door_booked_is_not_booked_again(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    key = world.key(traveler)
    outage.down = True
    request = ask(world, traveler, launch, key=key)
    outage.end()
    view = world.system.book_seats(traveler, wanted(launch.id), key)

    for _ in range(3):
        settle(world)
        world.pass_time(KEY_LEASE)

    assert now(world, request).booking_id == view.booking.id
    assert (len(bookings(world)), taken(world)) == (1, PRICE * 2)


def test_the_front_door_shows_what_was_settled(world: World, outage: Outage) -> None:
    traveler, launch = world.traveler(), world.launch()
    key = world.key(traveler)
    request = ask(world, traveler, launch, key=key)
    settle(world)

    view = world.system.book_seats(traveler, wanted(launch.id), key)

    assert view.booking.id == now(world, request).booking_id
    assert (len(bookings(world)), taken(world)) == (1, PRICE * 2)


def test_the_front_door_cannot_book_what_somebody_was_told_is_not(
    world: World, outage: Outage
) -> None:
    launch = world.launch(seats=2)
    rival, traveler = world.traveler(), world.traveler()
    key = world.key(traveler)
    rivals = world.book(rival, launch.id, 2)
    request = ask(world, traveler, launch, key=key)
    settle(world)
    world.cancel(rival, rivals)
    assert world.seats_left(launch.id) == 2

    with pytest.raises(KeyInUse):
        world.system.book_seats(traveler, wanted(launch.id), key)
    with pytest.raises(BookingRequestRefused) as refusal:
        world.system.find_answer(key)

    assert refusal.value.reason_code == "sold-out"
    assert refusal.value.booking_request_id == str(request.id)
    assert now(world, request).status is RequestStatus.REFUSED
    anew = world.system.book_seats(traveler, wanted(launch.id), world.key(traveler))
    assert anew.status is BookingStatus.CONFIRMED


def test_a_refusal_that_the_front_door_overtook_is_none(world: World, outage: Outage) -> None:
    """The seats come free between our look and our word."""
    launch = world.launch(seats=2)
    rival, traveler = world.traveler(), world.traveler()
    key = world.key(traveler)
    rivals = world.book(rival, launch.id, 2)
    request = ask(world, traveler, launch, key=key)
    use_case = world.system.settle_booking_requests
    decision = use_case.request_settling(request)
    assert decision is not None
    world.cancel(rival, rivals)
    view = world.system.book_seats(traveler, wanted(launch.id), key)

    stale = evolve(use_case, request_settling=cast("object", lambda _: decision))  # type: ignore[arg-type]
    assert stale(world.operator) == 0
    world.pass_time(KEY_LEASE)
    settle(world)

    assert now(world, request).booking_id == view.booking.id


def test_another_request_under_the_key_leaves_the_one_that_waited_nothing(
    world: World, outage: Outage
) -> None:
    traveler, launch = world.traveler(), world.launch()
    key = world.key(traveler)
    request = ask(world, traveler, launch, key=key)
    other = evolve(key, digest="f" * 64)
    world.system.book_seats(traveler, wanted(launch.id, 1), other)
    world.pass_time(KEY_LEASE)

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert (reason.code, len(bookings(world))) == ("idempotency-key-reused", 1)


def test_two_who_settle_and_a_client_who_retries_book_once(world: World) -> None:
    for _ in range(5):
        traveler, launch = world.traveler(), world.launch()
        key = world.key(traveler)
        request = ask(world, traveler, launch, key=key)

        def front(by: Principal = traveler, one: Launch = launch, key: KeyedRequest = key) -> None:
            with suppress(KeyInUse):
                world.system.book_seats(by, wanted(one.id), key)

        acts: list[Callable[[], object]] = [lambda: settle(world), front, lambda: settle(world)]
        with ThreadPoolExecutor(3) as doors:
            for door in [doors.submit(act) for act in acts]:
                door.result(20)
        for _ in range(2):
            world.pass_time(KEY_LEASE)
            settle(world)

        mine = [one for one in bookings(world) if one.traveler_id == traveler.user_id]
        assert [one.id for one in mine] == [now(world, request).booking_id]
        assert broken_laws(world.parts) == []
    assert taken(world) == PRICE * 10


# Cancellations


def quoted(world: World) -> tuple[Principal, BookingId, QuoteId]:
    """A paid booking and a quote for its cancellation."""
    traveler = world.traveler()
    view = world.book(traveler, world.launch().id)
    quote = world.system.quote_cancellation(traveler, view.booking.id)
    return traveler, view.booking.id, quote.id


def ask_to_cancel(
    world: World,
    by: Principal,
    booking_id: BookingId,
    quote_id: QuoteId,
    override: Override | None = None,
) -> BookingRequest:
    key = evolve(world.key(by), path=f"/bookings/{booking_id}/cancellation", key=str(quote_id))
    return world.system.request_cancellation(by, booking_id, quote_id, override, key)


def test_a_cancellation_asked_for_in_an_outage_is_made_after_it(
    world: World, outage: Outage
) -> None:
    traveler, booking_id, quote_id = quoted(world)
    outage.down = True
    request = ask_to_cancel(world, traveler, booking_id, quote_id)
    outage.end()

    settle(world)
    world.settle()

    done = now(world, request)
    assert (done.status, done.booking_id) == (RequestStatus.SETTLED, booking_id)
    assert world.parts.bookings.get(booking_id).status is BookingStatus.CANCELLED
    assert taken(world) == Money.of(50_000)
    assert settle(world) == 0


def test_a_cancellation_made_at_the_front_door_meanwhile_is_made_once(
    world: World, outage: Outage
) -> None:
    traveler, booking_id, quote_id = quoted(world)
    request = ask_to_cancel(world, traveler, booking_id, quote_id)
    world.system.cancel_booking(traveler, booking_id, quote_id)
    world.pass_time(timedelta(hours=7))

    settle(world)
    world.settle()

    assert now(world, request).status is RequestStatus.SETTLED
    assert taken(world) == Money.of(50_000)


def test_a_quote_that_ran_out_meanwhile_is_a_refusal(world: World, outage: Outage) -> None:
    traveler, booking_id, quote_id = quoted(world)
    request = ask_to_cancel(world, traveler, booking_id, quote_id)
    world.pass_time(timedelta(minutes=15))

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert reason.code == "quote-expired"
    assert world.parts.bookings.get(booking_id).status is BookingStatus.CONFIRMED


def test_nobody_cancels_what_is_another_s(world: World) -> None:
    _, booking_id, quote_id = quoted(world)
    request = ask_to_cancel(world, world.traveler(), booking_id, quote_id)

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert reason.code == "not-found"
    assert world.parts.bookings.get(booking_id).status is BookingStatus.CONFIRMED


def test_customer_service_may_give_back_another_share(world: World, outage: Outage) -> None:
    traveler, booking_id, quote_id = quoted(world)
    everything = Override(Decimal(1), "a kindness")
    with pytest.raises(NotAllowed):
        ask_to_cancel(world, traveler, booking_id, quote_id, everything)
    service = world.employee(Position.CUSTOMER_SERVICE)

    ask_to_cancel(world, service, booking_id, quote_id, everything)
    settle(world)
    world.settle()

    assert taken(world) == ZERO


# Looking, and jobs


def test_travelers_look_at_their_own_requests_and_customer_service_at_all(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, launch)
    look = world.system.view_booking_request

    assert look(traveler, request.id) == request
    assert look(world.employee(Position.CUSTOMER_SERVICE), request.id) == request
    for other in (world.traveler(), world.operator):
        with pytest.raises((NotFound, NotAllowed)):
            look(other, request.id)


def test_only_the_platform_settles(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.system.settle_booking_requests(world.traveler())


def test_a_crowd_on_one_launch_does_not_hold_up_another(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    crowded, quiet = world.launch(), world.launch()
    people = [world.traveler() for _ in range(4)]
    for by, launch in zip(people, (crowded, crowded, quiet, crowded), strict=True):
        ask(world, by, launch)
    use_case = world.system.settle_booking_requests
    asked: list[UserId] = []

    def contend(request: BookingRequest) -> object:
        asked.append(request.user_id)
        assert request.wanted_seats is not None
        if request.wanted_seats.launch_id == crowded.id:
            raise Contended
        return use_case.request_settling(request)

    settling = evolve(use_case, request_settling=contend)  # type: ignore[arg-type]

    assert settling(world.operator) == 1
    assert asked == [people[0].user_id, people[2].user_id]


def test_one_that_breaks_does_not_hold_up_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    launch = world.launch()
    first, second = world.traveler(), world.traveler()
    odd, even = ask(world, first, launch), ask(world, second, launch)
    use_case = world.system.settle_booking_requests

    def break_(request: BookingRequest) -> object:
        if request.id == odd.id:
            raise ZeroDivisionError
        return use_case.request_settling(request)

    settling = evolve(use_case, request_settling=break_)  # type: ignore[arg-type]

    assert settling(world.operator) == 1
    assert now(world, even).status is RequestStatus.SETTLED
    assert str(odd.id) in caplog.text


def test_an_unknown_launch_is_a_refusal(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    request = ask(world, traveler, evolve(launch, id=LaunchId(fresh_id())))

    settle(world)

    reason = now(world, request).reason
    assert reason is not None
    assert reason.code == "not-found"
