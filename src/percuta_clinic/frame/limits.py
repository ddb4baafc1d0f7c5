"""How often somebody may do a thing, so that one account cannot wear the clinic out."""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account

View = Callable[..., HttpResponseBase]
HOUSEHOLD = 64  # bits of an IPv6 address that one line shares


def is_within(account: Account, *, what: str, times: int, seconds: int) -> bool:
    """Counts one more, and says whether that was still allowed in this span of time."""
    return within(account.pk.hex, what=what, times=times, seconds=seconds)


def within(who: str, *, what: str, times: int, seconds: int) -> bool:
    """The same for somebody without an account: ``who`` is an address, a digest."""
    span = int(timezone.now().timestamp()) // seconds
    key = f"limit:{what.replace(' ', '-')}:{who}:{span}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # swept between the two lines
        return True


def sender_of(request: HttpRequest) -> str:
    """Where a request comes from, as one caller; of IPv6, a household has many addresses."""
    try:
        found = ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    if isinstance(found, IPv6Address):
        return IPv6Network((found, HOUSEHOLD), strict=False).network_address.exploded
    return str(found)


def at_most(*, times: int, seconds: int, what: str) -> Callable[[View], View]:
    """Lets an account send to a page ``times`` within ``seconds``; then it is asked to wait."""

    def limited(view: View) -> View:
        @wraps(view)
        def page(request: ClinicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST" or is_within(
                request.user, what=what, times=times, seconds=seconds
            ):
                return view(request, *args, **kwargs)
            context = {"times": times, "minutes": seconds // 60, "what": what}
            answer = render(request, "frame/too_much.html", context, status=429)
            answer.headers["Retry-After"] = str(seconds)
            return answer

        return page

    return limited
