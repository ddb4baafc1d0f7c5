"""From the words on the command line to an answered case."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from percuta.casefile.case import Case
from percuta.casefile.checks import LATEST_START
from percuta.casefile.packaged import examples
from percuta.casefile.problems import near_names, printable, shown
from percuta.casefile.reader import parse_case, read_case
from percuta.cli.called import CALLED
from percuta.planning.propose import propose
from percuta.report.build import build_document
from percuta.report.document import Document


class BadInput(ValueError):
    """Words on the command line that cannot be answered."""


def example(name: str) -> str:
    """One packaged example as TOML text; raises BadInput with the nearest names."""
    known = examples()
    if name not in known:
        raise BadInput(
            f"no example is called {shown(name)}{near_names(name, known)}; see: {CALLED} example"
        )
    return known[name]


def load(file: Path | None, example_name: str | None) -> Case:
    """The case in a file, or a packaged one; exactly one of the two has to be named."""
    if file is not None and example_name is not None:
        raise BadInput("two cases at once: name a file or --example, not both")
    if example_name is not None:
        return parse_case(example(example_name), f"example {example_name}")
    if file is None:
        raise BadInput(f"no case: name a file, or --example NAME ({CALLED} example lists them)")
    if str(file) in examples() and not file.exists():
        raise BadInput(f"no file is called {file}; for the example write --example {file}")
    return read_case(file)


ENDINGS = {".htm": "--html", ".html": "--html", ".pdf": "--pdf", ".ics": "--ics"}


def fit_ending(option: str, path: Path | None) -> None:
    """Refuse a file whose name says that it is of another kind than its option writes."""
    other = ENDINGS.get(path.suffix.lower(), option) if path is not None else option
    if path is not None and other != option:
        kind = option.removeprefix("--")
        name = printable(str(path.with_suffix(f".{kind}")))
        raise BadInput(
            f"{option} {printable(str(path))}: {option} writes {kind.upper()}, and {path.suffix} "
            f"is for {other}; write {option} {name}"
        )


def answer(case: Case, on: str | None = None, *, planned: bool = True) -> Document:
    """Answer a case, as of another day if ``on`` names one; without a plan if not wanted."""
    case = on_day(case, on)
    document = build_document(case, propose(case.request, planned=planned))
    if document.plan is not None:
        _not_too_late(document.plan.sessions[0].day, document.answered_on)
    return document


def a_day(option: str, text: str | None, *, such: str) -> date | None:
    """The day that an option names, None without one; BadInput with one ``such`` as is wanted."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{option} {shown(text)}: a day such as {such} is wanted") from error


def on_day(case: Case, on: str | None) -> Case:
    """A case as of another day, if ``on`` names one."""
    if on is None:
        return case
    return replace(case, request=replace(case.request, day=_day(on, case)))


def _not_too_late(first: date, answered_on: date) -> None:
    """Refuse a first session that stays push beyond the age at which answers still count."""
    if first - answered_on > LATEST_START:
        raise BadInput(
            f"the first session could be on {first} only, over two years after the answers of "
            f"{answered_on}: shorten the stays, or assess anew"
        )


def _day(text: str, case: Case) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise BadInput(f"--on {shown(text)}: a day such as 2026-11-25 is wanted")
    start, answered_on = case.request.day, case.request.answered_on
    what = "the assessment" if case.again is None else "the answers given again"
    if answered_on < start and day < start:
        raise BadInput(f"--on {text}: before start_on = {start} in the case; change one of them")
    if day < answered_on:
        raise BadInput(f"--on {text}: before {what} on {answered_on}")
    if day - answered_on > LATEST_START:
        raise BadInput(f"--on {text}: over two years after {what} on {answered_on}")
    return day
