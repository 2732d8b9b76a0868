"""Acts that need a word more than yes: their consequences, their fields, one button."""

from collections.abc import Iterable, Mapping
from typing import Any

from litestar import Response

from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["ask_with"]


def ask_with(
    request: WebRequest,
    template: str,
    form: Form,
    *,
    title: str,
    says: Iterable[str],
    button: str,
    back: str,
    hidden: Mapping[str, str] | None = None,
    danger: bool = False,
    **facts: Any,
) -> Response[str]:
    """A page that names what an act brings about, asks for the fields of *template*, and is sent
    to its own address; *back* leads away from it.
    """
    return page(
        request,
        f"system/finance/{template}",
        form=form,
        title=title,
        says=tuple(says),
        button=button,
        back=back,
        action=request.scope["path"],
        hidden=hidden or {},
        danger=danger,
        **facts,
    )
