"""Private links: nothing is shown before the birth date is right."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from percuta_clinic.config.digests import digest_of
from percuta_clinic.frame.limits import sender_of, within
from percuta_clinic.intake.links import WrongDay, link_of, link_prove
from percuta_clinic.intake.models import Link
from percuta_clinic.people.models import Account
from percuta_clinic.planning.access import shown_to
from percuta_clinic.portal import visitor
from percuta_clinic.portal.birth import BirthDate

TIMES, SECONDS = 40, 600  # from one address; a whole clinic may share it
SALT, LASTS = "percuta.link", 12 * 3600  # how long an open page may ask for its owner again
DEAD = "This link does not work any more. Please call the clinic for a new one."
WRONG = "This is not the birth date we have for this link."


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Asks for the birth date; a link that is unknown, old or shut says the same in each case."""
    if not _within_limits(request, secret):
        return _page(request, "portal/link_wait.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    found = link_of(secret)
    form = BirthDate(request.POST or None)
    if found and form.is_valid():
        try:
            visitor.let_in(request, link_prove(link=found, birth_date=form.given))
            return _opened(found)
        except WrongDay as wrong:
            found = found if wrong.left else None
            form.add_error(None, f"{WRONG} {tries(wrong.left)}")
    if found is None:
        return _page(request, "portal/link_over.html", status=HTTPStatus.NOT_FOUND)
    context = {"form": form, "somebody": isinstance(request.user, Account)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, "portal/link.html", context, status=status)


def _opened(link: Link) -> HttpResponseBase:
    """Where a link leads: to what it is for, be it a consent or a review, or to all that waits."""
    if link.opens is None:
        return redirect("my_prepare")
    if link.patient.check_ins.filter(pk=link.opens).exists():
        return redirect("my_check_in", link.opens)
    if link.patient.asked_back.filter(pk=link.opens).exists():
        return redirect("my_asked_back", link.opens)
    is_plan = shown_to(link.patient).filter(pk=link.opens).exists()
    return redirect("my_plan" if is_plan else "my_consent", link.opens)


def tries(left: int) -> str:
    """How often one may still try."""
    return f"You can try {left} more times." if left > 1 else "You can try once more."


def _within_limits(request: HttpRequest, secret: str) -> bool:
    """Each link and each place may ask only so often."""
    limits = {"times": TIMES, "seconds": SECONDS}
    by_link = within(digest_of(secret), what="link", **limits)
    return within(sender_of(request), what="links from", **limits) and by_link


def _page(
    request: HttpRequest, name: str, context: dict[str, object] | None = None, *, status: int
) -> HttpResponse:
    answer = render(request, name, context, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    patch_cache_control(answer, no_store=True, private=True)
    return answer


@login_not_required
@sensitive_post_parameters()
@require_POST
def back(request: HttpRequest) -> HttpResponseBase:
    """Lets the owner of an open page in again, without leaving what is being typed."""
    form = BirthDate(request.POST)
    found = _link_of_page(request.POST.get("page", ""))
    if not within(sender_of(request), what="links from", times=TIMES, seconds=SECONDS):
        return _refused("That was too often. Wait ten minutes, then try again.", gone=False)
    if found is None:
        return _refused(DEAD, gone=True)
    if not form.is_valid():
        return _refused(" ".join(map(str, form.non_field_errors())), gone=False)
    try:
        visitor.let_in(request, link_prove(link=found, birth_date=form.given))
    except WrongDay as wrong:
        said = f"{WRONG} {tries(wrong.left)}" if wrong.left else DEAD
        return _refused(said, gone=not wrong.left)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _refused(words: str, *, gone: bool) -> JsonResponse:
    status = HTTPStatus.GONE if gone else HTTPStatus.UNPROCESSABLE_ENTITY
    return JsonResponse({"words": words}, status=status)


def page_name(request: HttpRequest) -> str:
    """What an open page shows to be asked for its birth date again; empty without a link."""
    key = visitor.link_here(request)
    return signing.dumps(key, salt=SALT) if key else ""


def _link_of_page(name: str) -> Link | None:
    try:
        key = signing.loads(name, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    found = Link.objects.select_related("patient").filter(pk=key).first()
    return found if found and found.is_open and found.patient.is_live else None


@login_not_required
@ensure_csrf_cookie
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """For somebody without a live session: open the link again, or sign in."""
    return _page(request, "portal/again.html", status=HTTPStatus.OK)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Ends the visit of whoever came by a link."""
    handed = visitor.is_handed(request)
    visitor.leave(request)
    if isinstance(request.user, Account):
        return redirect("my_home")
    answer = _page(request, "portal/left.html", {"handed": handed}, status=HTTPStatus.OK)
    answer.headers["Clear-Site-Data"] = '"cache"'  # or "back" would show what was read
    return answer
