"""``percuta forecast`` and ``percuta validate``: loaded only when asked for; arrays take time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import typst
from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from percuta.casefile.observed import read_observed
from percuta.casefile.problems import printable
from percuta.cli.hand_out import as_html, as_pdf, write
from percuta.cli.load import BadInput, a_day
from percuta.cli.shapes import heading, lines
from percuta.handbook.validation import fresh_score
from percuta.papers.outlook import outlook_page
from percuta.papers.outlook_picture import outlook_picture
from percuta.papers.page import Page
from percuta.report.document import Document
from percuta.report.forecast import NoForecast, build_forecast
from percuta.report.forecast_doc import ForecastDoc
from percuta.response.fitted import fitted
from percuta.response.gate import chosen
from percuta.response.kept_score import KEPT, ROUNDING
from percuta.response.score import mean_crps, score
from percuta.response.study import Kind, Split
from percuta.response.study_file import LARGEST_BYTES, BadStudy, studies_for
from percuta.response.study_file import study as read_study

DOTS_PER_INCH = 288
WHITE = '<rect width="100%" height="100%" fill="#ffffff"/>'


def foretold(
    document: Document, observed: Path | None, *, at: str | None, seed: int
) -> ForecastDoc:
    """The forecast of an answer; BadInput with what is wrong and the way out."""
    if seed < 0:
        raise BadInput(f"--seed {seed}: a number of 0 or more is wanted")
    seen = read_observed(observed) if observed is not None else None
    if seen is not None and seen.last > date.today():
        raise BadInput(f"{observed}: {seen.last} lies in the future; only what was seen counts")
    try:
        return build_forecast(document, seen, at=a_day("--at", at, such="2026-11-25"), seed=seed)
    except NoForecast as error:
        raise BadInput(f"{error}") from error


def outlook_of(document: Document) -> Page:
    """The forecast of a plan as it stands, as a paper."""
    return outlook_page(document, build_forecast(document))


def with_outlook(page: Page, document: Document) -> Page:
    """A paper with the forecast behind it."""
    return replace(page, sections=(*page.sections, *outlook_of(document).sections))


def files(
    document: Document, forecast: ForecastDoc, wanted: dict[str, Path | None], *, sheet: str
) -> list[Path]:
    """Write the files asked for, whole or not at all; their paths."""
    made = [
        (path, _content(kind, document, forecast, sheet=sheet))
        for kind, path in wanted.items()
        if path is not None
    ]
    write(made)
    return [path for path, _ in made]


def _content(kind: str, document: Document, forecast: ForecastDoc, *, sheet: str) -> bytes:
    if kind == "html":
        return as_html(outlook_page(document, forecast))
    if kind == "pdf":
        return as_pdf(outlook_page(document, forecast), sheet)
    drawing = outlook_picture(forecast, next(iter(forecast.courses), None)).svg
    drawing = drawing.replace(">", f">{WHITE}", 1)
    return drawing.encode() if kind == "svg" else _png(drawing)


def _png(drawing: str) -> bytes:
    """The drawing in pixels, set by the same typesetter as the papers."""
    page = (
        "#set page(width: 12cm, height: auto, margin: 4mm)\n"
        '#image(bytes(sys.inputs.at("drawing")), format: "svg", width: 100%)'
    )
    return typst.compile(
        page.encode(), format="png", ppi=DOTS_PER_INCH, sys_inputs={"drawing": drawing}
    )


def got_worse() -> bool:
    """Whether the score on the validation studies is worse than the one that was kept."""
    score_now = fresh_score(fitted(), chosen(Kind.ACNE_SCARS).chosen)
    return score_now > KEPT + ROUNDING


def scored_page(path: Path) -> Iterator[RenderableType]:
    """The packaged fit beside a trial; BadInput where the file is no study."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise BadInput(f"{path}: over {LARGEST_BYTES} bytes")
        study = read_study(content.decode(), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: cannot be read ({error})") from error
    except BadStudy as error:
        raise BadInput(str(error)) from error
    rival = chosen(study.indication).chosen
    scores = score(study, fitted().draws[rival])
    in_fit = {one.key for one in studies_for(Split.CALIBRATION)}
    known = "which was fitted to it: no test" if study.key in in_fit else "never fitted to it"
    yield heading(f"{printable(study.key)}: forecast by the {rival}, {known}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("what", "day", "came", "forecast, 80 %", "inside", "CRPS"):
        table.add_column(title, overflow="fold")
    for one in scores:
        told = f"{one.low:.0%} to {one.high:.0%}, middle {one.middle:.0%}"
        inside = "yes" if one.held else "no"
        day, came, crps = f"{one.day:g}", f"{one.came:.0%}", f"{one.crps:.3f}"
        table.add_row(printable(one.what), day, came, told, inside, crps)
    yield Padding(table, (0, 2))
    yield lines(
        f"Mean score {mean_crps(scores):.3f}; on the validation studies it is {KEPT:.3f}. "
        "Smaller is better; 0.1 is ten points of a hundred."
    )


def calibrated(path: Path, today: date, say: Callable[[str], None]) -> None:
    """Fit anew and write the file; BadInput where the extra is not installed."""
    try:
        fit = import_module("percuta.calibration.calibrate")
    except ModuleNotFoundError as error:
        raise BadInput(
            f"{error.name} is not installed; the fit needs the extra: pip install '.[calibrate]'"
        ) from error
    write([(path, fit.calibrate(today.isoformat(), say).to_json().encode())])
