"""Libraries that only some settings need."""

from collections.abc import Mapping
from importlib.util import find_spec
from urllib.parse import urlsplit

from astrobookings.entrypoints.settings import BadSettings, Settings

__all__ = ["require_extras"]

_LIBRARIES: Mapping[str, tuple[str, str]] = {
    "postgresql": ("postgres", "psycopg"),
    "postgresql+psycopg": ("postgres", "psycopg"),
    "mongodb": ("mongo", "pymongo"),
    "mongodb+srv": ("mongo", "pymongo"),
    "redis": ("redis", "redis"),
    "rediss": ("redis", "redis"),
    "stripe": ("stripe", "stripe"),
}
"""For the scheme of an URL: the extra of this package, and the library that it brings."""


def require_extras(settings: Settings) -> None:
    """See that the libraries which *settings* need are installed.

    Raises:
        BadSettings: one is not.
    """
    urls = {
        "ASTRO_OPERATIONS_URL": settings.operations_url,
        "ASTRO_SYSTEM_URL": settings.system_url,
        "ASTRO_CACHE_URL": settings.cache_url,
        "ASTRO_PAYMENTS_URL": settings.payments_url,
    }
    for name, url in urls.items():
        extra, library = _LIBRARIES.get(urlsplit(url).scheme, ("", ""))
        if library and find_spec(library) is None:
            told = f"{name} needs the library {library}"
            raise BadSettings(f"{told}: pip install 'astrobookings[server,{extra}]'.")
