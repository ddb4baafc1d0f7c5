"""Services, team, questions, the sheet to take away, and what is kept of people."""

from django.http import HttpRequest, HttpResponseBase

from percuta_clinic.booking.offering import services_offered
from percuta_clinic.inform.models import Slug
from percuta_clinic.inform.queries import profiles, shown
from percuta_clinic.website.linked import about_service
from percuta_clinic.website.page import absolute, for_everybody, frame_of, public


@for_everybody
def services(request: HttpRequest) -> HttpResponseBase:
    """For strangers, since prices are told before anybody comes."""
    text = shown(Slug.SERVICES)
    offered = services_offered()
    data = frame_of(request, text)["data"]
    data += [about_service(one, absolute("/")) for one in offered]
    return public(request, "website/services.html", text, services=offered, data=data)


@for_everybody
def team(request: HttpRequest) -> HttpResponseBase:
    """For strangers; shows those alone who agreed to be shown."""
    return public(request, "website/team.html", shown(Slug.TEAM), people=profiles())


@for_everybody
def questions(request: HttpRequest) -> HttpResponseBase:
    """For strangers, since they ask before they come."""
    return public(request, "website/questions.html", shown(Slug.QUESTIONS))


@for_everybody
def take_away(request: HttpRequest) -> HttpResponseBase:
    """For strangers: a sheet to print, the same for everybody."""
    return public(request, "website/take_away.html", shown(Slug.TAKE_AWAY))


@for_everybody
def privacy(request: HttpRequest) -> HttpResponseBase:
    """For strangers, since they read it before they type anything."""
    return public(request, "website/privacy.html", shown(Slug.PRIVACY))
