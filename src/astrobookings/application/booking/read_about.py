"""A visitor reads what the platform is (story 2.9)."""

from attrs import frozen

from astrobookings.application.ports.flight_figures import FlightFigures, Flown
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ReadAbout"]


@frozen
class ReadAbout:
    """The figures of the platform, as they are now."""

    flight_figures: FlightFigures

    def __call__(self, by: Principal) -> Flown:
        authorize(by, Action.READ_TESTIMONIALS)
        return self.flight_figures.count()
