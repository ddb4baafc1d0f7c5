"""What is about something of a patient is of that patient: declared for every table."""

from django.db.models import Field, UUIDField

from percuta_clinic.patients.belongings import (
    FOLLOWS,
    MOVES,
    PLAIN,
    Belonging,
    every_belonging,
)
from percuta_clinic.patients.models import Patient

EVERY = {one.name: one for one in every_belonging()}
MOVING = {one.model: one.name for one in EVERY.values() if one.name in MOVES}
Known = set[tuple[str, str]]
ONCE = "once"  # names what was sent from a page, so that it counts once; no row


def names_something(field: "Field[object, object]") -> bool:
    """A key of a row that may belong to a patient, with or without the database knowing it."""
    if field.related_model is not None:
        return field.related_model is not Patient and field.related_model in MOVING
    return (
        isinstance(field, UUIDField) and not field.primary_key and field.name not in (PLAIN, ONCE)
    )


def columns_of(one: Belonging) -> Known:
    fields = one.model._meta.concrete_fields
    return {(one.name, field.name) for field in fields if names_something(field)}


def test_every_table_with_a_patient_and_a_parent_says_what_it_follows() -> None:
    found = set[tuple[str, str]]().union(*(columns_of(EVERY[name]) for name in MOVES))
    declared = {(name, column) for name, parents in FOLLOWS.items() for column in parents}
    assert found == declared


def test_what_is_followed_is_what_the_column_names() -> None:
    for name, parents in FOLLOWS.items():
        for column, parent in parents.items():
            to = EVERY[name].model._meta.get_field(column).related_model
            assert parent in MOVES
            assert to is None or MOVING[to] == parent


def test_nothing_is_put_with_what_moves_after_it() -> None:
    order = list(FOLLOWS)
    for name, parents in FOLLOWS.items():
        for parent in parents.values():
            known = order[: order.index(name) + 1]  # itself, where a row follows its first one
            assert parent not in order or parent in known


def test_only_the_first_parent_may_be_one_that_is_never_let_go() -> None:
    for name, parents in FOLLOWS.items():
        fields = [EVERY[name].model._meta.get_field(column) for column in parents]
        assert all(field.null for field in fields[1:])
