"""The main pages on the demonstration data, each against the API's answers for the same data."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from astrobookings.entrypoints.demo_data import PASSWORD
from astrobookings.entrypoints.demo_data.companies import AGENCY
from astrobookings.entrypoints.demo_data.people import DOMAIN, TRAVELER
from astrobookings.entrypoints.settings import embedded_settings
from astrobookings.entrypoints.web.cookies import CookieJar
from benchmarks.goals import HEAVIEST_PAGE, SLOWEST_PAGE, USUAL_PAGE
from benchmarks.harness import Outcome, Report, Run, Span, in_turn, progress, ratios
from benchmarks.load import Load, request, send
from benchmarks.servers import Granian, granian, temporary

__all__ = ["run"]

_API = "/api/v1"
_WARMING = -1
"""The round before the first."""
_WARM = 0.1
"""Seconds of each request before anything is measured."""
SERVICE, FINANCE, OPERATIONS, IT = (
    f"{name}@{DOMAIN}" for name in ("service", "finance", "operations", "it")
)
_PEOPLE = (TRAVELER, AGENCY, SERVICE, FINANCE, OPERATIONS, IT)
_MOST_MS = 100
_MOST_BYTES = 100_000


@frozen
class _Page:
    """A page, who looks at it (nobody: a visitor), and where the API has what is on it."""

    name: str
    path: str
    answers: tuple[str, ...]
    who: str = ""


@frozen
class _Person:
    """Somebody with tokens of a session."""

    access: str
    refresh: str

    @property
    def bearer(self) -> Mapping[str, str]:
        return {"authorization": f"Bearer {self.access}"}

    def cookies(self, jar: CookieJar) -> Mapping[str, str]:
        kept = {jar.name("access"): self.access, jar.name("refresh"): self.refresh}
        return {"cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}


@frozen
class _Platform:
    """The demonstration, served."""

    server: Granian
    jar: CookieJar
    people: Mapping[str, _Person]

    def get(self, path: str, headers: Mapping[str, str]) -> bytes:
        """Raises: urllib.error.HTTPError: it answers with a refusal."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}{path}", headers={**headers}
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:
            if answer.url != asked.full_url:
                raise RuntimeError(f"{path} leads on to {answer.url}")
            body: bytes = answer.read()
            return body

    def found(self, who: str, path: str) -> Any:
        """The first record of the list at *path* of the API."""
        return json.loads(self.get(f"{_API}{path}", self.people[who].bearer))["items"][0]

    def looks(self, page: _Page) -> Mapping[str, str]:
        return self.people[page.who].cookies(self.jar) if page.who else {}

    def asks(self, page: _Page) -> Mapping[str, str]:
        return self.people[page.who].bearer if page.who else {}


def run(run: Run) -> Report:
    """Each page and the API's answers in turn, one request at a time."""
    with ExitStack() as stack:
        folder = stack.enter_context(temporary())
        platform = stack.enter_context(_demonstration(folder))
        pages = [*_pages(platform)]
        cases: dict[str, Callable[[int], float]] = {}
        for page in pages:
            asked = [f"{_API}{answer}" for answer in page.answers]
            cases[f"{page.name}, page"] = _timed(platform, [page.path], platform.looks(page), run)
            cases[f"{page.name}, API"] = _timed(platform, asked, platform.asks(page), run)
        for case in cases.values():
            case(_WARMING)
        times = in_turn(run, cases)
        return _report({page.name: _figures(platform, page, times) for page in pages})


@contextmanager
def _demonstration(folder: Path) -> Iterator[_Platform]:
    """The demonstration on embedded data, with somebody of each kind signed in."""
    progress("web: the demonstration")
    data = folder / "var"
    command = [sys.executable, "-m", "astrobookings.entrypoints.cli", "--data", str(data), "demo"]
    subprocess.run(command, check=True, capture_output=True)
    settings = embedded_settings(data, port=80)
    told = attrs.asdict(settings, recurse=False)
    with granian("platform", told, folder / "log") as server:
        people = {email: _signed_in(server, email) for email in _PEOPLE}
        _post(server, "/finance/invoices/due", {}, people[FINANCE].bearer)
        yield _Platform(server, CookieJar(settings.public_url), people)


def _signed_in(server: Granian, email: str) -> _Person:
    told = _post(server, "/system/auth/login", {"email": email, "password": PASSWORD}, {})
    return _Person(told["access_token"], told["refresh_token"])


def _post(
    server: Granian, path: str, body: Mapping[str, str], headers: Mapping[str, str]
) -> Mapping[str, Any]:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{_API}{path}",
        data=json.dumps({**body}).encode(),
        headers={"content-type": "application/json", **headers},
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        told: Mapping[str, Any] = json.load(answer)
        return told


