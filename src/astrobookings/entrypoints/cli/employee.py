"""Employees are created by operators and operations managers only (story 0.9)."""

import rich_click as click

from astrobookings.application.identity.create_employee import EmployeeDetails
from astrobookings.application.identity.list_users import UserQuery
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.cli.context import Place
from astrobookings.entrypoints.cli.operate import operator
from astrobookings.entrypoints.system import System

__all__ = ["employee"]


@click.group()
def employee() -> None:
    """Look after employees."""


@employee.command()
@click.option("--email", required=True)
@click.option("--first-name", required=True)
@click.option("--last-name", required=True)
@click.option("--position", required=True, type=click.Choice([one.value for one in Position]))
@click.option("--department", default="", help="Such as: Launch desk.")
@click.option("--phone", default="", help="With its country code, such as +34600000000.")
@click.option("--country", default="US", show_default=True, help="ISO 3166-1 alpha-2.")
@click.password_option(envvar="ASTRO_EMPLOYEE_PASSWORD", help="Asked for when left out.")
@click.pass_obj
def create(
    place: Place,
    email: str,
    first_name: str,
    last_name: str,
    position: str,
    department: str,
    phone: str,
    country: str,
    password: str,
) -> None:
    """Create an employee who can sign in at once."""
    system = place.system()
    details = EmployeeDetails(
        email=email,
        password=password,
        first_name=first_name,
        last_name=last_name,
        position=Position(position),
        department=department,
        phone=phone,
        country=country,
    )
    account = system.create_employee(operator(system), details)
    click.echo(f"{account.email} may sign in as {position} ({account.id}).")


@employee.command("reset-second-factor")
@click.option("--email", required=True)
@click.option("--reason", required=True, help="Kept with the change.")
@click.pass_obj
def reset_second_factor(place: Place, email: str, reason: str) -> None:
    """Let an employee who lost device and recovery codes sign in by the password alone."""
    system = place.system()
    account = _employee(system, email)
    system.reset_second_factor(operator(system), account.id, reason)
    click.echo(f"{account.email} signs in by the password alone.")


def _employee(system: System, email: str) -> Account:
    wanted = email.strip().lower()
    query = UserQuery(role=Role.EMPLOYEE, text=wanted)
    page = system.list_users(operator(system), PageRequest(MAX_LIMIT), query)
    found = next((one for one in page.items if one.email == wanted), None)
    if found is None:
        raise NotFound("employee", email)
    return found
