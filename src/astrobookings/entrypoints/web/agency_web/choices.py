"""What the lists of choice in AgencyWeb offer: what is sent, and what people read."""

from astrobookings.application.ports.invoices import InvoiceSort
from astrobookings.application.ports.occupancies import OccupancySort
from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.finance.invoices import InvoiceKind, InvoiceStatus
from astrobookings.domain.finance.reports import Period
from astrobookings.entrypoints.web.words import destination_name, spoken

__all__ = [
    "BOOKING_STATUSES",
    "DESTINATIONS",
    "FLEET_ORDERS",
    "INVOICE_KINDS",
    "INVOICE_ORDERS",
    "INVOICE_STATUSES",
    "OCCUPANCY_ORDERS",
    "PERIODS",
    "REACHES",
    "STATUSES",
    "VIABLE",
    "Choices",
    "named_destinations",
]

Choices = list[tuple[str, str]]


def named_destinations() -> Choices:
    """Every destination, nearest first."""
    return [(one.value, destination_name(one)) for one in Destination]


DESTINATIONS: Choices = [("", "Any destination"), *named_destinations()]
REACHES: Choices = [("", "Any range"), *named_destinations()]
STATUSES: Choices = [("", "Any status"), *((one.value, str(spoken(one))) for one in LaunchStatus)]
BOOKING_STATUSES: Choices = [
    ("", "Any status"),
    *((one.value, str(spoken(one))) for one in BookingStatus),
]
VIABLE: Choices = [("", "Viable or not"), ("yes", "Viable"), ("no", "Not viable yet")]
OCCUPANCY_ORDERS: Choices = [
    (OccupancySort.DATE.value, "Soonest first"),
    (OccupancySort.DATE_DESCENDING.value, "Latest first"),
    (OccupancySort.RATE.value, "Emptiest first"),
    (OccupancySort.RATE_DESCENDING.value, "Fullest first"),
    (OccupancySort.SOLD_DESCENDING.value, "Most seats sold first"),
    (OccupancySort.SOLD.value, "Fewest seats sold first"),
]
FLEET_ORDERS: Choices = [
    (RocketSort.NAME.value, "By name"),
    (RocketSort.NAME_DESCENDING.value, "By name, backwards"),
    (RocketSort.CAPACITY_DESCENDING.value, "Largest first"),
    (RocketSort.CAPACITY.value, "Smallest first"),
]
INVOICE_KINDS: Choices = [
    ("", "Any kind"),
    *((one.value, str(spoken(one))) for one in InvoiceKind),
]
INVOICE_STATUSES: Choices = [
    ("", "Any state"),
    *((one.value, str(spoken(one))) for one in InvoiceStatus),
]
INVOICE_ORDERS: Choices = [
    (InvoiceSort.NEWEST.value, "Newest first"),
    (InvoiceSort.OLDEST.value, "Oldest first"),
    (InvoiceSort.DUE.value, "Due first"),
    (InvoiceSort.LARGEST.value, "Largest first"),
]
PERIODS: Choices = [
    (Period.MONTH.value, "Month"),
    (Period.QUARTER.value, "Quarter"),
    (Period.YEAR.value, "Year"),
]
