"""What search engines ask for: where they may look, and which pages there are."""

from collections.abc import Iterator
from itertools import islice

from litestar import Response, get
from markupsafe import Markup

from astrobookings.application.ports.launch_board import BoardFilter, BoardSort
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.web.public_web.addresses import full_address
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.words import machine

__all__ = ["robots", "sitemap"]

_PAGES = ("/", "/about", "/testimonials")
_PRIVATE = ("/agency", "/api", "/auth", "/mailbox", "/sandbox", "/system", "/traveler")
_MOST = 50_000
"""Addresses that one map may have, by the protocol of sitemaps."""
_AN_HOUR = {"cache-control": "public, max-age=3600"}
_URL = Markup("<url><loc>{}</loc><lastmod>{}</lastmod></url>")
_PLAIN_URL = Markup("<url><loc>{}</loc></url>")
_MAP = Markup(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}\n</urlset>\n'
)


@get("/robots.txt")
async def robots(request: WebRequest) -> Response[str]:
    """Everything public may be looked at; what people do here may not."""
    refused = "\n".join(f"Disallow: {path}" for path in _PRIVATE)
    told = f"User-agent: *\n{refused}\n\nSitemap: {full_address(request, '/sitemap.xml')}\n"
    return Response(told, media_type="text/plain", headers=_AN_HOUR)


@get("/sitemap.xml", sync_to_thread=True)
def sitemap(request: WebRequest) -> Response[str]:
    """The public pages, and every launch on sale with the time of its last change."""
    told = [_PLAIN_URL.format(full_address(request, path)) for path in _PAGES]
    for launch in islice(_on_sale(request), _MOST - len(told)):
        address = full_address(request, f"/launches/{launch.slug}")
        told.append(_URL.format(address, machine(launch.updated_at)))
    text = _MAP.format(Markup("\n").join(told))
    return Response(str(text), media_type="application/xml", headers=_AN_HOUR)


def _on_sale(request: WebRequest) -> Iterator[Launch]:
    """Every launch on sale, a page at a time."""
    page = PageRequest(MAX_LIMIT)
    while True:
        found = request.system.search_launches(request.caller, BoardFilter(), BoardSort.DATE, page)
        yield from (card.launch for card in found.items)
        if found.next is None:
            return
        page = PageRequest(MAX_LIMIT, found.next)
