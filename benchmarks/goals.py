"""What is aimed at; the numbers are those of docs/performance.md."""

from benchmarks.harness import Goal

__all__ = [
    "ANNUAL",
    "ANNUAL_SECONDS",
    "AUTHENTICATED",
    "CACHED_LIST",
    "CLIENT_CPU",
    "DEEP_PAGE",
    "EXPORT_MEMORY",
    "GROWTH_DEEP",
    "GROWTH_FIRST",
    "HEAVIEST_PAGE",
    "HOT",
    "HOT_P99",
    "OUTBOX",
    "SHARED_LIST",
    "SLOWEST_PAGE",
    "SPREAD",
    "SQLITE",
    "SQLITE_THREADS",
    "USUAL_PAGE",
]

SPREAD = Goal("1", "POST bookings, spread / pgbench, same statement", 0.20, 0.30)
HOT = Goal("2", "POST bookings, one hot launch / pgbench, same statement", 0.45, 0.60)
HOT_P99 = Goal("3", "POST bookings: hot p99 / spread p99", 2.0, 1.5, at_most=True)
CLIENT_CPU = Goal("4", "client CPU: SeatLedger.take / bare psycopg", 2.5, 1.5, at_most=True)
CACHED_LIST = Goal("5", "cached list / bare Litestar handler, same bytes", 0.75, 0.85)
SHARED_LIST = Goal("5", "cached list with Redis / bare Litestar handler, same bytes", 0.75, 0.85)
AUTHENTICATED = Goal("6", "cached list: authenticated / anonymous", 0.60, 0.75)
GROWTH_FIRST = Goal("7", "first page: 100,000 launches / 1,000", 1.5, 1.2, at_most=True)
GROWTH_DEEP = Goal("7", "deepest page: 100,000 launches / 1,000", 1.5, 1.2, at_most=True)
DEEP_PAGE = Goal("8", "deepest page / first page, 100,000 launches", 1.5, 1.2, at_most=True)
ANNUAL = Goal("9", "annual report / plain aggregate over its bookings", 1.2, 0.1, at_most=True)
ANNUAL_SECONDS = Goal("9", "annual report, 1,000,000 bookings / 2 s", 1.0, 0.25, at_most=True)
SQLITE = Goal("12", "SQLite: SeatLedger.take / plain sqlite3", 0.35, 0.45)
OUTBOX = Goal("14", "events through the outbox / no-op messages of the broker", 0.10, 0.20)
SQLITE_THREADS = Goal("13", "SQLite: SeatLedger.take, 8 threads / 1 thread", 0.85, 0.95)
EXPORT_MEMORY = Goal(
    "15", "peak memory: export of 1,000,000 bookings / 100,800", 1.2, 1.05, at_most=True
)
SLOWEST_PAGE = Goal("16", "slowest page, median / 100 ms", 1.0, 0.25, at_most=True)
HEAVIEST_PAGE = Goal("17", "heaviest page without images / 100 kB", 1.0, 0.5, at_most=True)
USUAL_PAGE = Goal("18", "page / the API's answers, median of the pages", 5.0, 2.0, at_most=True)
