"""What scripts ask: is this page's owner still signed in, and with which token."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.frame.middleware import IDLE_KEY, idle_seconds


@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, the token for what is sent next, the seconds left without doing."""
    now = timezone.now().timestamp()
    left = idle_seconds(request) - (now - request.session.get(IDLE_KEY, now))
    return JsonResponse(
        {"account": str(request.user.pk), "token": get_token(request), "left": int(left)}
    )


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """The last page inside the sign-in dialog; its script tells the page around it."""
    return render(request, "entry/signed_in.html")
