"""The HTTP app: its services together, or each alone."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.types import ControllerRouterHandler

from astrobookings.entrypoints.http.admission import admit
from astrobookings.entrypoints.http.after_change import forget_after
from astrobookings.entrypoints.http.agencies.agencies import AgenciesController
from astrobookings.entrypoints.http.agencies.launch_bookings import LaunchBookingsController
from astrobookings.entrypoints.http.agencies.launch_status import LaunchStatusController
from astrobookings.entrypoints.http.agencies.launches import AgencyLaunchesController
from astrobookings.entrypoints.http.agencies.occupancy import OccupancyController
from astrobookings.entrypoints.http.agencies.profile import ProfileController
from astrobookings.entrypoints.http.agencies.rockets import RocketsController
from astrobookings.entrypoints.http.agencies.spaceports import SpaceportsController
from astrobookings.entrypoints.http.booking.about import AboutController, NeighboursController
from astrobookings.entrypoints.http.booking.board import BoardController
from astrobookings.entrypoints.http.booking.booking_requests import BookingRequestsController
from astrobookings.entrypoints.http.booking.bookings import BookingsController
from astrobookings.entrypoints.http.booking.cancellation import CancellationController
from astrobookings.entrypoints.http.booking.changes import ChangesController
from astrobookings.entrypoints.http.booking.customer_service import CustomerServiceController
from astrobookings.entrypoints.http.booking.launches import LaunchesController
from astrobookings.entrypoints.http.booking.papers import PapersController
from astrobookings.entrypoints.http.booking.payment import PaymentController
from astrobookings.entrypoints.http.booking.testimonials import TestimonialsController
from astrobookings.entrypoints.http.booking.timeline import TimelineController
from astrobookings.entrypoints.http.booking.travelers import TravelersController
from astrobookings.entrypoints.http.booking.wishes import WishController, WishesController
from astrobookings.entrypoints.http.endings import Endings
from astrobookings.entrypoints.http.errors import EXCEPTION_HANDLERS
from astrobookings.entrypoints.http.finance.exports import ExportsController
from astrobookings.entrypoints.http.finance.invoice_payments import InvoicePaymentsController
from astrobookings.entrypoints.http.finance.invoices import InvoicesController
from astrobookings.entrypoints.http.finance.refunds import RefundsController
from astrobookings.entrypoints.http.finance.report_files import ReportFilesController
from astrobookings.entrypoints.http.finance.reports import ReportsController
from astrobookings.entrypoints.http.finance.webhooks import webhooks
from astrobookings.entrypoints.http.front import Front
from astrobookings.entrypoints.http.headers import Secured, security_headers
from astrobookings.entrypoints.http.identity.me import MeController
from astrobookings.entrypoints.http.identity.own_sessions import OwnSessionsController
from astrobookings.entrypoints.http.identity.passwords import PasswordResetsController
from astrobookings.entrypoints.http.identity.privacy import PrivacyController
from astrobookings.entrypoints.http.identity.registration import RegistrationController
from astrobookings.entrypoints.http.identity.second_factor import (
    SecondFactorController,
    SecondFactorSetupController,
)
from astrobookings.entrypoints.http.identity.sessions import SessionsController
from astrobookings.entrypoints.http.identity.users import UsersController
from astrobookings.entrypoints.http.notify.dead_letters import DeadLettersController
from astrobookings.entrypoints.http.notify.own import OwnNotificationsController
from astrobookings.entrypoints.http.notify.queue import QueueController
from astrobookings.entrypoints.http.openapi import docs_assets, openapi_config
from astrobookings.entrypoints.http.pages import health, mailbox, sandbox, site
from astrobookings.entrypoints.http.pages.figures import figures_page
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.http.state import http_state
from astrobookings.entrypoints.http.system.alerts import AlertsController
from astrobookings.entrypoints.http.system.logs import LogsController
from astrobookings.entrypoints.http.system.metrics import MetricsController
from astrobookings.entrypoints.http.system.policies import PoliciesController
from astrobookings.entrypoints.http.system.status import StatusController
from astrobookings.entrypoints.http.system.sync_changes import SyncChangesController
from astrobookings.entrypoints.http.system.sync_conflicts import SyncConflictsController
from astrobookings.entrypoints.http.system.sync_runs import SyncRunsController
from astrobookings.entrypoints.http.threads import thread_pool
from astrobookings.entrypoints.observing.observer import Observer
from astrobookings.entrypoints.settings import Settings
from astrobookings.entrypoints.web.app import APPLICATIONS, web_routes
from astrobookings.entrypoints.web.failures import no_such_address
from astrobookings.entrypoints.web.heads import Heads

if TYPE_CHECKING:
    from astrobookings.entrypoints.system import System

__all__ = ["APPLICATIONS", "SERVICES", "create_app"]

_ROUTES: Mapping[str, tuple[ControllerRouterHandler, ...]] = {
    "system": (
        RegistrationController,
        SessionsController,
        PasswordResetsController,
        MeController,
        OwnSessionsController,
        PrivacyController,
        SecondFactorController,
        SecondFactorSetupController,
        UsersController,
        LogsController,
        MetricsController,
        AlertsController,
        StatusController,
        SyncRunsController,
        SyncConflictsController,
        SyncChangesController,
        PoliciesController,
    ),
    "agency": (
        ProfileController,
        RocketsController,
        AgencyLaunchesController,
        LaunchStatusController,
        LaunchBookingsController,
        OccupancyController,
        AgenciesController,
        SpaceportsController,
    ),
    "booking": (
        BoardController,
        LaunchesController,
        BookingsController,
        PaymentController,
        CancellationController,
        ChangesController,
        CustomerServiceController,
        TravelersController,
        TimelineController,
        BookingRequestsController,
        PapersController,
        NeighboursController,
        WishController,
        WishesController,
        TestimonialsController,
        AboutController,
    ),
    "finance": (
        InvoicesController,
        InvoicePaymentsController,
        RefundsController,
        ReportsController,
        ReportFilesController,
        ExportsController,
    ),
    "notify": (QueueController, DeadLettersController, OwnNotificationsController),
}

SERVICES = tuple(_ROUTES)
"""The APIs that can be served; `APPLICATIONS` are the web applications."""


def create_app(
    system: "System",
    *services: str,
    settings: HttpSettings | Settings,
    observer: Observer | None = None,
) -> Litestar:
    """The app that serves *services* and applications, all of them if none is named.

    *observer* notes what they do.

    Raises:
        ValueError: there is no such service.
    """
    everything = _chosen(services)
    chosen = tuple(one for one in everything if one in SERVICES)
    applications = tuple(one for one in everything if one in APPLICATIONS)
    if isinstance(settings, Settings):
        settings = HttpSettings(public_url=settings.public_url, limits_url=settings.cache_url)
    state = http_state(system, settings)
    app = Litestar(
        [
            *(_router(service) for service in chosen),
            *_plain_routes(system, chosen),
            *_observed(observer, settings),
            *web_routes(applications, settings, embedded=system.mailbox is not None),
        ],
        state=State({"http": state}),
        request_class=ApiRequest,
        request_max_body_size=settings.max_body,
        exception_handlers={
            **EXCEPTION_HANDLERS,
            NotFoundException: no_such_address,
            MethodNotAllowedException: no_such_address,
        },
        openapi_config=openapi_config(chosen),
        logging_config=None,
        lifespan=[thread_pool(settings.threads), state.following],
    )
    https = settings.public_url.startswith("https:")
    board_headers = security_headers(https=https).headers
    routed = Heads(Endings.of(app.asgi_handler, (one.path for one in app.routes)))
    app.asgi_handler = Front(
        Secured(routed, https=https),
        state,
        board="booking" in chosen,
        board_headers=board_headers,
        after_change=partial(forget_after, state),
        observer=observer,
    )
    return app


def _chosen(services: tuple[str, ...]) -> tuple[str, ...]:
    there = (*SERVICES, *APPLICATIONS)
    unknown = set(services) - set(there)
    if unknown:
        raise ValueError(f"there is no service {sorted(unknown)[0]!r}; there are {there}")
    return tuple(one for one in there if one in services or not services)


def _router(service: str) -> Router:
    return Router(
        f"/api/v1/{service}",
        route_handlers=_ROUTES[service],
        guards=[admit],
        opt={"service": service},
        tags=[service],
    )


def _observed(observer: Observer | None, settings: HttpSettings) -> list[ControllerRouterHandler]:
    return [] if observer is None else [figures_page(observer, settings.metrics_token)]


def _plain_routes(system: "System", chosen: tuple[str, ...]) -> list[ControllerRouterHandler]:
    usual: list[ControllerRouterHandler] = [
        health.livez,
        health.readyz,
        site.problems_page,
        site.problem_page,
        site.style,
        docs_assets(),
        *([webhooks()] if "finance" in chosen else []),
    ]
    if system.mailbox is None:
        return usual
    embedded = [mailbox.mailbox_json, mailbox.mailbox_page]
    return [*usual, *embedded, sandbox.action_page, sandbox.action_decided]
