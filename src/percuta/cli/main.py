"""The commands of ``percuta``.

Exit codes: 0 plan, 3 not now, 4 no, 5 a doctor decides, 6 questions open, 2 bad input.
"""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer
from rich.console import RenderableType

from percuta.casefile.blank import blank_case
from percuta.casefile.blank_again import blank_again
from percuta.casefile.checks import LATEST_START
from percuta.casefile.packaged import examples
from percuta.casefile.problems import CaseFileError, shown
from percuta.casefile.schema import case_schema
from percuta.cli.load import BadInput, example, fit_ending, load
from percuta.cli.load import answer as answered
from percuta.cli.pages import (
    brief_page,
    examples_page,
    explain_page,
    fields_page,
    plan_page,
    screen_page,
    zones_page,
)
from percuta.cli.render import drop, hand_over, say_beside, show
from percuta.cli.scales import scale_page, scales_page, score_page
from percuta.papers.handouts import Clinic, NoPlan
from percuta.report.document import Document
from percuta.report.fields import UnknownField, find
from percuta.report.schema import plan_schema, to_json
from percuta.report.versions import percuta_version
from percuta.screening.screen import Verdict

EXIT_CODES = {
    Verdict.PLAN: 0,
    Verdict.NOT_NOW: 3,
    Verdict.NO: 4,
    Verdict.DOCTOR: 5,
    Verdict.ASK: 6,
}
BAD_INPUT = 2
UNSAID = 1  # an answer that could not be written

Page = Callable[[Document], Iterable[RenderableType]]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Exit codes: 0 plan, 3 not now, 4 no, 5 a doctor decides, 6 questions open, "
    "2 bad input.",
)

CaseFile = Annotated[Path | None, typer.Argument(help="Case file (TOML).", metavar="CASE")]
Name = Annotated[str | None, typer.Option("--example", help="A packaged example, not a file.")]
On = Annotated[str | None, typer.Option("--on", help="Answer as of this day (2026-11-25).")]
Sheet = Annotated[str, typer.Option("--paper", help="a4 or letter.")]
ClinicName = Annotated[str, typer.Option("--clinic", help="Name of the clinic, for the paper.")]
Phone = Annotated[str, typer.Option("--phone", help="Number to call, day and night.")]
AsJson = Annotated[bool, typer.Option("--json", help="The whole answer as JSON.")]


@app.command()
def plan(
    case: CaseFile = None,
    *,
    named: Name = None,
    on: On = None,
    brief: Annotated[bool, typer.Option("--brief", help="Without reasons and sources.")] = False,
    as_json: AsJson = False,
    patient: Annotated[bool, typer.Option("--patient", help="The patient's paper.")] = False,
    to_html: Annotated[
        Path | None, typer.Option("--html", help="Write the paper as one page of HTML.")
    ] = None,
    to_pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the paper as PDF.")] = None,
    sheet: Sheet = "a4",
    foresee: Annotated[bool, typer.Option("--forecast", help="With what to expect.")] = False,
) -> None:
    """Plan a course: whether, when, how, how often, why."""
    fit_ending("--html", to_html)
    fit_ending("--pdf", to_pdf)
    document = answered(load(case, named), on)
    if as_json and (patient or to_html or to_pdf or brief or foresee):
        raise BadInput(
            "--json is the whole answer; leave --brief, --patient, --html, --pdf, --forecast out"
        )
    if patient or to_html is not None or to_pdf is not None:
        _hand_out(document, (to_html, to_pdf), sheet, for_patient=patient, foresee=foresee)
    page = brief_page if brief else plan_page
    if foresee and document.plan is not None:
        show(page(document))
        show(papers().on_terminal(import_module("percuta.cli.foretell").outlook_of(document)))
        _ends(document)
    _answer(document, page=None if as_json else page)


def _hand_out(
    document: Document,
    files: tuple[Path | None, Path | None],
    sheet: str,
    *,
    for_patient: bool,
    foresee: bool,
) -> None:
    """Write the paper into the files named, or print it where none is."""
    out = papers()
    page = out.paper(document, for_patient=for_patient)
    if foresee and document.plan is not None:
        page = import_module("percuta.cli.foretell").with_outlook(page, document)
    to_html, to_pdf = files
    made = [] if to_html is None else [(to_html, out.as_html(page))]
    if to_pdf is not None:
        made.append((to_pdf, out.as_pdf(page, sheet)))
    out.write(made)
    if made:
        say_beside(f"written: {', '.join(str(path) for path, _ in made)}")
    else:
        show(out.on_terminal(page))
    _ends(document)


