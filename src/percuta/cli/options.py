"""The words of the command line that several commands, or one long one, take."""

from pathlib import Path
from typing import Annotated

import typer

CaseFile = Annotated[Path | None, typer.Argument(help="Case file (TOML).", metavar="CASE")]
Name = Annotated[str | None, typer.Option("--example", help="A packaged example, not a file.")]
On = Annotated[str | None, typer.Option("--on", help="Answer as of this day (2026-11-25).")]
Sheet = Annotated[str, typer.Option("--paper", help="a4 or letter.")]
ClinicName = Annotated[str, typer.Option("--clinic", help="Name of the clinic, for the paper.")]
Phone = Annotated[str, typer.Option("--phone", help="Number to call, day and night.")]
AsJson = Annotated[bool, typer.Option("--json", help="The whole answer as JSON.")]
ToHtml = Annotated[Path | None, typer.Option("--html", help="Write the paper as one page of HTML.")]
ToPdf = Annotated[Path | None, typer.Option("--pdf", help="Write the paper as PDF.")]
Want = Annotated[float | None, typer.Option("--want", help="With --search: gain in per cent (25).")]
By = Annotated[str | None, typer.Option("--by", help="With --search: by which day (2027-06-01).")]
Visits = Annotated[int | None, typer.Option("--visits", help="With --search: visits at the most.")]
RedDays = Annotated[
    float | None, typer.Option("--red-days", help="With --search: red days at the most.")
]
Budget = Annotated[float | None, typer.Option("--budget", help="With --search: the most to pay.")]
Price = Annotated[float | None, typer.Option("--price", help="With --search: price of a visit.")]
Brief = Annotated[bool, typer.Option("--brief", help="Without reasons and sources.")]
ForPatient = Annotated[bool, typer.Option("--patient", help="The patient's paper.")]
Foresee = Annotated[bool, typer.Option("--forecast", help="With what to expect.")]
Find = Annotated[bool, typer.Option("--search", help="Other courses, compared.")]
