"""What is kept with a treatment that began: where it was allowed, and what was to be left out."""

from collections.abc import Mapping

from percuta_clinic.readiness.items import Part, named
from percuta_clinic.readiness.strip import BUT, CLEAR, LIMITS, OPEN, SHUT, TEST_ONLY


def places_cleared(cleared: Mapping[str, str] | None) -> str:
    """Where a treatment was allowed and where not, from what is kept with it; empty if unsaid."""
    kept = cleared or {}
    where, but = (named(kept.get(name, "").split()) for name in (OPEN, SHUT))
    if OPEN not in kept:  # a treatment of before zones were kept as such
        where, but = _said(kept.get(Part.SCREENING.value, ""))
    if not where:
        return ""
    return f"Only: {where}. Not: {but}." if but else f"Only: {where}."


def _said(kept: str) -> tuple[str, str]:
    where, _, but = kept.removeprefix(CLEAR).partition(BUT)
    return (where, but) if kept.startswith(CLEAR) else ("", "")


def where_cleared(cleared: Mapping[str, str] | None) -> str:
    """The same, with the limit of a test area, which places alone do not tell."""
    is_test = (cleared or {}).get(Part.CONSENT.value, "").endswith(TEST_ONLY)
    return f"{TEST_ONLY * is_test} {places_cleared(cleared)}".strip()


def limits_kept(cleared: Mapping[str, str] | None) -> tuple[str, ...]:
    """What was to be left out or done otherwise, from what is kept with a treatment."""
    return tuple((cleared or {}).get(LIMITS, "").splitlines())
