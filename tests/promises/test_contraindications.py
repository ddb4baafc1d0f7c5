"""Every contraindication of the evidence has its rule, or a reason why there is none."""

import pytest

from percuta.finding import Severity
from percuta.screening.catalogue import RULES_BY_ID
from promises.outside import IS_THERE, records
from screening.rule_cases import CASES

OUTSIDE = pytest.mark.skipif(not IS_THERE, reason="no ../shared/evidence beside this checkout")
FILE = "safety/contraindications"

RULES_OF = {
    "c_active_infection": ("infection.001", "infection.002"),
    "c_systemic_infection": ("infection.003",),
    "c_hsv_history": ("infection.004", "infection.005"),
    "c_hsv_prophylaxis_rct": ("infection.004",),
    "c_active_acne": ("acne.001",),
    "c_isotretinoin_current": ("isotretinoin.001",),
    "c_isotretinoin_recent": ("isotretinoin.002",),
    "c_keloid": ("keloid.001", "keloid.002"),
    "c_pregnancy": ("pregnancy.001",),
    "c_lactation": ("pregnancy.002",),
    "c_bleeding_disorder": ("bleeding.001",),
    "c_anticoagulants": ("bleeding.002",),
    "c_nsaid_selfmed": ("medicines.002",),
    "c_immunosuppression": ("immunity.001",),
    "c_chemo_radio_steroid": ("cancer_therapy.001", "cancer_therapy.002", "cancer_therapy.003"),
    "c_diabetes": ("diabetes.001", "diabetes.002"),
    "c_scleroderma_cvd": ("immunity.002",),
    "c_cardiac": ("immunity.003", "numbing.003", "fainting.001"),
    "c_skin_cancer": ("lesions.001",),
    "c_actinic_keratosis": ("lesions.002",),
    "c_warts_moles": ("lesions.003", "lesions.004"),
    "c_open_wounds": ("barrier.001",),
    "c_eczema": ("barrier.002", "barrier.003"),
    "c_psoriasis_koebner": ("inflammation.001", "inflammation.002"),
    "c_vitiligo": ("inflammation.003", "inflammation.004"),
    "c_rosacea": ("inflammation.005", "inflammation.006"),
    "c_allergy_metal": ("allergy.001",),
    "c_allergy_anaesthetic": ("allergy.002", "numbing.004"),
    "c_methb": ("numbing.001",),
    "c_filler": ("procedures.001",),
    "c_toxin": ("procedures.002",),
    "c_surgery": ("procedures.003",),
    "c_young_scar": ("procedures.004", "procedures.008", "procedures.009"),
    "c_laser_peel": ("procedures.005", "procedures.006", "procedures.007"),
    "c_topical_retinoid": ("skincare.001",),
    "c_sun": ("sun.001", "sun.002"),
    "c_selftan": ("skincare.002",),
    "c_wax": ("skincare.003",),
    "c_tattoo": ("tattoo.001", "tattoo.002"),
    "c_age": ("age.001", "age.002"),
    "c_eyes": ("place.001",),
    "c_lips_mucosa": ("place.002",),
    "c_bdd": ("distress.001",),
    "c_photosensitising": ("medicines.001",),
    "c_hepatic": ("numbing.002",),
}
WITHOUT_RULE = {
    "c_metal_implants": "a permission that nobody read; a pacemaker is asked with the heart",
    "c_rf_warning": "no device of that kind is in the catalogue; the README says so",
}
# Only the cream is affected, so a doctor's word holds back the cream alone.
CREAM_ALONE = {"c_methb"}


@OUTSIDE
def test_every_record_has_a_rule_or_a_reason() -> None:
    assert {*RULES_OF, *WITHOUT_RULE} == set(records(FILE))
    assert not RULES_OF.keys() & WITHOUT_RULE.keys()


@pytest.mark.parametrize("rules", RULES_OF.values(), ids=RULES_OF.keys())
def test_the_rules_of_each_record_exist(rules: tuple[str, ...]) -> None:
    assert set(rules) <= set(RULES_BY_ID)


@OUTSIDE
def test_what_the_evidence_calls_absolute_stops_on_some_device() -> None:
    absolute = {key for key, record in records(FILE).items() if record["severity"] == "absolute"}
    for key in absolute - CREAM_ALONE:
        found = {case.severity for case in CASES if case.rule in RULES_OF[key]}
        assert Severity.STOP in found, key
