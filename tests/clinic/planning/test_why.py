"""From any number of a plan: its reason, its evidence, what holds it, and who changed it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.golden_plans import CHOSEN, PLANS
from clinic.planning.packaged import approved, document, plan_of
from papers.reading import grade
from percuta_clinic.booking.models import Service
from percuta_clinic.people.models import Account
from percuta_clinic.planning.approving import plan_approved
from percuta_clinic.planning.explaining import Explained, explained, shown, versions_of
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.plain_why import CAREFUL, SURE, WHAT, for_patient
from percuta_clinic.planning.science import points_of
from percuta_clinic.planning.science_numbers import numbers_in
from percuta_clinic.planning.science_why import behind
from percuta_clinic.planning.services import draft_changed, plan_proposed, version_begun

DAY = date(2026, 11, 28)
TWELVE = 7.5  # years of school


def why(plan: Plan, at: str) -> Explained:
    return explained(shown(plan, day=DAY), at, versions=versions_of(plan))


def page(account: Account, plan: Plan, at: str, *, name: str = "plan_why") -> str:
    answer = SignedIn(account).get(reverse(name, args=[plan.pk]), {"at": at})
    assert answer.status_code == 200, at
    return words(answer.content.decode())


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def status(account: Account, plan: Plan, at: str = "", *, name: str = "plan_why") -> int:
    return SignedIn(account).get(reverse(name, args=[plan.pk]), {"at": at}).status_code


def test_every_number_of_a_plan_has_its_page(house: House) -> None:
    plan = approved(house)
    browser, address = SignedIn(house.sina), reverse("plan_why", args=[plan.pk])
    for path, number in shown(plan, day=DAY).numbers.items():
        answer = browser.get(address, {"at": path})
        assert answer.status_code == 200, path
        assert number.label in unescape(answer.content.decode()), path


def test_a_sheet_comes_without_the_frame_around_it(house: House) -> None:
    plan = approved(house)
    address = reverse("plan_why", args=[plan.pk])
    sheet = SignedIn(house.sina).get(address, {"at": "interval"}, headers={"HX-Request": "true"})
    assert sheet.content.startswith(b'<section class="why"')
    assert b"<html" not in sheet.content


def test_a_number_names_its_texts_with_grade_and_place(house: House) -> None:
    told = page(house.dora, approved(house), "interval")
    assert "Harris AG et al. Needling of acne scars: review." in told
    assert "Systematic review; read: the abstract." in told
    assert "medians: 3 treatments, 4 weeks" in told
    assert "planning.interval.usual" in told


def test_a_depth_names_every_wall_and_both_sides_of_the_debate(house: House) -> None:
    plan = approved(house)
    found = why(plan, "zones/cheek_left/settings/1/depth").science
    assert found is not None
    zone = next(one for one in plan_of(document()).zones if one.zone == "cheek_left")
    assert [one.at for one in found.bounds] == sorted(f"{one.at_mm:.2f} mm" for one in zone.walls)
    assert {one.is_hard for one in found.bounds} == {True, False}
    assert found.debates
    assert all(one.one_side and one.other_side and one.decision for one in found.debates)


def test_a_chosen_number_says_by_whom_and_instead_of_what(house: House) -> None:
    told = page(house.dora, PLANS["choices"](house), "interval")
    assert "42 days chosen" in told
    assert "Chosen by Sina Sommer Instead of 28 days" in told


def test_a_number_of_the_house_says_who_signed_it_and_what_the_evidence_says(house: House) -> None:
    told = page(house.dora, PLANS["house"](house), "interval")
    assert "35 days house" in told
    assert "1, signed by Dora Doktor on" in told
    assert "we see less swelling The evidence says 28 days" in told


def changed(house: House, first: Plan) -> Plan:
    draft = version_begun(by=house.dora, plan=first, reason="she is away in spring")
    draft = draft_changed(by=house.dora, plan=draft, inputs=CHOSEN, version=draft.version)
    return plan_proposed(by=house.dora, plan=draft, version=draft.version)


def test_a_changed_number_says_from_what_to_what_by_whom_and_why(house: House) -> None:
    newer = changed(house, PLANS["face"](house))
    first, second = why(newer, "interval").changes
    assert (first.was, first.now, first.by) == ("", "28 days", "Sina Sommer")
    assert (second.was, second.now, second.by) == ("28 days", "42 days", "Dora Doktor")
    assert second.reason == "she is away in spring"
    assert "28 days → 42 days" in page(house.sina, newer, "interval")


def test_a_number_that_stayed_is_said_once(house: House) -> None:
    newer = changed(house, PLANS["face"](house))
    (only,) = why(newer, "prices/each").changes
    assert only.number == 1


def test_an_older_version_tells_of_the_newer_one_too(house: House) -> None:
    first = PLANS["face"](house)
    changed(house, first)
    first.refresh_from_db()
    found = why(first, "interval")
    assert found.number.value == "28 days"
    assert [one.now for one in found.changes] == ["28 days", "42 days"]


def test_what_was_kept_is_shown_where_other_rules_run_by_now() -> None:
    kept = tuple(
        replace(one, value=30.0) if one.key == "planning.interval.usual" else one
        for one in document().parameters
    )
    older = replace(document(), parameters=kept)
    (number,) = behind(older, numbers_in(older.plan, None)["interval"]).numbers
    assert number.value == "30 days"
    assert number.now == "the rules that run here say 28 days"


def test_a_number_that_no_rule_knows_any_more_is_still_explained() -> None:
    now = document()
    figure = replace(plan_of(now).interval, parameters=("planning.gone",))
    gone = replace(now.parameters[0], key="planning.gone", value=21.0, unit="days")
    older = replace(
        now, plan=replace(plan_of(now), interval=figure), parameters=(*now.parameters, gone)
    )
    (number,) = behind(older, numbers_in(older.plan, None)["interval"]).numbers
    assert number.value == "21 days"
    assert "no such number any more" in number.now


def test_other_rules_than_those_of_the_plan_are_named(house: House) -> None:
    about = shown(approved(house), day=DAY)
    now = document()
    older = replace(now, made_by=replace(now.made_by, rule_set="0ld"))
    before = replace(about, made=replace(about.made, document=older))
    assert explained(about, "interval", versions=[]).newer == ""
    assert "rule set 0ld" in explained(before, "interval", versions=[]).newer


def test_a_price_is_that_of_the_day_it_was_proposed(house: House) -> None:
    plan = approved(house)
    Service.objects.filter(pk=plan.service_id).update(price=Decimal(999))
    told = page(house.sina, Plan.objects.get(pk=plan.pk), "prices/total")
    price = plan.prices
    each, total = price["each"], price["total"]
    assert f"{each} EUR for each of {price['sessions']} sessions: {total} EUR" in told
    assert "The service costs 999.00 EUR now; this plan keeps its price." in told


def test_a_forecast_names_its_trials_people_checks_and_what_is_unknown(house: House) -> None:
    found = why(approved(house), "forecast/acne_scars/little").foretold
    assert found is not None
    assert sum(one.people or 0 for one in found.trials) == found.people
    assert all(one.citation and one.grade for one in found.trials)
    assert "forecast without itself" in found.checks[0]
    assert "Nobody knows how long a gain lasts." in " ".join(found.unknown)


def test_the_day_of_a_session_says_what_it_follows(house: House) -> None:
    found = why(approved(house), "sessions/2/day").science
    assert found is not None
    assert "days after session 1" in found.why


def test_a_draft_is_explained_as_it_would_be_proposed(house: House) -> None:
    first = PLANS["face"](house)
    draft = version_begun(by=house.sina, plan=first, reason="another interval")
    draft_changed(by=house.sina, plan=draft, inputs=CHOSEN, version=draft.version)
    found = why(Plan.objects.get(pk=draft.pk), "interval")
    assert found.number.value == "42 days"
    assert found.changes[-1].is_draft


def test_a_path_that_leads_nowhere_shows_what_there_is(house: House) -> None:
    plan = approved(house)
    answer = SignedIn(house.sina).get(reverse("plan_why", args=[plan.pk]), {"at": "zones/<b>"})
    assert answer.status_code == 404
    assert "This plan has no such number" in answer.content.decode()
    assert b"<b>" not in answer.content


@pytest.mark.parametrize("name", ["fred", "olga", "nobody", "bea_herself"])
def test_others_learn_nothing_of_a_plan(house: House, name: str) -> None:
    plan = approved(house)
    stranger = getattr(house, name)
    assert status(stranger, plan, "interval") == 404
    assert status(stranger, plan, "interval", name="my_plan_why") == 404


def test_a_patient_reads_the_reason_in_plain_words(house: House) -> None:
    told = page(house.amara_herself, approved(house), "interval", name="my_plan_why")
    assert "Your skin needs time before the next treatment." in told
    assert "Approved by Dora Doktor." in told
    assert "Harris" not in told


def test_a_patient_sees_nothing_that_no_doctor_approved(house: House) -> None:
    plan = PLANS["face"](house)
    assert status(house.amara_herself, plan, "interval", name="my_plan_why") == 404


def test_a_patient_is_told_of_versions_she_was_shown_only(house: House) -> None:
    first = PLANS["face"](house)
    points = [one.what for one in points_of(kept_of(first))]
    plan_approved(by=house.dora, plan=first, digest=first.digest, points=points)
    changed(house, first)
    told = page(house.amara_herself, first, "interval", name="my_plan_why")
    assert "28 days" in told
    assert "42 days" not in told


def test_every_number_a_patient_may_ask_about_has_plain_words(house: House) -> None:
    plan = approved(house)
    browser, address = SignedIn(house.amara_herself), reverse("my_plan_why", args=[plan.pk])
    numbers = for_patient(shown(plan, day=DAY))
    assert len(numbers) > 15
    for path, number in numbers.items():
        answer = browser.get(address, {"at": path})
        assert answer.status_code == 200, path
        assert WHAT[number.family] in unescape(answer.content.decode()), path


def test_numbers_for_clinicians_are_not_a_patients_to_ask_about(house: House) -> None:
    plan = approved(house)
    assert status(house.amara_herself, plan, "zones/cheek_left/cap", name="my_plan_why") == 404


def test_plain_words_are_for_readers_of_twelve_years() -> None:
    said = [*WHAT.values(), *SURE.values(), CAREFUL]
    hard = [text for text in said if grade([text]) > TWELVE]
    assert not hard
