"""Demonstration data: a deterministic plan of two invented years, no input or output."""

from astrobookings.entrypoints.demo_data.people import PASSWORD
from astrobookings.entrypoints.demo_data.plan import LOGINS, demo_plan
from astrobookings.entrypoints.demo_data.values import (
    BookingAct,
    BookingStep,
    Decision,
    DelayAnswer,
    DemoAgency,
    DemoBooking,
    DemoLaunch,
    DemoPlan,
    DemoRocket,
    DemoTestimonial,
    DemoTraveler,
    DemoWait,
    LaunchAct,
    LaunchEnd,
    LaunchStep,
    Login,
    Postponement,
    Step,
)

__all__ = [
    "LOGINS",
    "PASSWORD",
    "BookingAct",
    "BookingStep",
    "Decision",
    "DelayAnswer",
    "DemoAgency",
    "DemoBooking",
    "DemoLaunch",
    "DemoPlan",
    "DemoRocket",
    "DemoTestimonial",
    "DemoTraveler",
    "DemoWait",
    "LaunchAct",
    "LaunchEnd",
    "LaunchStep",
    "Login",
    "Postponement",
    "Step",
    "demo_plan",
]
