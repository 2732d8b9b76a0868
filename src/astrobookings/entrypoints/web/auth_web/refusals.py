"""What pages of accounts say when something was refused."""

from typing import Any

from litestar import Response

from astrobookings.domain.identity.errors import WrongCode, WrongCredentials
from astrobookings.domain.kernel.errors import AstroBookingsError, Fault, Invalid, TooMany
from astrobookings.entrypoints.http.errors import headers_of
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["not_proven", "refused_page"]


def refused_page(
    request: WebRequest, template: str, form: Form, error: AstroBookingsError, **facts: Any
) -> Response[str]:
    """The page of *form* again, with what *error* says; browsers learn how long to wait."""
    waiting = headers_of(error) if isinstance(error, TooMany) else {}
    return page(request, template, form=form.refused(error), headers=waiting, **facts)


def not_proven(error: AstroBookingsError, password: str = "password") -> AstroBookingsError:
    """*error*, told beside the field of the *password* or of the code if one of them is wrong.

    For those who are signed in, and so know which address it is about.
    """
    if isinstance(error, WrongCredentials):
        return Invalid((Fault(f"/{password}", "this is not your password"),))
    if isinstance(error, WrongCode):
        return Invalid((Fault("/code", str(error)),))
    return error
