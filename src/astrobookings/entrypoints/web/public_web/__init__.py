"""PublicWeb: what everybody may look at."""

from astrobookings.entrypoints.web.public_web.about import about
from astrobookings.entrypoints.web.public_web.board import BoardController
from astrobookings.entrypoints.web.public_web.findable import robots, sitemap
from astrobookings.entrypoints.web.public_web.launches import LaunchController
from astrobookings.entrypoints.web.public_web.voices import testimonials

__all__ = ["PAGES"]

PAGES = (BoardController, LaunchController, about, testimonials, robots, sitemap)
