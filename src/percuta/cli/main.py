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
from typing import Annotated, NoReturn

import typer
from rich.console import RenderableType

from percuta.casefile.blank import blank_case
from percuta.casefile.blank_again import blank_again
from percuta.casefile.case import Case
from percuta.casefile.packaged import examples
from percuta.casefile.problems import CaseFileError, shown
from percuta.casefile.schema import case_schema
from percuta.cli import options as take
from percuta.cli.ending import EXIT_CODES, ends
from percuta.cli.load import BadInput, example, fit_ending, load, on_day
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
from percuta.cli.wished import Wished, wished
from percuta.papers.handouts import Clinic, NoPlan
from percuta.report.document import Document
from percuta.report.fields import UnknownField, find
from percuta.report.schema import plan_schema, to_json
from percuta.report.versions import percuta_version

BAD_INPUT = 2
PAPERS = "--brief, --patient, --html, --pdf, --forecast"
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


@app.command()
def plan(
    file: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
    brief: take.Brief = False,
    as_json: take.AsJson = False,
    patient: take.ForPatient = False,
    to_html: take.ToHtml = None,
    to_pdf: take.ToPdf = None,
    sheet: take.Sheet = "a4",
    foresee: take.Foresee = False,
    find: take.Find = False,
    want: take.Want = None,
    by: take.By = None,
    visits: take.Visits = None,
    red_days: take.RedDays = None,
    budget: take.Budget = None,
    price: take.Price = None,
) -> None:
    """Plan a course: whether, when, how, how often, why."""
    fit_ending("--html", to_html)
    fit_ending("--pdf", to_pdf)
    paper = bool(patient or to_html or to_pdf or brief or foresee)
    ours = {"want": want, "by": by, "visits": visits, "red_days": red_days}
    wish = wished(wanted=find, other=paper, **ours, budget=budget, price=price)
    case = load(file, named)
    if wish is not None:
        _search(case, on, wish, as_json=as_json)
    document = answered(case, on)
    if as_json and paper:
        raise BadInput(f"--json is the whole answer; leave {PAPERS} out")
    if patient or to_html is not None or to_pdf is not None:
        _hand_out(document, (to_html, to_pdf), sheet, for_patient=patient, foresee=foresee)
    page = brief_page if brief else plan_page
    if foresee and document.plan is not None:
        show(page(document))
        show(papers().on_terminal(import_module("percuta.cli.foretell").outlook_of(document)))
        ends(document)
    _answer(document, page=None if as_json else page)


def _search(case: Case, on: str | None, wish: Wished, *, as_json: bool) -> NoReturn:
    """Search for other courses, and end with the code of the verdict."""
    out = import_module("percuta.cli.searching")
    case = on_day(case, on)
    document = answered(case)
    if document.plan is None:
        say_beside(f"percuta: there is no plan, so no course to search: {document.verdict.words}")
        ends(document)
    found = out.searched(case, wish)
    if as_json:
        hand_over(import_module("percuta.report.search").search_json(found))
    else:
        show(out.search_page(found))
    ends(document)


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
    ends(document)


@app.command()
def card(
    to_pdf: Annotated[Path, typer.Option("--pdf", help="File to write.")],
    case: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
    clinic: take.ClinicName = "",
    phone: take.Phone = "",
    sheet: take.Sheet = "a4",
) -> None:
    """Write the aftercare card: one page for the patient."""
    fit_ending("--pdf", to_pdf)
    document, out = answered(load(case, named), on), papers()
    whom = Clinic(name=clinic, phone=phone)
    _write(document, to_pdf, lambda: out.card_pdf(document, whom, sheet))


@app.command()
def consent(
    to_pdf: Annotated[Path, typer.Option("--pdf", help="File to write.")],
    case: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
    clinic: take.ClinicName = "",
    sheet: take.Sheet = "a4",
) -> None:
    """Write the sheet a patient reads before deciding."""
    fit_ending("--pdf", to_pdf)
    document, out = answered(load(case, named), on), papers()
    whom = Clinic(name=clinic)
    _write(document, to_pdf, lambda: out.consent_pdf(document, whom, sheet))


@app.command()
def calendar(
    to_ics: Annotated[Path, typer.Option("--ics", help="File to write.")],
    case: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
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
    ends(document)


@app.command()
def forecast(
    case: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
    observed: Annotated[
        Path | None, typer.Option("--observed", help="What was seen since (TOML).")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help="The day to speak of.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the virtual people.")] = 1,
    as_json: take.AsJson = False,
    to_html: Annotated[Path | None, typer.Option("--html", help="Write it as HTML.")] = None,
    to_pdf: Annotated[Path | None, typer.Option("--pdf", help="Write it as PDF.")] = None,
    to_svg: Annotated[Path | None, typer.Option("--svg", help="Write the picture.")] = None,
    to_png: Annotated[Path | None, typer.Option("--png", help="The picture in pixels.")] = None,
    sheet: take.Sheet = "a4",
) -> None:
    """Forecast a plan: what can be expected, and the doubt."""
    document = answered(load(case, named), on)
    if document.plan is None:
        say_beside(f"percuta: there is no plan to forecast: {document.verdict.words}")
        ends(document)
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
    ends(document)


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
    case: take.CaseFile = None,
    *,
    named: take.Name = None,
    on: take.On = None,
    as_json: take.AsJson = False,
) -> None:
    """Screen only: who may be treated where, what is open."""
    document = answered(load(case, named), on, planned=False)
    _answer(document, page=None if as_json else screen_page)


@app.command()
def explain(
    case: take.CaseFile = None,
    field: Annotated[str | None, typer.Argument(help="Such as cheek_left.start.")] = None,
    *,
    named: take.Name = None,
    on: take.On = None,
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
def again(case: take.CaseFile = None, *, named: take.Name = None) -> None:
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
    ends(document)


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