@app.command()
def card(
    to_pdf: Annotated[Path, typer.Option("--pdf", help="File to write.")],
    case: CaseFile = None,
    *,
    named: Name = None,
    on: On = None,
    clinic: ClinicName = "",
    phone: Phone = "",
    sheet: Sheet = "a4",
) -> None:
    """Write the aftercare card: one page for the patient."""
    fit_ending("--pdf", to_pdf)
    document, out = answered(load(case, named), on), papers()
    whom = Clinic(name=clinic, phone=phone)
    _write(document, to_pdf, lambda: out.card_pdf(document, whom, sheet))


@app.command()
def consent(
    to_pdf: Annotated[Path, typer.Option("--pdf", help="File to write.")],
    case: CaseFile = None,
    *,
    named: Name = None,
    on: On = None,
    clinic: ClinicName = "",
    sheet: Sheet = "a4",
) -> None:
    """Write the sheet a patient reads before deciding."""
    fit_ending("--pdf", to_pdf)
    document, out = answered(load(case, named), on), papers()
    whom = Clinic(name=clinic)
    _write(document, to_pdf, lambda: out.consent_pdf(document, whom, sheet))


@app.command()
def calendar(
    to_ics: Annotated[Path, typer.Option("--ics", help="File to write.")],
    case: CaseFile = None,
    *,
    named: Name = None,
    on: On = None,
) -> None:
    """Write visits and checks as a calendar file."""
    fit_ending("--ics", to_ics)
    document, out = answered(load(case, named), on), papers()
    _write(document, to_ics, lambda: out.as_calendar(document))


def _write(document: Document, path: Path, make: Callable[[], bytes]) -> None:
    """Write one handout, or say why there is none; the exit code stays that of the answer."""
    try:
        content = make()
    except NoPlan as error:
        say_beside(f"percuta: {path} is not written: {error}")
        raise typer.Exit(EXIT_CODES[document.verdict] or UNSAID) from error
    papers().write([(path, content)])
    say_beside(f"written: {path}")
    _ends(document)


@app.command()
def forecast(
    case: CaseFile = None,
    *,
    named: Name = None,
    on: On = None,
    observed: Annotated[
        Path | None, typer.Option("--observed", help="What was seen since (TOML).")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help="The day to speak of.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the virtual people.")] = 1,
    as_json: AsJson = False,
    to_html: Annotated[Path | None, typer.Option("--html", help="Write it as HTML.")] = None,
    to_pdf: Annotated[Path | None, typer.Option("--pdf", help="Write it as PDF.")] = None,
    to_svg: Annotated[Path | None, typer.Option("--svg", help="Write the picture.")] = None,
    to_png: Annotated[Path | None, typer.Option("--png", help="The picture in pixels.")] = None,
    sheet: Sheet = "a4",
) -> None:
    """Forecast a plan: what can be expected, and the doubt."""
    document = answered(load(case, named), on)
    if document.plan is None:
        say_beside(f"percuta: there is no plan to forecast: {document.verdict.words}")
        _ends(document)
    out = import_module("percuta.cli.foretell")
    told = out.foretold(document, observed, at=at, seed=seed)
    wanted = {"html": to_html, "pdf": to_pdf, "svg": to_svg, "png": to_png}
    made = out.files(document, told, wanted, sheet=sheet)
    if made:
        say_beside(f"written: {', '.join(str(path) for path in made)}")
    if as_json:
        hand_over(import_module("percuta.report.forecast").forecast_json(told))
    elif not made:
        show(papers().on_terminal(out.outlook_page(document, told)))
    _ends(document)


@app.command()
def validate(
    study: Annotated[
        Path | None, typer.Option("--study", help="Score the fit on one trial (TOML).")
    ] = None,
) -> None:
    """Show how well the forecast does, or score it on a trial."""
    out = import_module("percuta.cli.foretell")
    if study is not None:
        show(out.scored_page(study))
        return
    hand_over(import_module("percuta.handbook.validation").validation_page())
    if out.got_worse():
        say_beside("percuta: the score on the validation studies is worse than the kept one")
        raise typer.Exit(UNSAID)


@app.command()
def calibrate(
    to: Annotated[Path, typer.Option("--out", help="File to write the fit to.")],
) -> None:
    """Fit the response anew (extra calibrate; half an hour)."""
    out = import_module("percuta.cli.foretell")
    out.calibrated(to, date.today(), say_beside)
    say_beside(f"written: {to}")


