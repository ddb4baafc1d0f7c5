"""What the sheet says of costs, and who is told what it leaves out."""

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.consent.models import Offer
from percuta_clinic.consent.science import ASK_US, COST_LINES
from percuta_clinic.readiness.informing import sheet_for


def costs(house: House) -> dict[str, str]:
    """The lines on costs in the sheet of Amara."""
    informed = sheet_for(house.amara, house.needling)
    assert informed
    part = next(one for one in informed.sheet["sections"] if one["title"] == "What it costs")
    return dict(part["blocks"][0]["items"])


def test_a_line_that_nobody_filled_in_is_left_out_of_the_sheet(ready: House) -> None:
    answer(ready)
    assert set(costs(ready)) == set(COST_LINES[:2])
    assert ASK_US not in costs(ready).values()


def test_what_else_has_to_be_bought_stands_in_the_sheet(ready: House) -> None:
    ready.needling.to_buy = "sun cream, about 15 EUR"
    ready.needling.save()
    answer(ready)
    assert costs(ready)[COST_LINES[2]] == "sun cream, about 15 EUR"


def test_staff_are_told_what_the_sheet_leaves_out(ready: House) -> None:
    answer(ready)
    settings = f'href="/settings/services/{ready.needling.pk}/"'
    olga = SignedIn(ready.olga).get("/settings/consents/").content.decode()
    assert settings in olga
    page = f"/patients/{ready.amara.pk}/consents/"
    shown = SignedIn(ready.sina).get(page).content.decode()
    assert "The sheet leaves out what else has to be bought" in shown
    assert "the owner fills it in under Settings, Services" in shown
    ready.needling.to_buy = "nothing"
    ready.needling.save()
    assert "leaves out" not in SignedIn(ready.sina).get(page).content.decode()
    assert settings not in SignedIn(ready.olga).get("/settings/consents/").content.decode()
    assert not Offer.objects.exists()


def test_the_sheet_of_a_test_area_asks_about_one_visit_and_its_own_price(ready: House) -> None:
    ready.needling.is_test_area = True
    ready.needling.save()
    answer(ready)
    assert costs(ready) == {"Price of this test area": f"{ready.needling.price} EUR"}
    informed = sheet_for(ready.amara, ready.needling)
    assert informed
    titles = [one["title"] for one in informed.sheet["sections"]]
    assert titles[:2] == ["A test area first", "What may come after it"]
