"""The published output: JSON text of a document and the JSON Schema it keeps to."""

from typing import Any

import msgspec

from percuta.casefile.schema import DIALECT
from percuta.report.document import Document


def plan_schema() -> dict[str, Any]:
    """JSON Schema of what ``percuta plan --json`` prints."""
    return {"$schema": DIALECT, "title": "Percuta plan", **msgspec.json.schema(Document)}


def from_json(text: str) -> Document:
    """A document as it was stored; raises msgspec.ValidationError when it is none."""
    return msgspec.json.decode(text.encode(), type=Document)


def to_json(document: Document) -> str:
    """A document as indented JSON, ending with a line break."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
