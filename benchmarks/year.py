"""A year of the whole platform, made by the database itself: every launch flies in 2027."""

from collections.abc import Iterator

from benchmarks.servers import Postgres

__all__ = ["AGENCIES", "YEAR", "load_year"]

YEAR = 2027
AGENCIES = 200
_SEATS = 120
"""Of each launch."""
_TRAVELERS = 50_000
_ROCKETS = 400
"""So many that launches of one rocket are more than a day apart."""
_AGENCY, _ROCKET, _SPACEPORT, _LAUNCH, _TRAVELER, _BOOKING, _INVOICE, _PAYMENT, _REFUND = range(
    0x11, 0x1A
)
_STORED = "timestamptz '2025-01-01 00:00Z', timestamptz '2025-01-01 00:00Z', 1"


def load_year(server: Postgres, database: str, *, launches: int, bookings: int) -> None:
    """So many *launches*, half of them over, and as many *bookings* on each; a booking was made
    every 30 seconds from 2025 on.
    """
    for statement in _statements(launches, bookings // launches):
        server.run(statement, database)
    server.settle(database)


def _id(kind: int, number: str) -> str:
    return f"('{kind:08x}-0000-7000-8000-' || lpad(to_hex(({number})::bigint), 12, '0'))::uuid"


def _statements(launches: int, each: int) -> Iterator[str]:
    step = f"interval '1 year' / {launches}"
    yield f"""
    INSERT INTO agencies (id, company_name, description, contact_person, contact_email,
        contact_phone, tax_id, legal_address, country, status, status_reason, successful_launches,
        search_text, created_at, updated_at, version)
    SELECT {_id(_AGENCY, "n")}, 'Agency ' || n, '', 'Ada Byron', 'ada@agency.example', '+1', '12',
        '1 Apogee Way', 'US', 'approved', '', n % 5, 'agency ' || n, {_STORED}
    FROM generate_series(0, {AGENCIES - 1}) AS n"""
    yield f"""
    INSERT INTO spaceports (id, name, location, latitude, longitude, time_zone, description,
        created_at, updated_at, version)
    VALUES ({_id(_SPACEPORT, "0")}, 'Cape', 'Florida', 28.5, -80.6, 'America/New_York', '',
        {_STORED})"""
    yield f"""
    INSERT INTO rockets (id, agency_id, name, model, capacity, range, description,
        created_at, updated_at, version)
    SELECT {_id(_ROCKET, "n")}, {_id(_AGENCY, f"n % {AGENCIES}")}, 'Heron ' || n, 'II', {_SEATS},
        'mars', '', {_STORED}
    FROM generate_series(0, {_ROCKETS - 1}) AS n"""
    yield f"""
    INSERT INTO launches (id, slug, agency_id, rocket_id, spaceport_id, destination, launch_at,
        price_cents, seats_total, minimum_occupancy, suspended, status, delays, history,
        search_text, rocket_no, launch_us, sold, taken, created_at, updated_at, version)
    SELECT {_id(_LAUNCH, "n")}, 'launch-' || n, {_id(_AGENCY, f"n % {AGENCIES}")},
        {_id(_ROCKET, f"n % {_ROCKETS}")}, {_id(_SPACEPORT, "0")},
        (ARRAY['low_earth_orbit', 'iss', 'moon', 'mars'])[1 + n % 4], at,
        10000000 + n % 1000 * 100000, {_SEATS}, '0.5', false,
        CASE WHEN n >= {launches // 2} THEN 'scheduled' WHEN n % 20 = 0 THEN 'aborted'
             WHEN n % 20 = 1 THEN 'failed' ELSE 'successful' END,
        '[]', '[]', 'launch-' || n, n % {_ROCKETS}, extract(epoch FROM at)::bigint * 1000000,
        {min(2 * each, _SEATS)}, repeat('0', {_SEATS})::varbit, {_STORED}
    FROM generate_series(0, {launches - 1}) AS n,
        LATERAL (SELECT timestamptz '{YEAR}-01-01 00:00Z' + n * ({step}) AS at) AS flight"""
    yield f"""
    INSERT INTO travelers (id, first_name, last_name, email, phone, address, country, tax_id,
        active, source_version, created_at, updated_at, version)
    SELECT {_id(_TRAVELER, "n")}, 'Grace', 'Traveler ' || n, 'traveler' || n || '@example.com',
        '+1', '2 Orbit Road', 'US', '', true, 1, {_STORED}
    FROM generate_series(0, {_TRAVELERS - 1}) AS n"""
    yield f"""
    INSERT INTO bookings (id, reference, traveler_id, launch_id, agency_id, seats, seat_count,
        passengers, status, expires_at, held_until, refund_tiers, confirmed_at, ended_at,
        cancelled_by, cancel_reason, accepted_delays, created_at, updated_at, version)
    SELECT {_id(_BOOKING, f"n::bigint * {launches} + l")}, 'AB-' || n || '-' || l,
        {_id(_TRAVELER, f"(n * 7919 + l) % {_TRAVELERS}")}, launches.id, launches.agency_id,
        json_build_array(
            json_build_object('number', 2 * n + 1, 'price', (price_cents / 100)::text || '.00'),
            json_build_object('number', 2 * n + 2, 'price', (price_cents / 100)::text || '.00')),
        2, '[null, null]', came.status, at, at, '[]', at, NULL,
        CASE came.status WHEN 'cancelled' THEN 'traveler' END, '', '[]', at, at, 2
    FROM generate_series(0, {each - 1}) AS n, generate_series(0, {launches - 1}) AS l
    JOIN launches ON launches.id = {_id(_LAUNCH, "l")},
        LATERAL (SELECT timestamptz '2025-01-01 00:00Z'
            + (n::bigint * {launches} + l) * interval '30 seconds' AS at) AS made,
        LATERAL (SELECT CASE
            WHEN n % 20 = 7 OR launches.status IN ('aborted', 'failed') THEN 'cancelled'
            WHEN n % 25 = 3 THEN 'expired' WHEN launches.status = 'successful' THEN 'completed'
            ELSE 'confirmed' END AS status) AS came"""
    yield f"""
    INSERT INTO refunds (id, booking_id, launch_id, agency_id, traveler_id, amount_cents, reason,
        parts, status, attempts, due_at, last_error, reference, executed_at,
        created_at, updated_at, version)
    SELECT {_id(_REFUND, "row_number() OVER ()")}, id, launch_id, agency_id, traveler_id, 9000000,
        'cancellation', '[]', 'succeeded', 1, created_at, '', '', created_at, created_at,
        created_at, 1
    FROM bookings WHERE status = 'cancelled'"""
    yield """
    INSERT INTO launch_revenues (launch_id, revenue_cents)
    SELECT launch_id, sum(b.seat_count * l.price_cents)
    FROM bookings AS b JOIN launches AS l ON l.id = b.launch_id
    WHERE b.status IN ('completed', 'confirmed') GROUP BY launch_id"""
    yield f"""
    INSERT INTO invoices (id, number, kind, agency_id, launch_id, agency, launch, revenue_cents,
        rate, reliability, explanation, amount_cents, issued_at, due_on, due_changes, status,
        paid_cents, under_way_cents, search_text, created_at, updated_at, version)
    SELECT {_id(_INVOICE, "row_number() OVER ()")}, 'INV-{YEAR}-' || row_number() OVER (),
        'launch_fee', l.agency_id, l.id, '{{"name": "Agency", "tax_id": "", "lines": []}}',
        json_build_object('slug', l.slug), revenue_cents, '0.01', 'new', '', fee,
        launch_at, (launch_at + interval '30 days')::date, '[]',
        CASE WHEN l.rocket_no % 2 = 0 THEN 'paid' ELSE 'pending' END,
        CASE WHEN l.rocket_no % 2 = 0 THEN fee ELSE 0 END, 0, '', {_STORED}
    FROM launches AS l JOIN launch_revenues AS r ON r.launch_id = l.id,
        LATERAL (SELECT revenue_cents / 100 AS fee) AS due
    WHERE l.status = 'successful'"""
    yield f"""
    INSERT INTO invoice_payments (id, invoice_id, agency_id, kind, amount_cents, status, reference,
        received_at, method, decline_reason, created_at, updated_at, version)
    SELECT {_id(_PAYMENT, "row_number() OVER ()")}, id, agency_id, 'recorded', paid_cents,
        'received', '', issued_at + interval '10 days', '', '', {_STORED}
    FROM invoices WHERE paid_cents > 0"""
