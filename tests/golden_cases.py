"""The packaged examples as text and JSON, the way the golden files keep them."""

from pathlib import Path

from percuta.cli.load import answer, examples, load
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
}


def rendered() -> dict[str, str]:
    """File name and content of every golden file."""
    files = {}
    for name in examples():
        document = answer(load(None, name))
        files[f"{name}.txt"] = as_text(plan_page(document))
        files[f"{name}.json"] = to_json(document)
    return files


def write() -> None:
    """Write every golden file anew; read the difference line by line before committing it."""
    for name, text in rendered().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
