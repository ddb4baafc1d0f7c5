"""``percuta study``: loaded only when asked for; arrays take time."""

import math
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table as RichTable
from rich.text import Text

from percuta.casefile.problems import near_names, printable, shown
from percuta.cli.called import CALLED
from percuta.cli.hand_out import as_html, as_pdf, write
from percuta.cli.load import BadInput, fit_ending
from percuta.cli.render import hand_over, say_beside, show
from percuta.cli.shapes import bullets, heading, lines
from percuta.papers.design_part import RunAgain, again_part
from percuta.papers.page import Box, Bullets, Page
from percuta.papers.page import Table as PageTable
from percuta.papers.page import Text as Words
from percuta.papers.virtual_trial import virtual_trial_page
from percuta.populations import parquet
from percuta.populations.chunk import Table, chunks_of
from percuta.populations.compare import TEST
from percuta.populations.crew import Crew, NoCrew, cores, on_dask, workers
from percuta.populations.design import FEWEST_TRIALS, MOST_COURSES, Design
from percuta.populations.design_file import read_design
from percuta.populations.design_schema import BLANK
from percuta.populations.healed import NoKernel, kernel_ready
from percuta.populations.kept import Count, NotKept, keep, kept
from percuta.populations.published import TRIALS, beside, design_of, text_of
from percuta.populations.run import carry_on
from percuta.populations.told import Told
from percuta.report.versions import percuta_version
from percuta.response.fitted import fitted
from percuta.response.study import Split, Study
from percuta.response.study_file import packaged, studies_for

EVERY = 5.0  # seconds between two times that the counts are kept
MOST_WORKERS = 256
IN_MINUTES = 90.0  # seconds from which what is left is told in minutes
SAID_EVERY = 30.0  # seconds between two lines where nobody watches a bar
KEPT = ".kept"
FITTED = "The fit has seen this trial: no test."
UNSEEN = "The fit has never seen this trial."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The words of the command line."""

    file: Path | None
    trial: str | None
    trials: int | None
    crew: int | None
    dask: str | None
    keep: Path | None
    afresh: bool
    files: Mapping[str, Path | None]
    courses: Path | None
    as_json: bool
    sheet: str


def blank(trial: str | None) -> None:
    """Print a filled design to begin from, ours or that of a published trial."""
    hand_over(BLANK if trial is None else text_of(_published(trial)))


def study(asked: Asked) -> None:
    """Count a study, or go on with it, and hand over what was asked for."""
    for kind in ("html", "pdf"):
        fit_ending(f"--{kind}", asked.files[kind])
    for kind, path in asked.files.items():
        if path is not None and not path.parent.is_dir():
            raise BadInput(f"--{kind} {path}: there is no folder {path.parent}; make it first")
    published = None if asked.trial is None else _published(asked.trial)
    try:
        if asked.files["parquet"] is not None or asked.courses is not None:
            parquet.ready()
        design = _design(asked, published)
        if design.kernel:
            kernel_ready(say_beside)
        count = _counted(asked, design)
    except (NoKernel, NotKept, NoCrew, parquet.NoParquet) as error:
        raise BadInput(f"{error}") from error
    _hand_out(asked, Told(count), published)


def _published(key: str) -> Study:
    known = {one.key: one for one in packaged()}
    if key not in known:
        near = near_names(key, known) or f"; there are: {', '.join(known)}"
        raise BadInput(f"--trial {shown(key)}: no such trial{near}")
    return known[key]


def _design(asked: Asked, published: Study | None) -> Design:
    if published is None:
        if asked.file is None:
            raise BadInput(
                f"no study: name a file ({CALLED} study --blank prints one to begin from), or "
                "--trial KEY for a published trial"
            )
        if asked.trials is not None:
            raise BadInput("--trials goes with --trial; in a file it stands as trials = …")
        return read_design(asked.file)
    if asked.file is not None:
        raise BadInput("two studies at once: name a file or --trial, not both")
    trials = TRIALS if asked.trials is None else asked.trials
    people = design_of(published).people
    if not FEWEST_TRIALS <= trials <= MOST_COURSES // people:
        raise BadInput(f"--trials {trials}: {FEWEST_TRIALS} to {MOST_COURSES // people} are wanted")
    return design_of(published, trials=trials)


def _counted(asked: Asked, design: Design) -> Count:
    """The whole count, carried on from what was kept of it."""
    path, folder = _kept_where(asked), asked.courses
    before = None if asked.afresh or path is None else kept(path, design)
    count = before or Count.begin(design)
    if folder is not None:
        _courses_there(folder, count)
    if count.is_whole:
        say_beside(f"{path} holds the whole count; nothing is counted again")
        return count
    if count.done:
        say_beside(f"going on at {count.done / chunks_of(design):.0%}, from {path}")
    with _crew(asked) as crew:
        if path is not None:
            keep(path, count)
        _count_on(count, crew, path=path, folder=folder)
    return count


def _kept_where(asked: Asked) -> Path | None:
    if asked.keep is None:
        return None if asked.file is None else asked.file.with_suffix(KEPT)
    if asked.keep == asked.file:
        raise BadInput(
            f"--keep {printable(str(asked.keep))}: that is the study itself; name another"
        )
    return asked.keep


def _count_on(count: Count, crew: Crew, *, path: Path | None, folder: Path | None) -> None:
    """Count what is left; now and then it is kept, and told how far it is."""

    def put(number: int, courses: Table) -> None:
        if folder is not None:
            parquet.put_courses(folder, count.design, number, courses=courses)

    steps = carry_on(count, crew, put=None if folder is None else put)
    last = time.monotonic()
    with _Watch(count) as watch:
        for _ in _kept_at_the_end(steps, count, path):
            watch.go_on(count.done)
            if path is not None and time.monotonic() - last > EVERY:
                keep(path, count)
                last = time.monotonic()


def _kept_at_the_end(steps: Iterator[Count], count: Count, path: Path | None) -> Iterator[Count]:
    """Each step; however it ends, what was counted is kept."""
    try:
        yield from steps
    except KeyboardInterrupt:
        if path is None:
            raise BadInput("stopped; with --keep FILE it could go on") from None
        raise BadInput(f"stopped; the same words go on from {path}") from None
    finally:
        if path is not None:
            keep(path, count)


def _crew(asked: Asked) -> AbstractContextManager[Crew]:
    if asked.dask is not None:
        if asked.crew is not None:
            raise BadInput("--workers is of this machine; leave it out with --dask")
        return on_dask(asked.dask)
    count = cores() if asked.crew is None else asked.crew
    if not 1 <= count <= MOST_WORKERS:
        raise BadInput(f"--workers {count}: 1 to {MOST_WORKERS} are wanted")
    return workers(count)


def _courses_there(folder: Path, count: Count) -> None:
    """Make the folder of courses; refuse to go on where earlier ones were not written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"--courses {printable(str(folder))}: no folder can be made there "
            f"({error.strerror}); name another"
        ) from error
    parquet.refuse_others(folder, count.design)
    for number in range(count.done):
        if not parquet.part(folder, number).is_file():
            raise BadInput(
                f"--courses {folder}: a course is written when it is counted, and those counted "
                "before are not in this folder. Add --afresh to the same words: all is counted "
                "and written again, with the same numbers"
            )


