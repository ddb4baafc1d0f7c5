"""A check-in on the terminal: how urgent, why, what to do, what is not known, sources on demand."""

from collections.abc import Iterator

from rich.console import RenderableType

from percuta.casefile.problems import printable
from percuta.cli.called import CALLED
from percuta.cli.shapes import bullets, heading, lines
from percuta.healing.triage.triage import Assessed, Beside, Found

OPEN_ONLY = "Nothing found, but questions are open that could hide a sign for help."
UNSIGNED = "No doctor has signed these rules. Percuta is not a certified medical device."


def check_in_page(found: Assessed, *, sources: bool) -> Iterator[RenderableType]:
    """Everything a check-in comes to."""
    yield heading(f"{found.level.words}: day {found.day} after the session")
    if found.open_flags and not found.found:
        yield lines(OPEN_ONLY)
    yield heading("What to do, in the patient's words")
    yield lines(*found.do)
    if found.found:
        yield heading("Why")
        yield bullets([_why(one, sources=sources) for one in found.found])
    yield heading("Beside the usual course, which never lowers the level")
    yield bullets([(one.sign, _beside(one)) for one in found.beside])
    yield heading("Not known")
    yield lines(*(_silent(found) or ["Every question was answered."]))
    if found.words:
        yield heading("In the patient's own words, read by no rule")
        yield lines(*(printable(line) for line in found.words.splitlines()))
    yield heading("Sources")
    if sources:
        cited = [f"{one.citation} ({one.grade}; {one.read})" for one in found.sources]
        yield lines(*(cited or ["None: nothing was found."]))
    else:
        yield lines(f"{CALLED} check-in FILE --sources names them.")
    yield lines(UNSIGNED)


def _why(one: Found, *, sources: bool) -> tuple[str, str]:
    rule = one.rule
    said = f"{rule.patient} For the clinician: {rule.clinician} ({one.because})"
    if sources:
        keys = ", ".join(source.key for source in rule.sources) or "no text"
        said = f"{said} [{rule.status}: {keys}]"
    return f"{rule.level.words}: {rule.title} ({rule.id})", said


def _beside(one: Beside) -> str:
    now = "not known" if one.degree is None else one.degree.words
    return f"{now}; usual to day {one.usual_to}, at the latest day {one.latest}"


def _silent(found: Assessed) -> list[str]:
    """What nobody answered, first what could be a sign for help."""
    flags = [one.name for one in found.open_flags]
    rest = [one.name for one in found.not_known if one not in found.open_flags]
    said = [f"not answered, and could be a sign for help: {'; '.join(flags)}"] if flags else []
    return [*said, f"not answered: {'; '.join(rest)}"] if rest else said
