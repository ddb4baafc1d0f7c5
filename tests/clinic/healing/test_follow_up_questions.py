"""A question that an answer raises stands below it, and one press can say no to it."""

from datetime import date

from healing.check_ins import session
from percuta_clinic.healing.science_triage import groups

NEXT = date(2026, 11, 3)


def test_what_a_mild_sign_raises_comes_below_with_one_press_for_no() -> None:
    before = groups({}, session(), NEXT)
    found = groups({"q-redness": "mild", "q-itching": "moderate"}, session(), NEXT)
    titles = [one.title for one in found]
    at = titles.index("Your skin today")
    assert found[at].asked == before[at].asked
    raised = found[at + 1]
    assert [one.key for one in raised.asked] == ["redness_grows", "itching_grows"]
    assert raised.none