def _pages(platform: _Platform) -> Iterator[_Page]:
    flight = json.loads(platform.get(f"{_API}/booking/launches?sort=price&limit=1", {}))["items"][0]
    journey = platform.found(TRAVELER, "/booking/bookings")["id"]
    flown = platform.found(AGENCY, "/agency/launches")["id"]
    bill = platform.found(AGENCY, "/finance/invoices")["id"]
    year = datetime.now(UTC).year
    slug = flight["slug"]
    of_launch = f"/booking/launches/{slug}"
    of_booking = f"/booking/bookings/{journey}"
    yield _Page("launch board", "/", ("/booking/launches?limit=24",))
    yield _Page("one launch", f"/launches/{slug}", (of_launch, f"{of_launch}/seats"))
    yield _Page("voices", "/testimonials", ("/booking/testimonials?limit=25",))
    yield _Page("next flights", "/traveler", ("/booking/bookings?when=upcoming",), TRAVELER)
    yield _Page(
        "choosing seats", f"/traveler/book/{slug}", (of_launch, f"{of_launch}/seats"), TRAVELER
    )
    more = (of_booking, f"{of_booking}/receipts")
    yield _Page("one booking", f"/traveler/bookings/{journey}", more, TRAVELER)
    yield _Page("occupancy", "/agency/occupancy", ("/agency/occupancy?limit=25",), AGENCY)
    of_flight = f"/agency/launches/{flown}"
    yield _Page("launch of an agency", of_flight, (of_flight, f"{of_flight}/occupancy"), AGENCY)
    yield _Page("own invoices", "/agency/invoices", ("/finance/invoices?limit=25",), AGENCY)
    yield _Page("own invoice", f"/agency/invoices/{bill}", (f"/finance/invoices/{bill}",), AGENCY)
    yield _Page(
        "bookings of everybody", "/system/bookings", ("/booking/bookings?limit=25",), SERVICE
    )
    yield _Page("users", "/system/users", ("/system/users?limit=25",), OPERATIONS)
    yield _Page("all invoices", "/system/invoices", ("/finance/invoices?limit=25",), FINANCE)
    report = (f"/finance/reports/annual/{year}",)
    yield _Page("annual report", f"/system/reports/annual?year={year}", report, FINANCE)
    of_agencies = (f"/finance/reports/agencies?year={year}",)
    yield _Page("revenue by agency", f"/system/reports/agencies?year={year}", of_agencies, FINANCE)
    queue = ("/notify/queue/status", "/notify/notifications?limit=25")
    yield _Page("mail queue", "/system/queue", queue, IT)
    yield _Page("status", "/system/status", ("/system/status",), IT)
    yield _Page("logs", "/system/logs", ("/system/logs?limit=25",), IT)


def _weight(platform: _Platform, page: _Page) -> int:
    """Bytes of a page with its styles and scripts, and without its images."""
    text = platform.get(page.path, platform.looks(page))
    beside = set(re.findall(rb"/assets/[0-9a-f]+/[\w.-]+\.(?:css|js)", text))
    return len(text) + sum(len(platform.get(path.decode(), {})) for path in beside)


def _timed(
    platform: _Platform, paths: Sequence[str], headers: Mapping[str, str], run: Run
) -> Callable[[int], float]:
    """The milliseconds that *paths* take in the middle, one after the other."""

    def measured(number: int) -> float:
        seconds = _WARM if number == _WARMING else run.seconds / 3 / len(paths)
        return sum(_median_ms(platform.server, path, headers, seconds) for path in paths)

    return measured


def _median_ms(server: Granian, path: str, headers: Mapping[str, str], seconds: float) -> float:
    asked = request("GET", path, headers)
    answered = send(Load(server.port, [asked], seconds, again=True, connections=1))
    if set(answered.statuses) != {200}:
        raise RuntimeError(f"{path} answered {dict(answered.statuses)}")
    return answered.ms(0.5)


@frozen
class _Figures:
    """What was measured of a page; times in milliseconds."""

    page: Span
    answers: Span
    ratio: Span
    weight: int

    def told(self) -> str:
        times = f"page {self.page.told('.1f')} ms, API {self.answers.told('.1f')} ms"
        return f"{times}, ratio {self.ratio.told()}, {self.weight / 1000:.1f} kB"

    def faults(self) -> Iterator[str]:
        if self.page.median >= _MOST_MS:
            yield f"takes {self.page.median:.0f} ms"
        if self.weight >= _MOST_BYTES:
            yield f"weighs {self.weight} bytes"


def _figures(platform: _Platform, page: _Page, times: Mapping[str, Sequence[float]]) -> _Figures:
    ours, base = times[f"{page.name}, page"], times[f"{page.name}, API"]
    weight = _weight(platform, page)
    return _Figures(Span.of(ours), Span.of(base), ratios(ours, base), weight)


def _report(found: Mapping[str, _Figures]) -> Report:
    slowest = max(found.values(), key=lambda one: one.page.median).page
    heaviest = max(one.weight for one in found.values())
    parts = (part / _MOST_MS for part in (slowest.median, slowest.low, slowest.high))
    return Report(
        outcomes=(
            Outcome(SLOWEST_PAGE, Span(*parts)),
            Outcome(HEAVIEST_PAGE, Span.of([heaviest / _MOST_BYTES])),
            Outcome(USUAL_PAGE, Span.of(one.ratio.median for one in found.values())),
        ),
        notes=tuple(f"{name}: {figures.told()}" for name, figures in found.items()),
        faults=tuple(
            f"{name} {fault}" for name, figures in found.items() for fault in figures.faults()
        ),
    )
