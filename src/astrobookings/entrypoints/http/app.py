"""The HTTP app: its services together, or each alone."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.http.admission import admit
from astrobookings.entrypoints.http.after_change import forget_after
from astrobookings.entrypoints.http.agencies.agencies import AgenciesController
from astrobookings.entrypoints.http.agencies.launch_status import LaunchStatusController
from astrobookings.entrypoints.http.agencies.launches import AgencyLaunchesController
from astrobookings.entrypoints.http.agencies.profile import ProfileController
from astrobookings.entrypoints.http.agencies.rockets import RocketsController
from astrobookings.entrypoints.http.agencies.spaceports import SpaceportsController
from astrobookings.entrypoints.http.booking.board import BoardController
from astrobookings.entrypoints.http.booking.bookings import BookingsController
from astrobookings.entrypoints.http.booking.cancellation import CancellationController
from astrobookings.entrypoints.http.booking.launches import LaunchesController
from astrobookings.entrypoints.http.booking.papers import PapersController
from astrobookings.entrypoints.http.booking.payment import PaymentController
from astrobookings.entrypoints.http.errors import EXCEPTION_HANDLERS
from astrobookings.entrypoints.http.front import Front
from astrobookings.entrypoints.http.headers import Secured, security_headers
from astrobookings.entrypoints.http.identity.me import MeController
from astrobookings.entrypoints.http.identity.passwords import PasswordResetsController
from astrobookings.entrypoints.http.identity.registration import RegistrationController
from astrobookings.entrypoints.http.identity.sessions import SessionsController
from astrobookings.entrypoints.http.openapi import docs_assets, openapi_config
from astrobookings.entrypoints.http.pages import health, mailbox, sandbox, site
from astrobookings.entrypoints.http.pages.mailed_links import mailed_links
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.state import http_state
from astrobookings.entrypoints.http.threads import thread_pool
from astrobookings.entrypoints.settings import Settings

if TYPE_CHECKING:
    from astrobookings.entrypoints.system import System

__all__ = ["SERVICES", "create_app"]

_ROUTES: Mapping[str, tuple[ControllerRouterHandler, ...]] = {
    "system": (
        RegistrationController,
        SessionsController,
        PasswordResetsController,
        MeController,
    ),
    "agency": (
        ProfileController,
        RocketsController,
        AgencyLaunchesController,
        LaunchStatusController,
        AgenciesController,
        SpaceportsController,
    ),
    "booking": (
        BoardController,
        LaunchesController,
        BookingsController,
        PaymentController,
        CancellationController,
        PapersController,
    ),
}

SERVICES = tuple(_ROUTES)
"""What can be served."""


def create_app(system: "System", *services: str, settings: HttpSettings | Settings) -> Litestar:
    """The app that serves *services*, all of them if none is named.

    Raises:
        ValueError: there is no such service.
    """
    chosen = _chosen(services)
    if isinstance(settings, Settings):
        settings = HttpSettings(public_url=settings.public_url)
    state = http_state(system, settings)
    app = Litestar(
        [*(_router(service) for service in chosen), *_plain_routes(system, chosen)],
        state=State({"http": state}),
        request_class=ApiRequest,
        request_max_body_size=settings.max_body,
        exception_handlers=dict(EXCEPTION_HANDLERS),
        openapi_config=openapi_config(chosen),
        logging_config=None,
        lifespan=[thread_pool(settings.threads)],
    )
    https = settings.public_url.startswith("https:")
    board_headers = security_headers(https=https).headers
    app.asgi_handler = Front(
        Secured(app.asgi_handler, https=https),
        state,
        board="booking" in chosen,
        board_headers=board_headers,
        after_change=partial(forget_after, state),
    )
    return app


def _chosen(services: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(services) - set(SERVICES)
    if unknown:
        raise ValueError(f"there is no service {sorted(unknown)[0]!r}; there are {SERVICES}")
    return tuple(one for one in SERVICES if one in services or not services)


def _router(service: str) -> Router:
    return Router(
        f"/api/v1/{service}",
        route_handlers=_ROUTES[service],
        guards=[admit],
        opt={"service": service},
        tags=[service],
    )


def _plain_routes(system: "System", chosen: tuple[str, ...]) -> list[ControllerRouterHandler]:
    usual: list[ControllerRouterHandler] = [
        health.livez,
        health.readyz,
        site.landing,
        site.problems_page,
        site.problem_page,
        site.style,
        docs_assets(),
        *([mailed_links()] if "system" in chosen else []),
    ]
    if system.mailbox is None:
        return usual
    embedded = [mailbox.mailbox_json, mailbox.mailbox_page]
    return [*usual, *embedded, sandbox.action_page, sandbox.action_decided]
