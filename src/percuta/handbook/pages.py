"""All pages by file name, and the one function that writes them."""

from collections.abc import Callable
from pathlib import Path

from percuta.handbook.adverse import adverse_page
from percuta.handbook.again import again_page
from percuta.handbook.assumed import assumed_page
from percuta.handbook.care import care_page
from percuta.handbook.complications import complications_page
from percuta.handbook.concerns import concerns_page
from percuta.handbook.country import country_page
from percuta.handbook.disagreements import disagreements_page
from percuta.handbook.index import index_page
from percuta.handbook.limits import limits_page
from percuta.handbook.model import model_page
from percuta.handbook.parameters import parameters_page
from percuta.handbook.problems import problems_page
from percuta.handbook.reviews import reviews_page
from percuta.handbook.rules import rules_page
from percuta.handbook.scales import scales_page
from percuta.handbook.sources import sources_page
from percuta.handbook.treatment import treatment_page
from percuta.handbook.triage import triage_page
from percuta.handbook.validation import validation_page

WRITERS: dict[str, Callable[[], str]] = {
    "index.md": index_page,
    "rules.md": rules_page,
    "again.md": again_page,
    "country.md": country_page,
    "concerns.md": concerns_page,
    "scales.md": scales_page,
    "limits.md": limits_page,
    "care.md": care_page,
    "triage.md": triage_page,
    "adverse.md": adverse_page,
    "complications.md": complications_page,
    "reviews.md": reviews_page,
    "treatment.md": treatment_page,
    "problems.md": problems_page,
    "model.md": model_page,
    "validation.md": validation_page,
    "parameters.md": parameters_page,
    "assumed.md": assumed_page,
    "disagreements.md": disagreements_page,
    "sources.md": sources_page,
}

# Pages that a bench writes about the machine it ran on.
MEASURED = ("speed.md",)


def pages() -> dict[str, str]:
    """Every page as Markdown, by file name. The same code gives the same text every time."""
    return {name: writer() for name, writer in WRITERS.items()}


def write(folder: Path) -> None:
    """Write every page into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
