"""An agency schedules a launch (story 1.3)."""

from attrs import evolve, frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.rockets import Rockets
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.events import LaunchScheduled
from astrobookings.domain.agencies.launch import Launch, SlugTaken, TurnAroundPolicy
from astrobookings.domain.agencies.scheduling import (
    LaunchPlan,
    require_turn_around,
    schedule,
    unused_slug,
)
from astrobookings.domain.identity.permissions import Action, authorize, only_own, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import AgencyId, LaunchId, RocketId, SpaceportId

__all__ = ["LaunchPlan", "LaunchRequest", "ScheduleLaunch"]

_TRIES = 5
"""How often a free slug is looked for when others keep taking it."""


@frozen(kw_only=True)
class LaunchRequest:
    """Which rocket flies from where, and the plan."""

    rocket_id: RocketId
    spaceport_id: SpaceportId
    plan: LaunchPlan


@frozen
class ScheduleLaunch:
    """Put a launch on sale."""

    agencies: Agencies
    rockets: Rockets
    spaceports: Spaceports
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    turn_around: TurnAroundPolicy

    def __call__(self, by: Principal, request: LaunchRequest) -> Launch:
        """The launch.

        Raises:
            NotSignedIn, NotAllowed: only agencies schedule launches.
            NotFound: no such rocket of the agency, or no such spaceport.
            AgencyNotApproved: the agency is pending or suspended.
            Invalid: with every fault of the plan.
            TurnAroundTooShort: the rocket flies another launch too near to the date.
            SlugTaken: others kept taking the address that the launch would have.
        """
        authorize(by, Action.SCHEDULE_LAUNCHES)
        for _ in range(_TRIES - 1):
            try:
                return self._scheduled(by, request)
            except SlugTaken:
                continue
        return self._scheduled(by, request)

    def _scheduled(self, by: Principal, request: LaunchRequest) -> Launch:
        now = self.clock.now()
        with self.operations(by.origin("schedule-launch", now)):
            planned = self._planned(by, request)
            flights = self.launches.of_rocket(planned.rocket_id)
            require_turn_around(planned.launch_at, flights, self.turn_around)
            taken = self.launches.slugs_like(planned.slug)
            launch = evolve(planned, slug=unused_slug(planned.slug, taken))
            saved = self.launches.add(launch)
            self.operations_outbox.add(LaunchScheduled(saved.id, saved.agency_id))
        return saved

    def _planned(self, by: Principal, request: LaunchRequest) -> Launch:
        """The launch as wanted; its agency and rocket, in this order, are locked."""
        agency = self.agencies.lock(AgencyId(signed_in(by)))
        rocket = self.rockets.lock(request.rocket_id)
        missing = NotFound("rocket", str(request.rocket_id))
        only_own(by, Action.SCHEDULE_LAUNCHES, rocket.agency_id, otherwise=missing)
        return schedule(
            LaunchId(self.ids.new()),
            request.plan,
            agency=agency,
            rocket=rocket,
            spaceport=self.spaceports.get(request.spaceport_id),
            taken_slugs=frozenset(),
            now=self.clock.now(),
        )
