"""From answers to an agreed plan, through every door that is passed on the way."""

from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.consent.test_pages import body
from clinic.people_here import House
from clinic.planning.test_accepting import form
from clinic.screening.through import answer
from percuta_clinic.planning.approving import plan_approved
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.science import points_of
from percuta_clinic.planning.services import draft_begun, plan_proposed


def test_what_was_answered_becomes_a_plan_that_is_agreed_to(house: House) -> None:
    answer(house)
    draft = draft_begun(by=house.sina, patient=house.amara, service=house.needling)
    plan = plan_proposed(by=house.sina, plan=draft, version=draft.version)
    amara, address = SignedIn(house.amara_herself), reverse("my_plan", args=[plan.pk])
    assert amara.get(address).status_code == 404
    found = points_of(kept_of(plan))
    points = [*(one.what for one in found), *(f"{one.what}: {one.why}" for one in found)]
    plan_approved(by=house.dora, plan=plan, digest=plan.digest, points=points)
    page = body(amara.get(address))
    assert f"{plan.prices['total']} EUR in all" in page
    assert "left cheek" in page
    amara.post(reverse("my_plan_accept", args=[plan.pk]), form(plan))
    assert Plan.objects.get(pk=plan.pk).state == State.ACCEPTED
    paper = amara.get(reverse("my_plan_paper", args=[plan.pk, "patient"]))
    assert paper.content.startswith(b"%PDF")
