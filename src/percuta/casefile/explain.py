"""Schema errors in words: the field, what was found, what would be right, the nearest names."""

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from percuta.casefile.problems import Path, Placed, Problem, dotted, near_names, placed, shown
from percuta.casefile.schema import DATE_OR_WORD
from percuta.planning.creams import NEVER_OFFERED

MOST_NAMED = 12

# By keyword of the schema; {} stands for what the schema demands.
REMEDIES = {
    "minimum": "too small; at least {:g}",
    "exclusiveMinimum": "too small; more than {:g}",
    "maximum": "too large; at most {:g}",
    "uniqueItems": "the same thing is named twice; name it once",
    "minItems": "empty; name at least one",
    "minProperties": "empty; name at least one",
    "maxItems": "too many; at most {}",
    "maxLength": "too long; at most {} characters",
    "pattern": "control characters are not allowed; plain text is",
}
KINDS = {
    "number": "a number",
    "integer": "a whole number",
    "string": "text",
    "object": "a table",
    "array": "a list",
    "boolean": "true or false, without quotes,",
}


def problems_from(error: ValidationError) -> Iterator[Placed]:
    """One schema error as problems: one for each unknown or missing key, else a single one."""
    path: Path = tuple(error.absolute_path)
    found: Any = error.instance
    schema: Any = error.schema
    if error.validator == "additionalProperties":
        known = schema["properties"]
        for key in found:
            if key not in known:
                yield placed((*path, key), found[key], _unknown(key, known))
    elif error.validator == "required":
        for key in schema["required"]:
            if key not in found:
                here = (*path, key)
                yield here, Problem(field=dotted(here), found="", remedy="missing; it is needed")
    elif error.validator == "not":
        kept, also = schema["not"]["required"]
        remedy = f"two answers to one question: {kept} = {shown(found[kept])} too; keep one of them"
        yield placed((*path, also), found[also], remedy)
    else:
        yield placed(path, found, _remedy(error))


def _unknown(key: str, known: Iterable[str]) -> str:
    names = list(known)
    near = near_names(key, names)
    return f"unknown name{near or f'; possible here: {_listed(names)}'}"


def _listed(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} … ({len(names)} in all, see the schema)"


def _remedy(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    schema: Any = error.schema
    keyword = str(error.validator)
    if keyword == "enum":
        offered = [str(value) for value in wanted if value not in NEVER_OFFERED]
        return _choice(error.instance, offered)
    if schema.get("format") == "date":
        return _date(error.instance, schema)
    if keyword == "type":
        return _kind(error, str(wanted))
    return REMEDIES[keyword].format(wanted)


def _kind(error: ValidationError, wanted: str) -> str:
    name = error.absolute_path[-1] if error.absolute_path else ""
    if wanted == "array" and isinstance(error.instance, dict):
        return f"a list is wanted; write [[{name}]] in double brackets"
    if wanted == "object" and isinstance(error.instance, list):
        return f"a table is wanted; write [{name}] in single brackets"
    return f"{KINDS[wanted]} is wanted"


def _choice(found: object, names: list[str]) -> str:
    if isinstance(found, bool):
        word = "yes" if found else "no"
        if word in names:
            return f'write "{word}" in quotes; possible: {", ".join(names)}'
    if isinstance(found, (list, dict)):
        return f"one word is wanted: {_listed(names)}"
    near = near_names(str(found), names)
    if near and len(names) > MOST_NAMED:
        return f"unknown name{near}"
    return f"not one of {_listed(names)}{near}"


def _date(found: object, schema: dict[str, Any]) -> str:
    words = ["never", "not known"] if schema.get("description") == DATE_OR_WORD else []
    also = f", or one of: {', '.join(words)}" if words else ""
    year = str(found)
    only = f"; if only the year is known, its last day: {year}-12-31" if year.isdigit() else ""
    return f"a date such as 2026-11-25 is wanted{also}{only}{near_names(year, words)}"
