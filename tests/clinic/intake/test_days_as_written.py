"""Days as people write them on a phone."""

import pytest

from percuta_clinic.intake.science.days import kept_day, shown_day


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026", "2026"),
        ("2026-3", "2026-03"),
        ("3/2026", "2026-03"),
        ("03.2026", "2026-03"),
        ("14.3.2026", "2026-03-14"),
        ("14/3/2026", "2026-03-14"),
        ("14. 3. 2026", "2026-03-14"),
        ("14-03-2026", "2026-03-14"),
        ("2026/03/14", "2026-03-14"),
        ("March 2026", "2026-03"),
        ("mar 2026", "2026-03"),
        ("14 March 2026", "2026-03-14"),
        ("14th of March 2026", "2026-03-14"),
        ("March 14, 2026", "2026-03-14"),
        (" 14  march  2026 ", "2026-03-14"),
    ],
)
def test_what_people_write_is_kept_in_one_way(said: str, kept: str) -> None:
    assert kept_day(said) == kept
    assert kept_day(shown_day(kept)) == kept


@pytest.mark.parametrize(
    "said",
    [
        "",
        "last summer",
        "3/14/2026",
        "30 February 2026",
        "Marvellous 2026",
        "26",
        "x" * 500,
        "²026",
    ],
)
def test_what_is_no_day_stays_as_it_was_said(said: str) -> None:
    assert kept_day(said) == said
    assert shown_day(said) == said
