"""What is said about coming back rests on what was read, and proposes nothing that was not."""

from percuta.evidence.parameter import Status
from percuta.evidence.sources.concerns import ALSTER_SCARS2020
from percuta.review.coming_back import LOOK_AGAIN, coming_back


def test_the_look_a_year_after_is_assumed_and_names_the_longest_follow_up_read() -> None:
    found = coming_back()
    assert (found.days, found.status) == (365, Status.ASSUMED)
    assert LOOK_AGAIN.source is ALSTER_SCARS2020
    assert ALSTER_SCARS2020 in found.sources


def test_no_session_to_keep_a_result_up_is_proposed_and_the_reason_is_plain() -> None:
    found = coming_back()
    assert "cannot carry an interval" in found.maintenance
    assert "none is proposed" in found.maintenance
    assert "were not tested" in found.patient
