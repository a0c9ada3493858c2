"""All pages, gathered from the modules that answer them."""

from samverkansavtal.web import asking, beginning, health, listing, looks, overview, result, review, usual
from samverkansavtal.web.routes import Page

PAGES: tuple[Page, ...] = (
    *looks.PAGES,
    *health.PAGES,
    *beginning.PAGES,
    *overview.PAGES,
    *asking.PAGES,
    *listing.PAGES,
    *usual.PAGES,
    *review.PAGES,
    *result.PAGES,
)