class _Watch(AbstractContextManager["_Watch"]):
    """Tells how far it is and how long it will take: a bar to a terminal, else a line at times."""

    def __init__(self, count: Count) -> None:
        """Begin where the count stands."""
        self._whole, self._first = chunks_of(count.design), count.done
        self._courses = count.design.courses
        self._began = self._last = time.monotonic()
        self._bar: Progress | None = None
        if sys.stderr is not None and sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.percentage:>3.0f} %"),
                BarColumn(),
                TextColumn("{task.fields[said]}"),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(
                "", total=self._whole, completed=self._first, said=f"{self._courses:,} courses"
            )

    def __enter__(self) -> "_Watch":
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def go_on(self, done: int) -> None:
        """So many chunks are done."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done)
            return
        now = time.monotonic()
        if now - self._last > SAID_EVERY and done < self._whole:
            left = (now - self._began) / (done - self._first) * (self._whole - done)
            say_beside(
                f"{done / self._whole:.0%} of {self._courses:,} courses, {_minutes(left)} left"
            )
            self._last = now


def _minutes(seconds: float) -> str:
    return f"{math.ceil(seconds / 60)} min" if seconds > IN_MINUTES else f"{math.ceil(seconds)} s"


def _hand_out(asked: Asked, told: Told, published: Study | None) -> None:
    rows = [] if published is None else list(beside(published, told))
    again = None
    if published is not None:
        in_fit = {one.key for one in studies_for(Split.CALIBRATION)}
        again = RunAgain(study=published, known=FITTED if published.key in in_fit else UNSEEN)
    page = virtual_trial_page(told, rows, run_again=again)
    made = list(_files(asked, told, page))
    write(made)
    if made or asked.courses is not None:
        names = [str(path) for path, _ in made]
        names += [] if asked.courses is None else [f"{asked.courses}/"]
        say_beside(f"written: {', '.join(names)}")
    if asked.as_json:
        hand_over(_json(told, rows, published))
    elif not made:
        show(_on_terminal(page))


def _on_terminal(page: Page) -> Iterator[RenderableType]:
    """The paper as printable lines, its tables as tables."""
    yield Padding(Text(page.title, style="bold"), (1, 0, 0, 0))
    yield Text(page.subtitle)
    for part in page.sections:
        yield heading(part.title)
        for block in part.blocks:
            if isinstance(block, PageTable):
                yield Padding(_table(block), (0, 2))
            elif isinstance(block, Bullets):
                yield bullets(block.items)
            elif isinstance(block, (Box, Words)):
                lead = f"{block.title}: " if isinstance(block, Box) else ""
                yield lines(f"{lead}{block.text}")
    yield Padding(Text(page.foot, style="dim"), (1, 0, 0, 0))


def _table(block: PageTable) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, title in enumerate(block.head):
        table.add_column(title, justify="right" if number else "left", overflow="fold")
    for row in block.rows:
        table.add_row(*row)
    return table


def _files(asked: Asked, told: Told, page: Page) -> Iterator[tuple[Path, bytes]]:
    html, pdf, table = (asked.files[kind] for kind in ("html", "pdf", "parquet"))
    if html is not None:
        yield html, as_html(page)
    if pdf is not None:
        yield pdf, as_pdf(page, asked.sheet, tight=True)
    if table is not None:
        yield table, parquet.statistics_file(told.design, told.statistics())


def _json(told: Told, rows: list[Any], published: Study | None) -> str:
    design = told.design
    whole = {
        "format": "percuta.study/1",
        "design": design,
        "digest": design.digest(),
        "courses": design.courses,
        "test": TEST if design.compared else None,
        "statistics": list(told.statistics()),
        "published": rows,
        "published_about": {} if published is None else dict(again_part(published, told)),
        "fitted_on": fitted().on,
        "percuta": percuta_version(),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"
