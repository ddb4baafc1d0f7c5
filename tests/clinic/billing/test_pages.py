"""The pages about money: at the desk, for the owner, and a patient's own."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from clinic.billing.money_here import agreed, began, charge, fees, four, pay, sold
from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.billing.fees import deposit_ask
from percuta_clinic.billing.models import Charge, Kind, Package, PackageKind, Payment, Terms
from percuta_clinic.billing.packages import visit_follow
from percuta_clinic.billing.queries import balance_of, books_of
from percuta_clinic.billing.terms import agreed_for, terms_for
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.config.ids import new_id


def taken(amount: str = "60.00", **more: object) -> dict[str, object]:
    return {"amount": amount, "currency": "EUR", "how": "cash", "once": new_id(), **more}


def _sell_path(house: House, kind: PackageKind) -> str:
    return f"/patients/{house.amara.pk}/packages/{kind.pk}/sell/"


def paid_in_cash(kind: PackageKind, **more: object) -> dict[str, object]:
    first = {"how": "cash", "amount": kind.price, "shown": kind.price, "once": new_id()}
    return first | more


def test_the_form_is_filled_in_with_what_is_open(house: House) -> None:
    charge(house, 60)
    page = SignedIn(house.fred).get(f"/patients/{house.amara.pk}/payments/").content.decode()
    assert 'value="60.00"' in page
    assert "60.00 EUR open" in page


def test_a_form_sent_twice_takes_the_money_once(house: House) -> None:
    charge(house, 60)
    desk, form = SignedIn(house.fred), taken()
    for _ in range(2):
        desk.post(f"/patients/{house.amara.pk}/payments/take/", form)
    assert [one.amount for one in Payment.objects.all()] == [60]
    assert balance_of(house.amara) == {}


def test_the_desk_says_which_charge_is_paid(house: House) -> None:
    charge(house, 900)
    second = charge(house, 60)
    form = taken(first=second.pk)
    SignedIn(house.fred).post(f"/patients/{house.amara.pk}/payments/take/", form)
    again = SignedIn(house.fred).post(f"/patients/{house.amara.pk}/payments/take/", form)
    assert again.status_code == 302
    assert [one.open for one in books_of(house.amara).open] == [900]


def test_a_charge_paid_meanwhile_is_not_paid_from_an_old_page(house: House) -> None:
    made = charge(house, 60)
    desk, path = SignedIn(house.fred), f"/patients/{house.amara.pk}/payments/take/"
    desk.post(path, taken(first=made.pk))
    answer = desk.post(path, taken(first=made.pk))
    assert answer.status_code == 422
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("odd", ["1_0", "\uff11\uff10", "1e1"])
def test_an_amount_that_only_a_program_reads_is_refused(house: House, odd: str) -> None:
    url = f"/patients/{house.amara.pk}/payments/take/"
    answer = SignedIn(house.fred).post(url, taken(odd))
    assert "is no amount. Write it in digits" in answer.content.decode()
    assert not Payment.objects.exists()


def test_a_wrong_amount_is_named_and_nothing_is_taken(house: House) -> None:
    path = f"/patients/{house.amara.pk}/payments/take/"
    answer = SignedIn(house.fred).post(path, taken("-4"))
    assert answer.status_code == 422
    assert "greater than or equal to 0.01" in answer.content.decode()
    assert not Payment.objects.exists()


def test_the_owner_sees_money_and_takes_none(house: House) -> None:
    charge(house, 60)
    owner, path = SignedIn(house.olga), f"/patients/{house.amara.pk}/payments/"
    page = owner.get(path).content.decode()
    assert "60.00 EUR open" in page
    assert "Take a payment" not in page
    assert owner.post(f"{path}take/", taken()).status_code == 404


def test_an_open_balance_keeps_nobody_from_a_visit(house: House) -> None:
    charge(house, 900)
    visit = book(house, house.amara, at=timezone.now() + timedelta(minutes=2), service=house.talk)
    sent = {"to": State.ARRIVED, "version": visit.version}
    SignedIn(house.fred).post(f"/visits/{visit.pk}/move/", sent)
    visit.refresh_from_db()
    assert visit.state == State.ARRIVED


def test_a_finished_talk_takes_its_session_by_itself(house: House) -> None:
    kind = four(house)
    kind.service = house.talk
    kind.save()
    desk = SignedIn(house.fred)
    desk.post(_sell_path(house, kind), paid_in_cash(kind))
    visit = book(house, house.amara, at=timezone.now() + timedelta(minutes=2), service=house.talk)
    for to in (State.ARRIVED, State.IN_ROOM, State.FINISHED):
        visit.refresh_from_db()
        desk.post(f"/visits/{visit.pk}/move/", {"to": to, "version": visit.version})
    assert "3 of 4 left" in desk.get(f"/visits/{visit.pk}/").content.decode()


def test_the_desk_decides_what_a_missed_visit_costs(house: House) -> None:
    fees(house)
    visit = book(house, house.amara)
    agreed(house, visit)
    deposit_ask(by=house.fred, visit=visit)
    Visit.objects.filter(pk=visit.pk).update(state=State.MISSED)
    desk, path = SignedIn(house.fred), f"/visits/{visit.pk}/money/"
    assert "What follows from the visit" in desk.get(f"/visits/{visit.pk}/").content.decode()
    assert desk.post(path, {"do": "let-go", "why": "a friend"}).status_code == 404
    desk.post(path, {"do": "fee"})
    assert balance_of(house.amara) == {"EUR": 200}
    assert "What follows" not in desk.get(f"/visits/{visit.pk}/").content.decode()


def test_a_missed_visit_can_take_a_session_instead(house: House) -> None:
    fees(house)
    sold(house)
    visit = book(house, house.amara)
    agreed(house, visit)
    Visit.objects.filter(pk=visit.pk).update(state=State.MISSED)
    SignedIn(house.fred).post(f"/visits/{visit.pk}/money/", {"do": "package", "why": "missed"})
    assert visit.package_uses.get().why == "missed"
    assert not Charge.objects.filter(kind=Kind.MISSED).exists()


def test_terms_read_on_the_phone_are_kept_with_the_visit(house: House) -> None:
    fees(house)
    visit = book(house, house.amara)
    sent = {"do": "agree", "how": "phone", "digest": terms_for(visit.service).digest}
    SignedIn(house.fred).post(f"/visits/{visit.pk}/money/", sent)
    kept = agreed_for(visit)
    assert kept is not None
    assert (kept.get_how_display(), kept.by_name) == ("read to them on the phone", "Fred Front")


def test_a_day_is_summed_by_how_and_saved_as_a_table(house: House) -> None:
    pay(house, 60)
    desk = SignedIn(house.fred)
    payments = f"/patients/{house.amara.pk}/payments/"
    desk.post(f"{payments}take/", taken("40.00", how="card"))
    back = {"amount": "10.00", "how": "cash", "why": "too much", "once": new_id()}
    first = Payment.objects.get(number=1)
    SignedIn(house.dora).post(f"/payments/{first.pk}/turn/", back)
    page = SignedIn(house.olga).get("/takings/").content.decode()
    for words in ("90.00 EUR", "50.00 EUR", "40.00 EUR", "Card terminal"):
        assert words in page
    table = csv.reader(io.StringIO(desk.get("/takings/day.csv").content.decode()))
    assert [row[5] for row in table][1:] == ["60.00", "40.00", "-10.00"]


def test_a_receipt_says_what_was_paid_and_for_what(house: House) -> None:
    sold(house)
    paid = pay(house, 900)
    content = SignedIn(house.fred).get(f"/payments/{paid.pk}/receipt/").content
    words = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    for part in ("Receipt 1", "900.00 EUR", "Four sessions", "800.00 EUR", "Kept as credit"):
        assert part in words


def test_a_patient_sees_her_own_money_and_no_other(house: House) -> None:
    sold(house)
    visit_follow(by=house.sina, visit=began(house))
    paid = pay(house, 300)
    page = SignedIn(house.amara_herself).get("/my/payments/").content.decode()
    for words in ("500.00 EUR", "3 of 4 left", "cannot pay on this page"):
        assert words in page
    assert SignedIn(house.amara_herself).get(f"/my/payments/{paid.pk}/receipt/").status_code == 200
    assert SignedIn(house.bea_herself).get(f"/my/payments/{paid.pk}/receipt/").status_code == 404


def test_the_owner_sets_terms_and_an_old_page_is_refused(house: House) -> None:
    sent = {
        "seen": 0,
        "currency": "eur",
        "cancel_hours": 24,
        "deposit": 20,
        "deposit_percent": "True",
        "late_fee": 30,
        "late_percent": "False",
        "missed_fee": 0,
        "missed_percent": "False",
    }
    owner = SignedIn(house.olga)
    assert owner.post("/settings/terms/all/", sent).status_code == 302
    assert terms_for(house.needling).deposit == 48
    answer = owner.post("/settings/terms/all/", sent)
    assert answer.status_code == 422
    assert "Somebody else changed these terms" in answer.content.decode()
    assert Terms.objects.count() == 1


def test_the_owner_adds_a_package_to_sell(house: House) -> None:
    sent = {"name": "Three", "service": house.needling.pk, "sessions": 3, "price": 600, "months": 9}
    answer = SignedIn(house.olga).post("/settings/packages/new/", sent | {"is_offered": "on"})
    assert answer.status_code == 302
    page = SignedIn(house.fred).get(f"/patients/{house.amara.pk}/payments/").content.decode()
    assert "Three" in page


def test_a_package_is_sold_after_its_price_was_read(house: House) -> None:
    kind, desk = four(house), SignedIn(house.fred)
    page = desk.get(_sell_path(house, kind)).content.decode()
    for words in ("800.00 EUR", "4 sessions of", "Can be used until", "How is it paid?"):
        assert words in page
    assert not Package.objects.exists()
    assert desk.post(_sell_path(house, kind), {"once": new_id(), "shown": 800}).status_code == 422
    assert not Package.objects.exists()
    sent = paid_in_cash(kind)
    for _ in range(2):
        assert desk.post(_sell_path(house, kind), sent).status_code == 302
    assert Package.objects.get().price == 800
    assert Payment.objects.get().amount == 800
    assert balance_of(house.amara) == {}


def test_a_package_sold_on_account_stands_open(house: House) -> None:
    kind = four(house)
    SignedIn(house.fred).post(_sell_path(house, kind), paid_in_cash(kind, how="later"))
    assert not Payment.objects.exists()
    assert balance_of(house.amara) == {"EUR": 800}


def test_a_package_is_not_sold_at_a_price_nobody_read(house: House) -> None:
    kind = four(house)
    answer = SignedIn(house.fred).post(_sell_path(house, kind), paid_in_cash(kind, shown="700"))
    assert answer.status_code == 422
    assert "was changed since you opened the page" in answer.content.decode()
    assert not Package.objects.exists()


def test_a_deposit_paid_before_counts_towards_the_package(house: House) -> None:
    fees(house)
    visit, kind = book(house, house.amara, after=600), four(house)
    deposit_ask(by=house.fred, visit=visit)
    pay(house, 50)
    desk = SignedIn(house.fred)
    assert "750.00 EUR" in desk.get(_sell_path(house, kind)).content.decode()
    desk.post(_sell_path(house, kind), paid_in_cash(kind, amount="750.00"))
    assert balance_of(house.amara) == {}
    page = desk.get(f"/visits/{visit.pk}/").content.decode()
    assert "Paid from the package" in page
    assert "240.00 EUR" not in page


def test_a_visit_that_a_package_pays_asks_for_no_deposit(house: House) -> None:
    fees(house)
    sold(house)
    visit = book(house, house.amara, after=600)
    page = SignedIn(house.fred).get(f"/visits/{visit.pk}/").content.decode()
    assert "Paid from the package" in page
    assert "Ask for the deposit" not in page
    assert "This visit is paid from your package" in page
    assert "the price is" not in page
    assert deposit_ask(by=house.fred, visit=visit) is None


def test_the_booking_page_says_that_the_package_pays(house: House) -> None:
    sold(house)
    path = f"/visits/new/?patient={house.amara.pk}&service={house.needling.pk}"
    page = SignedIn(house.fred).get(path).content.decode()
    assert "The package pays this visit" in page
    assert "4 of 4 left" in page


def test_a_visit_beyond_the_package_is_asked_for_as_any_other(house: House) -> None:
    fees(house)
    package = sold(house)
    for number in range(4):
        book(house, house.amara, after=(number + 1) * 40 * 24 * 60)
    last = book(house, house.amara, after=5 * 40 * 24 * 60)
    assert last.starts_at.date() < package.until
    asked = deposit_ask(by=house.fred, visit=last)
    assert asked is not None
    page = SignedIn(house.fred).get(f"/visits/{last.pk}/").content.decode()
    assert "The visits before this one take what is left" in page


def test_the_button_that_charges_a_visit_says_how_much(house: House) -> None:
    visit = began(house)
    page = SignedIn(house.fred).get(f"/visits/{visit.pk}/").content.decode()
    assert "Charge 240.00 EUR for this visit" in page
