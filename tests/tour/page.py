"""The page of the tour, written from its steps."""

from collections.abc import Iterator
from pathlib import Path

from tour.steps import CHAPTERS, Step, picture_of

FOLDER = Path(__file__).parents[2] / "docs" / "tour"
SHOWN = {"phone": 320, "tablet": 760, "desk": 860}  # pixels
OPENS = (
    "# A tour of the clinic",
    "One way through the sample clinic, from the first question of a visitor to the review of a "
    "course. All its people are invented. Patients’ steps are shown on a phone, the treatment room "
    "on a tablet, all else on a desk. Where a step needs weeks to pass, somebody is shown for whom "
    "they have passed.",
    "Pictures and page come from `scripts/tour`, which sets up a sample clinic in a fresh folder, "
    "walks through it in a real browser and stops at the first step that does not work. To look "
    "around by hand: `scripts/run`.",
)


def written() -> str:
    """All of it."""
    return "\n\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    yield from OPENS
    for title, steps in CHAPTERS.items():
        yield f"## {title}"
        for step in steps:
            yield f"### {step.title}"
            yield _picture(step)
            yield step.words


def _picture(step: Step) -> str:
    return f'<img src="{picture_of(step)}" alt="{step.title}" width="{SHOWN[step.screen]}">'