def papers() -> ModuleType:
    """The papers, loaded only where one is wanted: their libraries take their time."""
    return import_module("percuta.cli.hand_out")


@app.command()
def screen(
    case: CaseFile = None, *, named: Name = None, on: On = None, as_json: AsJson = False
) -> None:
    """Screen only: who may be treated where, what is open."""
    document = answered(load(case, named), on, planned=False)
    _answer(document, page=None if as_json else screen_page)


@app.command()
def explain(
    case: CaseFile = None,
    field: Annotated[str | None, typer.Argument(help="Such as cheek_left.start.")] = None,
    *,
    named: Name = None,
    on: On = None,
) -> None:
    """Explain one number, finding or open question."""
    if named is not None and case is not None and field is None:
        case, field = None, str(case)
    document = answered(load(case, named), on)
    if field is None:
        show(fields_page(document))
    else:
        show(explain_page(document, field, find(document, field)))


@app.command("example")
def show_example(
    name: Annotated[str | None, typer.Argument(help="Name of the example.")] = None,
) -> None:
    """List the packaged cases, or print one as TOML."""
    if name is None:
        show(examples_page(examples()))
    else:
        hand_over(example(name))


@app.command()
def schema(
    what: Annotated[str, typer.Argument(help="case (input) or plan (output).")] = "case",
) -> None:
    """Print the JSON Schema of input or output."""
    schemas = {"case": case_schema, "plan": plan_schema}
    if what not in schemas:
        raise BadInput(f"no schema is called {shown(what)}; there are: case, plan")
    hand_over(json.dumps(schemas[what](), indent=2, ensure_ascii=False) + "\n")


@app.command()
def blank() -> None:
    """Print a blank case: every question, nothing answered."""
    hand_over(blank_case(date.today()))


@app.command()
def again(case: CaseFile = None, *, named: Name = None) -> None:
    """Print what to ask again before the next session."""
    hand_over(blank_again(load(case, named), date.today()))


@app.command()
def zones() -> None:
    """List the zones and what is known of each."""
    show(zones_page())


@app.command()
def scales(
    key: Annotated[str | None, typer.Argument(help="One scale, such as glogau.")] = None,
) -> None:
    """List the scales, or show one with its levels."""
    show(scales_page() if key is None else scale_page(key))


@app.command()
def score(
    filled: Annotated[Path, typer.Argument(help="TOML file with a filled scale.")],
) -> None:
    """Work out MASI, Vancouver, phototype or ITA."""
    show(score_page(filled))


def _version(wanted: bool) -> None:
    if wanted:
        hand_over(f"{percuta_version()}\n")
        raise typer.Exit


@app.callback()
def about(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Plans a course of microneedling on published evidence; a named clinician decides."""


def _answer(document: Document, *, page: Page | None) -> None:
    if page is None:
        hand_over(to_json(document))
    else:
        show(page(document))
    _ends(document)


def _ends(document: Document) -> None:
    """Say what is odd about the days beside the answer, and end with the code of the verdict."""
    if document.answered_on > date.today():
        what = "the assessment" if document.again is None else "the day it was asked again,"
        say_beside(f"note: {what} on {document.answered_on} lies in the future")
    elif document.plan is not None and document.planned_from < date.today():
        say_beside(f"note: {_in_the_past(document)}")
    raise typer.Exit(EXIT_CODES[document.verdict])


def _in_the_past(document: Document) -> str:
    """What to do about a plan whose first session lies in the past."""
    age = date.today() - document.answered_on
    past = f"the first session, {document.planned_from}, lies in the past"
    if age > LATEST_START:
        return f"{past}, and the answers are {age.days} days old: assess anew"
    return f"{past}; --on {date.today()} moves it, but the answers are {age.days} days old"


def run() -> None:
    """Entry point: one message and exit code 2 for bad input, never a traceback."""
    if sys.stdout is None:
        sys.exit(UNSAID)
    try:
        app()
    except (BadInput, CaseFileError, UnknownField) as error:
        message = error.args[0] if error.args else str(error)
        say_beside(f"percuta: {message}")
        sys.exit(BAD_INPUT)
    except OSError as error:
        drop(sys.stdout)
        say_beside(f"percuta: the answer cannot be written: {error.strerror}")
        sys.exit(UNSAID)
