"""The packaged examples as text, some as JSON too, the way the golden files keep them."""

from pathlib import Path

from percuta.casefile.packaged import examples
from percuta.cli.foretell import outlook_of
from percuta.cli.hand_out import on_terminal
from percuta.cli.load import answer, load
from percuta.cli.pages import plan_page
from percuta.cli.render import as_text
from percuta.report.schema import to_json

FOLDER = Path(__file__).parent / "golden"
EXIT_CODE_BY_CASE = {
    "skinpen-trial": 0,
    "dogra-2014": 0,
    "alqam-2023": 0,
    "one-zone-blocked": 0,
    "second-session": 0,
    "deferral": 3,
    "stop": 4,
    "doctor": 5,
    "open-questions": 6,
    # every concern, the body, every phototype, every answer
    "neck-lines": 0,
    "melasma": 0,
    "dark-spots": 0,
    "photodamage": 0,
    "stretch-marks": 0,
    "young-stretch-marks": 5,
    "surgical-scar": 0,
    "burn-scar": 0,
    "laxity": 0,
    "texture": 0,
    "back-scars": 0,
    "hands": 5,
    "decollete": 0,
    "scalp-scar": 0,
    "isotretinoin": 3,
    "keloid": 4,
    "nineteen": 5,
    "sixteen": 3,
    "pregnant": 3,
    "vitiligo": 3,
    "many-wishes": 0,
    "no-cream": 0,
    "wedding": 0,
    "wedding-too-soon": 0,
    "cold-sores": 0,
    "no-gain": 5,
    "distress": 5,
    "chosen": 0,
}
# The first nine and the chosen one are kept as JSON too; the others would repeat its shape.
KEPT_AS_JSON = (*tuple(EXIT_CODE_BY_CASE)[:9], "chosen")
FORECAST = (
    *("skinpen-trial", "dogra-2014", "alqam-2023", "neck-lines", "stretch-marks"),
    *("photodamage", "melasma", "many-wishes", "wedding", "second-session"),
)


def names() -> list[str]:
    """The file names of all golden files."""
    cases = list(examples())
    texts = [f"{name}.txt" for name in cases]
    kept = [f"{name}.json" for name in cases if name in KEPT_AS_JSON]
    return texts + kept + [f"{name}.forecast.txt" for name in cases if name in FORECAST]


def rendered(file: str) -> str:
    """What a golden file of this name holds."""
    name, _, kind = file.partition(".")
    document = answer(load(None, name))
    if kind == "json":
        return to_json(document)
    if kind == "forecast.txt":
        return as_text(on_terminal(outlook_of(document)))
    return as_text(plan_page(document))


def write() -> None:
    """Write every golden file anew; read the difference line by line before committing it."""
    for name in names():
        (FOLDER / name).write_text(rendered(name), encoding="utf-8")


if __name__ == "__main__":
    write()
