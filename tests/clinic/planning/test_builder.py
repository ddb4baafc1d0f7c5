"""The builder as pages: what it shows, what it keeps, and for whom it is."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.building import JSON, LEFT, at, keep, list_of, look, now
from clinic.planning.scarred import CHEEKS, begun, proposed, told
from clinic.screening.through import today
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.planning.inputs import Inputs
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_changed
from percuta_clinic.planning.templates import template_made


@pytest.fixture
def draft(house: House) -> Plan:
    """Amara wishes for two cheeks without scars."""
    told(house)
    return begun(house)


# The list


def test_an_empty_list_says_what_comes_before_a_plan(house: House) -> None:
    page = SignedIn(house.sina).get(list_of(house)).text
    assert "Ask the questions first" in page
    assert "Begin a plan</button>" not in page
    for name in ("questions", "screening", "skin_map"):
        assert reverse(name, args=[house.amara.pk]) in page


def test_a_plan_begins_from_the_list_once_answers_are_there(house: House) -> None:
    told(house)
    sina = SignedIn(house.sina)
    assert "Begin a plan</button>" in sina.get(list_of(house)).text
    there = sina.post(f"{list_of(house)}begin/", {"service": house.needling.pk})
    made = Plan.objects.get()
    assert there.headers["Location"] == at("plan", made)
    assert made.is_draft
    assert "Go on with the draft" in sina.get(list_of(house)).text


def test_a_second_beginning_leads_to_the_plan_there_is(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    there = sina.post(f"{list_of(house)}begin/", {"service": house.needling.pk})
    assert there.headers["Location"] == at("plan", draft)
    assert Plan.objects.count() == 1


def test_which_of_several_services_a_plan_is_for_is_asked_and_not_guessed(house: House) -> None:
    told(house)
    other = Service.objects.create(
        name="Body area", minutes=75, price=320, is_needling=True, device="skinpen"
    )
    sina = SignedIn(house.sina)
    choice = re.compile(r'<input[^>]*name="service"[^>]*checked')
    assert not choice.search(sina.get(list_of(house)).text)
    refused = sina.post(f"{list_of(house)}begin/", {})
    assert (refused.status_code, Plan.objects.exists()) == (422, False)
    assert "Choose the service that the plan is for." in refused.text
    visit = book(house, house.amara, after=300)
    Visit.objects.filter(pk=visit.pk).update(service=other)
    found = choice.search(sina.get(list_of(house)).text)
    assert found is not None
    assert str(other.pk) in found.group()


def test_a_service_without_needles_begins_no_plan(house: House) -> None:
    told(house)
    refused = SignedIn(house.sina).post(f"{list_of(house)}begin/", {"service": house.talk.pk})
    assert refused.status_code == 422
    assert not Plan.objects.exists()


def test_a_plan_begins_with_the_choices_of_a_template(house: House, draft: Plan) -> None:
    inputs = Inputs(interval_days=35)
    changed = draft_changed(by=house.sina, plan=draft, inputs=inputs, version=1)
    template = template_made(by=house.dora, plan=changed, name="Five weeks")
    other = Service.objects.create(
        name="Other", minutes=30, price=10, is_needling=True, device="skinpen"
    )
    given = {"service": other.pk, "template": template.pk}
    SignedIn(house.sina).post(f"{list_of(house)}begin/", given)
    assert now(Plan.objects.get(service=other)).interval_days == 35


def test_opening_the_list_and_a_draft_is_written_down(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    before = Entry.objects.filter(action="chart.opened").count()
    sina.get(list_of(house))
    sina.get(at("plan", draft))
    assert Entry.objects.filter(action="chart.opened").count() == before + 2


# The page


def test_zones_stand_in_rows_and_sessions_in_columns(house: House, draft: Plan) -> None:
    page = SignedIn(house.sina).get(at("plan", draft)).text
    assert page.count('scope="row"><span class="place">') == 2
    assert page.count('scope="col" data-key="s') == 3
    for zone in CHEEKS:
        for number in (1, 2, 3):
            assert f'data-cell="zones/{zone}/depth_mm/{number}"' in page
            assert f'data-cell="zones/{zone}/passes/{number}"' in page


def test_every_number_names_where_it_comes_from_and_leads_there(house: House, draft: Plan) -> None:
    page = SignedIn(house.sina).get(at("plan", draft)).text
    why = f"{at('plan', draft)}why/?at={LEFT}"
    for place in ("settings/2/depth", "settings/2/passes", "sessions", "area"):
        assert f'href="{why}/{place}"' in page, place
    assert ">derived</a>" in page
    assert ">measured</a>" in page
    assert ">assumed</a>" in page


def test_a_forecast_is_bands_and_words_of_ten_people(house: House, draft: Plan) -> None:
    page = SignedIn(house.sina).get(at("plan", draft)).text
    assert page.count('<polygon class="nine"') == page.count('<polyline class="middle"') == 1
    assert "of 10 people gain hardly anything" in page
    assert "no trial looked" in page


def test_a_concern_without_a_number_gets_words_alone(house: House, draft: Plan) -> None:
    targets = [{"kind": "laxity", "zone": "cheek_left"}]
    seen = look(SignedIn(house.sina), draft, {"targets": targets}).text
    assert "no number</h3>" in seen
    assert "<polygon" not in seen
    assert "of 10 people" not in seen


def test_a_draft_without_answers_says_what_to_do_first(house: House) -> None:
    page = SignedIn(house.sina).get(at("plan", begun(house))).text
    assert "The questions are not answered yet" in page
    assert reverse("questions", args=[house.amara.pk]) in page
    assert 'name="propose"' not in page


def test_a_page_is_for_whoever_makes_plans(house: House, draft: Plan) -> None:
    for account, status in ((house.dora, 200), (house.fred, 404), (house.amara_herself, 404)):
        client = SignedIn(account)
        assert client.get(at("plan", draft)).status_code == status
        assert look(client, draft, {}).status_code == status
    assert keep(SignedIn(house.fred), draft, {"interval_days": 30}).status_code == 404
    assert now(draft) == Inputs()


# Looking


def test_a_look_draws_anew_and_keeps_nothing(house: House, draft: Plan) -> None:
    sina, entries = SignedIn(house.sina), Entry.objects.count()
    seen = look(sina, draft, {"zones": {"cheek_left": {"depth_mm": {"2": 0.8}}}}).text
    assert seen.count('value="0.80"') == 2
    assert 'class="mark chosen"' in seen
    assert now(draft) == Inputs()
    assert Entry.objects.count() == entries


def test_a_chosen_number_holds_from_its_session_on(house: House, draft: Plan) -> None:
    inputs = {"zones": {"cheek_left": {"passes": {"2": 5, "3": 6}}}}
    seen = look(SignedIn(house.sina), draft, inputs).text
    cells = {n: seen.split(f'name="set:{LEFT}/passes/{n}" value="')[1][:1] for n in (1, 2, 3)}
    assert cells == {1: '"', 2: "5", 3: "6"}


def test_beyond_a_recommended_bound_a_doctor_is_asked_to_confirm(house: House, draft: Plan) -> None:
    inputs = {"zones": {"cheek_left": {"depth_mm": {"2": 1.2}}}}
    seen = look(SignedIn(house.sina), draft, inputs).text
    assert "A doctor confirms:" in seen
    assert "sessions 2, 3, depth 1.2 mm, above 1.05 mm" in seen
    assert "Depth beyond a soft wall" in seen


def test_beyond_an_absolute_bound_the_wall_says_why(house: House, draft: Plan) -> None:
    inputs = {"zones": {"cheek_left": {"depth_mm": {"2": 1.55}}}}
    seen = look(SignedIn(house.sina), draft, inputs).text
    assert "This cannot be planned" in seen
    assert "above the absolute bound 1.50 mm" in seen
    assert 'data-part="grid"' not in seen


def test_more_sessions_make_more_columns_visits_and_money(house: House, draft: Plan) -> None:
    zones = {zone: {"sessions": 5} for zone in CHEEKS}
    seen = look(SignedIn(house.sina), draft, {"zones": zones}).text
    assert seen.count('scope="col" data-key="s') == 5
    assert "<dd>1200.00 EUR</dd>" in seen


def test_an_event_in_red_days_is_said_and_drawn(house: House, draft: Plan) -> None:
    event = today() + timedelta(days=60)
    inputs = {"event": "my wedding", "event_on": event.isoformat()}
    seen = look(SignedIn(house.sina), draft, inputs).text
    assert 'class="star"' in seen
    assert "my wedding" in seen


def test_a_choice_for_a_place_that_is_not_planned_harms_nothing(house: House, draft: Plan) -> None:
    seen = look(SignedIn(house.sina), draft, {"zones": {"chin": {"sessions": 2}}})
    assert seen.status_code == 200
    assert 'data-part="grid"' in seen.text


HOSTILE: list[object] = [
    None,
    [],
    "x" * 50_000,
    {"nothing": 1},
    {"zones": {"no_such": {"sessions": 3}}},
    {"zones": {"lip_red": {"sessions": 3}}},
    {"zones": {"cheek_left": {"depth_mm": {"0": 1}}}},
    {"zones": {"cheek_left": {"depth_mm": {"9" * 30: 1}}}},
    {"zones": {"cheek_left": {"depth_mm": {"1": 1e300}}}},
    {"zones": {"cheek_left": {"sessions": -(10**30)}}},
    {"zones": {"cheek_left": {"area_cm2": -1}}},
    {"interval_days": 10**9},
    {"start_on": "9999-12-31"},
    {"event": "a\x00b"},
    {"event": "\ud800"},
    {"event": "x" * 81, "event_on": "2027-01-01"},
    {"event_on": "0001-01-01"},
    {"away": [{"first": "2027-02-02", "last": "2027-01-01"}]},
    {"away": [{"first": "2027-01-01", "last": "2099-01-01"}]},
    {"away": [{"first": "2027-01-01", "last": "2027-01-02"}] * 13},
    {"targets": [{"kind": "acne_scars", "zone": "moon"}]},
    {"targets": [{"kind": "happiness", "zone": "chin"}]},
    {"targets": [{"kind": "acne_scars", "zone": "chin"}] * 61},
    {"cream": "butter"},
    {"template": "\u202e"},
]


@pytest.mark.parametrize("inputs", HOSTILE, ids=range(len(HOSTILE)))
def test_no_choice_falls_over_whatever_is_sent(
    house: House, draft: Plan, *, inputs: object
) -> None:
    sina = SignedIn(house.sina)
    assert look(sina, draft, inputs).status_code == 422
    assert keep(sina, draft, inputs).status_code == 422
    assert now(draft) == Inputs()


@pytest.mark.parametrize("body", ["", "{", "[" * 90_000, '{"inputs": NaN}', '{"version": 1}', "7"])
def test_no_body_falls_over_whatever_is_in_it(house: House, draft: Plan, *, body: str) -> None:
    sina = SignedIn(house.sina)
    for name in ("plan_look", "plan_others", "plan_keep"):
        sent = sina.post(at(name, draft), body, content_type=JSON)
        assert sent.status_code == 422, name


# Keeping


def test_choices_are_kept_with_the_hour_and_the_next_version(house: House, draft: Plan) -> None:
    saved = keep(SignedIn(house.sina), draft, {"interval_days": 35}).json()
    assert saved["version"] == 2
    assert len(saved["saved_at"]) == 5
    assert now(draft).interval_days == 35


def test_a_stale_save_writes_nothing_and_gets_both_in_words(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    keep(sina, draft, {"interval_days": 35})
    met = keep(sina, draft, {"interval_days": 42})
    assert met.status_code == 409
    kept = met.json()["kept"]
    assert (kept["version"], kept["inputs"]) == (2, {"interval_days": 35})
    line = next(one for one in kept["lines"] if one["label"] == "Days between sessions")
    assert (line["mine"], line["theirs"]) == ("42 days", "35 days")
    assert now(draft).interval_days == 35


def test_the_same_save_twice_is_kept_once(house: House, draft: Plan) -> None:
    sina = SignedIn(house.sina)
    keep(sina, draft, {"interval_days": 35})
    again = keep(sina, draft, {"interval_days": 35})
    assert (again.status_code, again.json()["version"]) == (200, 2)


@pytest.mark.usefixtures("draft")
def test_a_proposed_version_takes_no_more_choices(house: House) -> None:
    made = proposed(house)
    refused = keep(SignedIn(house.sina), made, {"interval_days": 35}, version=made.version)
    assert refused.status_code == 422
    assert "new version" in refused.json()["words"]
