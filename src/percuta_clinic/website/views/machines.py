"""What machines read: the feed, the map of the site, and where they may go."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from percuta_clinic.inform.queries import all_texts, shown_articles
from percuta_clinic.inform.starting import WRITTEN
from percuta_clinic.website.page import absolute, address, for_everybody


@for_everybody
def feed(request: HttpRequest) -> HttpResponseBase:
    """For feed readers: the articles, nothing about a person."""
    clinic: Any = request
    made = Atom1Feed(
        title=clinic.clinic.name,
        link=absolute("/"),
        description="Articles on microneedling",
        language="en-GB",
        feed_url=absolute(request.path),
        author_name=clinic.clinic.name,
    )
    for one in shown_articles():
        made.add_item(
            title=one.title,
            link=absolute(address(one.slug)),
            description=one.summary,
            unique_id=absolute(address(one.slug)),
            updateddate=one.changed_at or WRITTEN,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


@for_everybody
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """For search engines: every public page, nothing else."""
    pages: list[tuple[str, datetime]] = [
        (absolute(address(one.slug)), one.changed_at or WRITTEN)
        for one in all_texts()
        if one.is_shown
    ]
    pages.append((absolute(reverse("book")), WRITTEN))
    kind = "application/xml"
    return render(request, "website/sitemap.xml", {"pages": pages}, content_type=kind)


@for_everybody
def robots(request: HttpRequest) -> HttpResponseBase:
    """For search engines: the public pages are named, all else is shut without being named."""
    context = {"sitemap": absolute("/sitemap.xml")}
    return render(request, "website/robots.txt", context, content_type="text/plain; charset=utf-8")
