"""PublicWeb: what travelers tell of flights that went well (story 2.9)."""

from litestar import Response, get

from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.testimonials import MOST_STARS, TestimonialStatus
from astrobookings.entrypoints.web.public_web.addresses import full_address
from astrobookings.entrypoints.web.public_web.search import DESTINATIONS
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["testimonials"]

_ON_A_PAGE = 12
_ORDERS = [
    (TestimonialSort.NEWEST.value, "Newest first"),
    (TestimonialSort.BEST.value, "Most stars first"),
    (TestimonialSort.OLDEST.value, "Oldest first"),
]


@get("/testimonials", sync_to_thread=True)
def testimonials(request: WebRequest) -> Response[str]:
    """Approved ones, for everybody alike: also those who moderate see no others here."""
    form = request.asked
    destination, order = form.value("destination"), form.value("sort")
    known = destination in set(Destination)
    approved = TestimonialFilter(
        status=TestimonialStatus.APPROVED,
        destination=Destination(destination) if known else None,
    )
    sort = TestimonialSort(order) if order in set(TestimonialSort) else TestimonialSort.NEWEST
    told = request.system.list_testimonials(
        request.caller, approved, sort, request.listed(_ON_A_PAGE)
    )
    return page(
        request,
        "public/testimonials.html",
        form=form,
        told=told.items,
        narrowed=known,
        destinations=DESTINATIONS,
        orders=_ORDERS,
        most_stars=MOST_STARS,
        pages=pages(request, told),
        canonical=full_address(request, "/testimonials"),
    )
