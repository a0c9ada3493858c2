"""All pages, gathered from the modules that answer them."""

from samverkansavtal.web import (
    asking,
    asking_others,
    beginning,
    commenting,
    entrance,
    health,
    listing,
    looks,
    overview,
    papers,
    preview,
    reports,
    restoring,
    result,
    review,
    sharing,
    usual,
)
from samverkansavtal.web.routes import Page

PAGES: tuple[Page, ...] = (
    *looks.PAGES,
    *entrance.PAGES,
    *health.PAGES,
    *beginning.PAGES,
    *overview.PAGES,
    *restoring.PAGES,
    *asking.PAGES,
    *listing.PAGES,
    *usual.PAGES,
    *review.PAGES,
    *result.PAGES,
    *preview.PAGES,
    *reports.PAGES,
    *papers.PAGES,
    *sharing.PAGES,
    *commenting.PAGES,
    *asking_others.PAGES,
)
