"""The own calendar feed: its secret address is shown once, and read by calendar programs."""

from hashlib import sha256
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.booking.calendar_feed import feed_file
from percuta_clinic.config.digests import digest_of
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.limits import at_most, sender_of, within
from percuta_clinic.frame.links import feed_url
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.feeds import feed_end, feed_make, feed_owner
from percuta_clinic.people.rights import Right

SECONDS = 600
FROM_ONE, OF_ONE = 300, 60  # the calendars of a whole clinic may share one address
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": 'inline; filename="visits.ics"',
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_POST
@needs(Right.SEE_BOARD)
@at_most(times=20, seconds=3600, what="calendar addresses")
def make(request: ClinicRequest) -> HttpResponse:
    """A new address; the one before it is dead."""
    url = feed_url(feed_make(by=request.user))
    context = {"url": url, "webcal": f"webcal://{url.partition('://')[2]}"}
    return render(request, "entry/calendar_address.html", context)


@require_POST
@needs(Right.SEE_BOARD)
def end(request: ClinicRequest) -> HttpResponseBase:
    """Nobody reads the visits any more."""
    feed_end(by=request.user)
    messages.success(request, "Your calendar address is withdrawn. Nothing is read there any more.")
    return redirect("my_account")


@login_not_required  # a calendar program cannot sign in; the secret is the key
@require_safe
def feed(request: ClinicRequest, secret: str) -> HttpResponseBase:
    """The visits of whom the secret belongs to; an unknown and an ended one are the same."""
    if not _is_within_limits(request, secret):
        wait = {"Retry-After": str(SECONDS)}
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers=wait)
    owner = feed_owner(secret)
    if owner is None:
        raise Http404
    content = feed_file(owner, request.clinic)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=HEADERS)
    answer.headers["ETag"] = quote_etag(sha256(content.encode()).hexdigest())
    return get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer


def _is_within_limits(request: HttpRequest, secret: str) -> bool:
    of_one = within(digest_of(secret), what="feed", times=OF_ONE, seconds=SECONDS)
    sender = sender_of(request)
    return within(sender, what="feeds from", times=FROM_ONE, seconds=SECONDS) and of_one
