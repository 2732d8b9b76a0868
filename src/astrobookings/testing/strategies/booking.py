"""Bookings and what surrounds them: passengers, offers, surveys, quotes, keyed requests."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.agencies.launch import OPEN, Launch
from astrobookings.domain.booking.booking import (
    Booking,
    BookingStatus,
    CancelledBy,
    OnBehalf,
    SeatFare,
    begin_payment,
    cancel,
    complete,
    confirm,
    expire,
    payment_ended,
)
from astrobookings.domain.booking.cancellation import Due, Quote
from astrobookings.domain.booking.changes import (
    AddedSeats,
    DroppedSeats,
    SwappedSeats,
    begin_adding,
    drop_seats,
)
from astrobookings.domain.booking.idempotency import KEY_LEASE, Answer, KeyedRequest, KeyRecord
from astrobookings.domain.booking.offer import Offer, Survey, Verdict, Wanted
from astrobookings.domain.booking.passengers import Passenger
from astrobookings.domain.booking.policies import HoldPolicy, QuotePolicy, SeatLimitPolicy
from astrobookings.domain.booking.refund_policy import DEFAULT_TIERS, RefundPolicy, RefundTier
from astrobookings.domain.booking.travelers import BillingCopy, SearchNames
from astrobookings.domain.booking.travelers import search_names as search_names_of
from astrobookings.domain.kernel.ids import (
    AgencyId,
    AttemptId,
    BookingId,
    DelayId,
    LaunchId,
    QuoteId,
    RefundId,
    UserId,
    booking_reference,
)
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.strategies.agencies import launches, time_zones
from astrobookings.testing.strategies.identity import birth_dates, countries, emails, phones
from astrobookings.testing.strategies.kernel import (
    entities,
    ids,
    instants,
    lines,
    prices,
    shares,
    spans,
    uuids,
    versions,
)

__all__ = [
    "added_seats",
    "answers",
    "billing_copies",
    "booking_statuses",
    "bookings",
    "dropped_seats",
    "dues",
    "key_records",
    "keyed_requests",
    "offers",
    "on_behalves",
    "passengers",
    "quotes",
    "refund_policies",
    "refund_tiers",
    "search_names",
    "seat_fares",
    "seat_numbers",
    "surveys",
    "swapped_seats",
    "verdicts",
    "wanted",
]

INSTANT = timedelta(microseconds=1)


def booking_statuses() -> SearchStrategy[BookingStatus]:
    """Where bookings stand."""
    return st.sampled_from(BookingStatus)


def passengers(*, birth_date: SearchStrategy[date] = birth_dates()) -> SearchStrategy[Passenger]:
    """Passengers of an age to fly from 2026 to 2029."""
    return st.builds(Passenger, first_name=lines(), last_name=lines(), birth_date=birth_date)


def seat_numbers(*, most: int = 6, seats_total: int = 12) -> SearchStrategy[tuple[int, ...]]:
    """One to *most* different seats of 1 to *seats_total*, in order."""
    numbers = st.integers(1, seats_total)
    chosen = st.lists(numbers, min_size=1, max_size=min(most, seats_total), unique=True)
    return chosen.map(sorted).map(tuple)


@st.composite
def seat_fares(
    draw: DrawFn,
    *,
    numbers: SearchStrategy[tuple[int, ...]] = seat_numbers(),
    price: SearchStrategy[Money] = prices(),
) -> tuple[SeatFare, ...]:
    """The seats of one booking at one price, by number."""
    each = draw(price)
    return tuple(SeatFare(number, each) for number in draw(numbers))


def on_behalves() -> SearchStrategy[OnBehalf]:
    """Employees who act for a traveler, with a reason."""
    return st.builds(OnBehalf, ids(UserId), lines())


def refund_tiers() -> SearchStrategy[tuple[RefundTier, ...]]:
    """Tiers that give back less for a shorter notice, longest first; often the usual ones."""
    days = st.lists(st.integers(1, 500), max_size=3, unique=True)
    parts = st.lists(shares(), min_size=3, max_size=3)
    return st.just(DEFAULT_TIERS) | st.builds(_tiers, days, parts)


def _tiers(days: list[int], parts: list[Decimal]) -> tuple[RefundTier, ...]:
    pairs = zip(sorted(days, reverse=True), sorted(parts, reverse=True), strict=False)
    return tuple(RefundTier(timedelta(days=notice), share) for notice, share in pairs)


def refund_policies() -> SearchStrategy[RefundPolicy]:
    """Policies of falling tiers."""
    return st.builds(RefundPolicy, refund_tiers())


@st.composite
def bookings(
    draw: DrawFn,
    *,
    id: SearchStrategy[BookingId] = ids(BookingId),
    status: SearchStrategy[BookingStatus] = booking_statuses(),
    traveler_id: SearchStrategy[UserId] = ids(UserId),
    launch: SearchStrategy[Launch] | None = None,
    seats: SearchStrategy[tuple[SeatFare, ...]] = seat_fares(),
    created_at: SearchStrategy[datetime] = instants(),
    paying: SearchStrategy[bool] = st.booleans(),
    version: SearchStrategy[int] = versions(),
    policy: HoldPolicy = HoldPolicy(),
) -> Booking:
    """Bookings with the life that led to their *status*.

    *paying*: whether held, confirmed and expired ones have a payment under way. *launch*: whose
    they are; without it they only name one.
    """
    of_launch = None if launch is None else draw(launch)
    booking_id, created, fares = draw(id), draw(created_at), draw(seats)
    named = st.lists(st.none() | passengers(), min_size=len(fares), max_size=len(fares))
    held = Booking(
        id=booking_id,
        reference=booking_reference(booking_id),
        traveler_id=draw(traveler_id),
        launch_id=draw(ids(LaunchId)) if of_launch is None else of_launch.id,
        agency_id=draw(ids(AgencyId)) if of_launch is None else of_launch.agency_id,
        seats=fares,
        passengers=tuple(draw(named)),
        expires_at=created + policy.lasts,
        held_until=created + policy.lasts,
        refund_tiers=draw(refund_tiers()),
        accepted_delays=tuple(draw(st.lists(ids(DelayId), max_size=1))),
        on_behalf=draw(st.none() | on_behalves()),
        created_at=created,
        updated_at=created,
        version=draw(version),
    )
    return _lived(draw, held, draw(status), paying=draw(paying), policy=policy)


def _lived(
    draw: DrawFn, held: Booking, status: BookingStatus, *, paying: bool, policy: HoldPolicy
) -> Booking:
    """*held* after a life that ends in *status*."""
    attempt = draw(ids(AttemptId))
    now = held.created_at + draw(spans(most=policy.lasts - INSTANT))
    in_payment = begin_payment(held, attempt, now=now, policy=policy)
    unpaid = in_payment if paying else held
    if status is BookingStatus.HELD:
        return unpaid
    if status is BookingStatus.EXPIRED:
        return _updated(expire(unpaid, unpaid.held_until), unpaid.held_until)
    secured = confirm(in_payment, now)
    captured = _changed(draw, payment_ended(secured, attempt))
    later = now + draw(spans())
    if status is BookingStatus.CONFIRMED:
        extended = _extended(draw, captured, attempt, now, policy)
        return _updated(draw(st.sampled_from([secured, extended])) if paying else captured, now)
    if status is BookingStatus.COMPLETED:
        return _updated(complete(captured, later), later)
    by, reason = draw(st.sampled_from(CancelledBy)), draw(lines())
    if draw(st.booleans()):
        return _updated(cancel(held, by=by, reason=reason, now=now), now)
    return _updated(cancel(captured, by=by, reason=reason, now=later), later)


def _changed(draw: DrawFn, booking: Booking) -> Booking:
    """*booking*, some of its seats dropped or not."""
    if len(booking.seats) == 1 or draw(st.booleans()):
        return booking
    refund = booking.seats[0].price.share(draw(shares()))
    return drop_seats(booking, booking.seat_numbers[:1], refund)


def _extended(
    draw: DrawFn, booking: Booking, attempt_id: AttemptId, now: datetime, policy: HoldPolicy
) -> Booking:
    """*booking* with a payment under way that adds seats beyond its last one."""
    last = booking.seats[-1].number
    fares = tuple(
        SeatFare(last + more, draw(prices())) for more in range(1, draw(st.integers(2, 3)))
    )
    return begin_adding(booking, fares, attempt_id, now=now, policy=policy)


def _updated(booking: Booking, at: datetime) -> Booking:
    return evolve(booking, updated_at=at)


@st.composite
def offers(
    draw: DrawFn,
    *,
    launch: SearchStrategy[Launch] = launches(),
    suspended: SearchStrategy[bool] = st.just(False),
    time_zone: SearchStrategy[str] = time_zones(),
) -> Offer:
    """What *launch* sells; by default any launch, also a final one."""
    of = draw(launch)
    return Offer(
        launch_id=of.id,
        agency_id=of.agency_id,
        status=of.status,
        suspended=draw(suspended),
        launch_at=of.launch_at,
        general_sale_at=of.general_sale_at,
        price=of.price,
        seats_total=of.seats_total,
        time_zone=draw(time_zone),
    )


def wanted(*, most: int = 6, seats_total: int = 12) -> SearchStrategy[Wanted]:
    """One to *most* seats, by count or by number."""
    count = st.integers(1, most)
    return (count | seat_numbers(most=most, seats_total=seats_total)).map(Wanted.seats)


def _offers_on_sale() -> SearchStrategy[Offer]:
    open_ones = st.sampled_from(sorted(OPEN))
    return offers(launch=launches(status=open_ones, seats_total=st.integers(4, 12)))


@st.composite
def surveys(
    draw: DrawFn,
    *,
    offer: SearchStrategy[Offer] = _offers_on_sale(),
    seats: SearchStrategy[Wanted] | None = None,
    held: SearchStrategy[int] = st.integers(0, 6),
    open_holds: SearchStrategy[int] = st.integers(0, 2),
    launches_booked: SearchStrategy[int] = st.integers(0, 3),
    traveler_ready: SearchStrategy[bool] = st.just(True),
) -> Survey:
    """What the seat ledger saw; chosen seats are only taken where *seats* chooses some."""
    sold_by = draw(offer)
    asked = Wanted(1) if seats is None else draw(seats)
    here = [number for number in asked.chosen or () if number <= sold_by.seats_total]
    taken = draw(st.sets(st.sampled_from(here))) if here else set[int]()
    holding = min(draw(held), sold_by.seats_total)
    return Survey(
        offer=sold_by,
        seats_left=draw(st.integers(0, max(sold_by.seats_total - max(holding, len(taken)), 0))),
        chosen_taken=tuple(sorted(taken)),
        held=holding,
        open_holds=min(draw(open_holds), holding),
        launches_booked=draw(launches_booked),
        traveler_ready=draw(traveler_ready),
    )


@st.composite
def verdicts(
    draw: DrawFn,
    *,
    price: SearchStrategy[Money] = prices(),
    policy: SeatLimitPolicy = SeatLimitPolicy(),
) -> Verdict:
    """Yeses with the figures that a store guards."""
    vip, each = draw(st.booleans()), draw(price)
    limit = policy.limit(vip=vip)
    return Verdict(limit, vip, each, each * draw(st.integers(1, limit)))


def added_seats(*, seats: SearchStrategy[Wanted] = wanted(most=3)) -> SearchStrategy[AddedSeats]:
    """Further seats, with or without a way to pay for them."""
    return st.builds(
        AddedSeats,
        wanted=seats,
        payment_method=st.none() | st.just("pm_ok"),
        expected_total=st.none() | prices(),
    )


def dropped_seats(
    *, numbers: SearchStrategy[tuple[int, ...]] = seat_numbers(most=3)
) -> SearchStrategy[DroppedSeats]:
    """Seats given up by a quote."""
    return st.builds(DroppedSeats, numbers=numbers, quote_id=ids(QuoteId))


@st.composite
def swapped_seats(
    draw: DrawFn,
    *,
    numbers: SearchStrategy[tuple[int, ...]] = seat_numbers(most=3),
    seats_total: int = 12,
) -> SwappedSeats:
    """Seats for other ones, all of them different."""
    mine = draw(numbers)
    free = [number for number in range(1, seats_total + 1) if number not in mine]
    others = draw(st.permutations(free))[: len(mine)]
    return SwappedSeats(numbers=mine, others=tuple(others))


def dues(*, paid: Money = Money.of("1000.00")) -> SearchStrategy[Due]:
    """What cancelling gives back of *paid*."""
    return st.builds(lambda share, why: Due(paid.share(share), share, why), shares(), lines())


@st.composite
def quotes(
    draw: DrawFn,
    *,
    booking_id: SearchStrategy[BookingId] = ids(BookingId),
    created_at: SearchStrategy[datetime] = instants(),
    used: SearchStrategy[bool] = st.booleans(),
    policy: QuotePolicy = QuotePolicy(),
) -> Quote:
    """Offers to cancel; used ones name a refund where they give anything back."""
    now, what, is_used = draw(created_at), draw(dues()), draw(used)
    gives = is_used and what.refund > ZERO
    return Quote(
        id=draw(ids(QuoteId)),
        booking_id=draw(booking_id),
        booking_version=draw(versions()),
        delays=draw(st.integers(0, 2)),
        refund=what.refund,
        share=what.share,
        explanation=what.explanation,
        expires_at=now + policy.lasts,
        used_at=now + draw(spans(most=policy.lasts - INSTANT)) if is_used else None,
        refund_id=draw(ids(RefundId)) if gives else None,
        created_at=now,
        updated_at=now,
    )


def keyed_requests(
    *,
    user_id: SearchStrategy[UserId] = ids(UserId),
    key: SearchStrategy[str] = uuids().map(str),
) -> SearchStrategy[KeyedRequest]:
    """Requests under their idempotency key."""
    return st.builds(
        KeyedRequest,
        user_id=user_id,
        method=st.just("POST"),
        path=st.just("/api/v1/booking/bookings"),
        key=key,
        digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
    )


def answers() -> SearchStrategy[Answer]:
    """What first requests were answered."""
    return st.builds(Answer, st.sampled_from([201, 202, 402]), st.just("{}") | lines())


@st.composite
def key_records(
    draw: DrawFn,
    *,
    request: SearchStrategy[KeyedRequest] = keyed_requests(),
    created_at: SearchStrategy[datetime] = instants(),
    answer: SearchStrategy[Answer | None] = st.none() | answers(),
) -> KeyRecord:
    """Requests that took seats, answered already or not."""
    now = draw(created_at)
    return KeyRecord(
        request=draw(request),
        booking_id=draw(ids(BookingId)),
        created_at=now,
        lease_until=now + KEY_LEASE,
        answer=draw(answer),
    )


def billing_copies(
    *,
    id: SearchStrategy[UserId] = ids(UserId),
    active: SearchStrategy[bool] = st.booleans(),
    version: SearchStrategy[int] = versions(),
) -> SearchStrategy[BillingCopy]:
    """What bookings know of travelers."""
    return entities(
        BillingCopy,
        version=version,
        id=id,
        first_name=lines(),
        last_name=lines(),
        email=emails(),
        phone=phones(),
        address=lines(),
        country=countries(),
        tax_id=lines(),
        active=active,
        source_version=st.integers(1, 3),
    )


def search_names() -> SearchStrategy[SearchNames]:
    """What travelers are found by."""
    return billing_copies().map(search_names_of)
