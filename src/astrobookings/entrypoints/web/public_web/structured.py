"""A launch as search engines read it (schema.org)."""

from collections.abc import Mapping
from typing import Any

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.entrypoints.web.words import destination_name, machine

__all__ = ["described", "structured"]

_STATUSES: Mapping[LaunchStatus, str] = {
    LaunchStatus.SCHEDULED: "EventScheduled",
    LaunchStatus.DELAYED: "EventRescheduled",
    LaunchStatus.ABORTED: "EventCancelled",
    LaunchStatus.FAILED: "EventCancelled",
    LaunchStatus.SUCCESSFUL: "EventScheduled",
}
_AVAILABILITY = {"book": "InStock", "book_early": "PreSale", "wish": "SoldOut"}


def described(card: LaunchCard) -> str:
    """The launch in one sentence without its figures, which change."""
    where = destination_name(card.launch.destination)
    return (
        f"Launch to the {where} with {card.rocket_name} {card.rocket_model} of "
        f"{card.agency_name}, from {card.spaceport_name}, {card.spaceport_location}."
    )


def structured(card: LaunchCard, actions: list[str], address: str) -> dict[str, Any]:
    """An Event with its Offer; *actions* are what can be done now, *address* is the page's own."""
    launch = card.launch
    before = [machine(one.launch_at_before) for one in launch.delays]
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{destination_name(launch.destination)} with {card.rocket_name}",
        "description": described(card),
        "startDate": machine(launch.launch_at),
        **({"previousStartDate": before} if before else {}),
        "eventStatus": f"https://schema.org/{_STATUSES[launch.status]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": address,
        "location": {
            "@type": "Place",
            "name": card.spaceport_name,
            "address": card.spaceport_location,
        },
        "organizer": {"@type": "Organization", "name": card.agency_name},
        "offers": {
            "@type": "Offer",
            "price": f"{launch.price.amount:.2f}",
            "priceCurrency": "USD",
            "availability": f"https://schema.org/{_availability(actions)}",
            "url": address,
        },
    }


def _availability(actions: list[str]) -> str:
    return next((_AVAILABILITY[one] for one in actions if one in _AVAILABILITY), "Discontinued")
