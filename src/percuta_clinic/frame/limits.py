"""How often somebody may do a thing, so that one account cannot wear the clinic out."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account

View = Callable[..., HttpResponseBase]


def is_within(account: Account, *, what: str, times: int, seconds: int) -> bool:
    """Counts one more, and says whether that was still allowed in this span of time."""
    span = int(timezone.now().timestamp()) // seconds
    key = f"limit:{what.replace(' ', '-')}:{account.pk.hex}:{span}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # swept between the two lines
        return True


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
