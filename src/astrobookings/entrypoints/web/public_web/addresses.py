"""The addresses of public pages as others write them down: search engines, mails, feeds."""

from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["full_address"]


def full_address(request: WebRequest, path: str) -> str:
    """*path* with the name of the server: its public one, or where it was asked if it has none."""
    settled = request.http.settings.public_url
    return f"{(settled or str(request.base_url)).rstrip('/')}{path}"
