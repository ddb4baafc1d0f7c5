"""The rules this clinic works by: read, ticked, signed, taken out of use."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from percuta_clinic.audit.models import Entry
from percuta_clinic.drafts.services import draft_drop
from percuta_clinic.drafts.ticks import tick, ticked
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import RuleSetSignature
from percuta_clinic.people.rights import Right
from percuta_clinic.people.science import Family, outcomes_of, rule_families, rules_in_use
from percuta_clinic.people.services import STATEMENT, rules_sign, rules_unsign
from percuta_clinic.people.standing import rules_standing
from percuta_clinic.staff.forms.people import ReasonForm
from percuta_clinic.staff.views.settings_parts import part_page

HERE = "settings_rules"
FORM = "rules"


@require_safe
@needs(Right.SEE_BOARD)
def rules(request: ClinicRequest) -> HttpResponseBase:
    """Every rule with its sources; a doctor ticks and signs."""
    digest, version = rules_in_use()
    families = rule_families()
    read = ticked(account=request.user, form=FORM, subject=digest)
    return part_page(
        request,
        "staff/settings/rules.html",
        HERE,
        families=[_shown(family, is_read=family.key in read) for family in families],
        total=sum(len(family.rules) for family in families),
        done=len(read),
        digest=digest,
        version=version,
        statement=STATEMENT,
        standing=rules_standing(),
        history=_history(),
        everything="all" in request.GET,
        demo=settings.DEMO,
    )


def _shown(family: Family, *, is_read: bool) -> dict[str, Any]:
    return {
        "key": family.key,
        "title": family.key.replace("_", " "),
        "reason": family.reason,
        "rules": [(rule, outcomes_of(rule.id)) for rule in family.rules],
        "is_read": is_read,
        "protocols": family.protocols,
    }


def _history() -> list[tuple[RuleSetSignature, Entry | None]]:
    """Every signature, with the entry that tells why it was withdrawn."""
    signatures = list(RuleSetSignature.objects.order_by("-signed_at"))
    why = {
        entry.subject_id: entry
        for entry in Entry.objects.filter(
            action="rules.unsigned", subject_id__in=[str(one.pk) for one in signatures]
        )
    }
    return [(one, why.get(str(one.pk))) for one in signatures]


@require_POST
@needs(Right.SIGN_RULES)
def rules_read(request: ClinicRequest, family: str) -> HttpResponseBase:
    """Keeps one tick, at once."""
    digest, _ = rules_in_use()
    known = {one.key for one in rule_families()}
    if family not in known or request.POST.get("digest") != digest:
        return render(request, "staff/settings/rules_kept.html", {"stale": True}, status=409)
    on = family in request.POST.getlist("read")
    read = tick(account=request.user, form=FORM, subject=digest, key=family, on=on)
    return render(request, "staff/settings/rules_kept.html", {"done": len(read), "families": known})


@require_POST
@needs(Right.SIGN_RULES)
def rules_signed(request: ClinicRequest) -> HttpResponseBase:
    """A doctor's name under the rules she was shown."""
    digest = request.POST.get("digest", "")
    read = set(request.POST.getlist("read"))
    try:
        rules_sign(by=request.user, digest=digest, read=read)
    except ValidationError as refusal:
        _keep(request, digest, read)
        messages.error(request, "; ".join(refusal.messages))
    else:
        draft_drop(account=request.user, form=FORM, subject=digest)
        messages.success(request, "The rules are signed and in use.")
    return redirect(HERE)


def _keep(request: ClinicRequest, digest: str, read: set[str]) -> None:
    """A refused signature loses no tick, even where no script kept them."""
    if digest == rules_in_use()[0]:
        for key in sorted(read & {family.key for family in rule_families()}):
            tick(account=request.user, form=FORM, subject=digest, key=key, on=True)


@require_POST
@needs(Right.SIGN_RULES)
def rules_withdrawn(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Takes the rules out of use, with a reason."""
    rows = RuleSetSignature.objects.filter(withdrawn_at=None)
    signature = fetch(request.user, Right.SIGN_RULES, rows=rows, key=key)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        rules_unsign(by=request.user.actor, signature=signature, reason=reason)
    except ValidationError as refusal:
        messages.error(request, "; ".join(refusal.messages))
    else:
        messages.success(request, "The signature is withdrawn. Nobody can be treated now.")
    return redirect(HERE)
