"""One calculation: every number of a plan is the same in every output."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from django.urls import reverse

from cli.command import percuta
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.golden_plans import PLANS
from clinic.planning.outputs import (
    AMOUNT,
    BY_PATIENT,
    DAY,
    command_line,
    deepest,
    ends,
    page,
    paper,
    rows,
    sessions,
)
from percuta.report.document import Document, PlanDoc
from percuta.report.numbers import number
from percuta.report.schema import from_json
from percuta_clinic.planning.approving import plan_approved
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import named, points_of
from percuta_clinic.planning.science_case import numbers_of
from percuta_clinic.planning.taking_out import case_taken


@pytest.fixture(params=sorted(PLANS))
def plan(house: House, request: pytest.FixtureRequest) -> Plan:
    """Approved, so that everybody may read it."""
    made = PLANS[request.param](house)
    points = [named(one) for one in points_of(kept_of(made))]
    return plan_approved(by=house.dora, plan=made, digest=made.digest, points=points)


def frozen(plan: Plan) -> tuple[Document, PlanDoc]:
    found = kept_of(plan).document
    assert found is not None
    assert found.plan is not None
    return found, found.plan


def depths_told(text: str) -> dict[str, float]:
    """The deepest setting in each place; places alike are told together."""
    told = rows(r"([A-Z][a-z ,]+): The needles are set to ([\d.]+) mm at the most", text)
    return {
        zone: float(depth)
        for zones, (depth,) in told.items()
        for zone in re.split(", | and ", zones.lower())
    }


def test_the_command_gives_every_number_from_the_case_file(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(case_taken(by=plan.made_by, plan=plan), encoding="utf-8")
    ended = percuta("plan", "case.toml", "--json", folder=tmp_path)
    assert ended.returncode == 0, ended.stderr
    document, _ = frozen(plan)
    told = numbers_of(document)
    assert len(told) > 20
    assert numbers_of(from_json(ended.stdout.decode())) == told


def test_what_the_command_prints_has_the_same_sessions(house: House, plan: Plan) -> None:
    document, kept = frozen(plan)
    text = command_line(house, plan)
    pattern = rf"session (\d+) {DAY} {AMOUNT} min(?: cream {AMOUNT} g)?"
    assert rows(pattern, text) == sessions(document, with_cream=True)
    assert f"Every {number(kept.interval)} days" in text


def test_the_json_of_the_clinic_is_what_was_frozen(house: House, plan: Plan) -> None:
    told = SignedIn(house.sina).get(reverse("plan_json", args=[plan.pk])).json()
    document, _ = frozen(plan)
    assert msgspec.convert(told["document"], Document) == document
    assert told["forecast"] == json.loads(plan.forecast)
    assert told["prices"] == plan.prices


def test_the_clinicians_paper_has_the_same_numbers(house: House, plan: Plan) -> None:
    document, kept = frozen(plan)
    text = paper(house, plan, "clinician")
    pattern = rf"(?<!\d)(\d{{1,2}}) {DAY} {AMOUNT} min(?: {AMOUNT} g)?"
    assert rows(pattern, text) == sessions(document, with_cream=True)
    assert f"Every {number(kept.interval)} days" in text
    assert f"One visit: {plan.prices['each']} EUR" in text
    for zone in kept.zones:
        row = [number(one) for one in (zone.start, zone.first_session, zone.up_to, zone.cap)]
        assert " ".join(row).replace("doctor enters", "—") in text, zone.zone


@pytest.mark.parametrize("output", ["paper", "page"])
def test_what_the_patient_reads_has_the_same_numbers(house: House, plan: Plan, output: str) -> None:
    document, kept = frozen(plan)
    text = (
        paper(house, plan, "patient")
        if output == "paper"
        else page(house.amara_herself, "my_plan", plan)
    )
    assert rows(BY_PATIENT, text) == sessions(document, with_cream=False)
    known = {one.name: deepest(one) for one in kept.zones}
    assert depths_told(text) == {name: depth for name, depth in known.items() if depth is not None}
    assert f"One visit: {plan.prices['each']} EUR" in text
    assert f"All {len(kept.sessions)} visits: {plan.prices['total']} EUR" in text


def test_the_page_of_the_staff_has_the_same_numbers(house: House, plan: Plan) -> None:
    answer = SignedIn(house.dora).get(reverse("plan", args=[plan.pk]))
    link = r'href="[^"]*/why/\?at=([^"]+)"[^>]*>([^<]+)'
    told = {unquote(path): words for path, words in re.findall(link, answer.content.decode())}
    document, kept = frozen(plan)
    known = numbers_of(document) | {"prices/total": f"{plan.prices['total']} EUR"}
    settings = {path for path in known if "/settings/" in path}
    assert settings <= set(told)
    for path, words in told.items():
        if path in known:
            assert amounts(words) == amounts(known[path]), path
    days = re.findall(r'<time datetime="([\d-]{10})"', answer.content.decode())
    assert {one.day.isoformat() for one in kept.sessions} <= set(days)


def amounts(words: str) -> list[float]:
    """The numbers in some words, however many digits they are written with."""
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", words)]


def test_the_list_of_reasons_has_every_number(house: House, plan: Plan) -> None:
    document, _ = frozen(plan)
    staff = page(house.sina, "plan_why", plan)
    for path, value in numbers_of(document).items():
        assert value in staff, path


def test_the_sessions_of_a_zone_sum_up_to_what_papers_print(plan: Plan) -> None:
    _, kept = frozen(plan)
    for zone in kept.zones:
        depths = [ends(one.depth)[1] for one in zone.settings]
        assert depths[0] == ends(zone.first_session)[1]
        assert max(depths, key=lambda one: one or 0.0) in (ends(zone.up_to)[1], None)
        assert len(zone.settings) == zone.sessions.value
        assert {one.number for one in kept.sessions if zone.zone in one.zones} == {
            one.session for one in zone.settings
        }
