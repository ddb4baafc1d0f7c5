"""What a dropped line cut short is refused whole: what did not arrive is no answer."""

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.visiting import Answer, ByLink
from clinic.people_here import House
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open

URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def unsure(house: House) -> Form:
    return fill(form_open(by=house.fred.actor, patient=house.amara), diabetes="not known")


def fields(form: Form) -> list[tuple[str, str]]:
    return [
        ("shown", "q-diabetes"),
        ("version", str(form.version)),
        ("q-diabetes", "not known"),
    ]


def bodies(form: Form) -> dict[str, tuple[str, bytes, bytes]]:
    """By kind: how it is called, the whole of it, and where the line drops."""
    data = dict(fields(form))
    plain = urlencode(fields(form)).encode()
    parts = encode_multipart(BOUNDARY, data)
    return {
        "plain": (URLENCODED, plain, b"q-diabetes=no"),
        "parts": (MULTIPART_CONTENT, parts, b'name="q-diabetes"\r\n\r\nno'),
    }


def arrive(browser: Client, form: Form, *, kind: str, cut: bool) -> Answer:
    called, whole, last = bodies(form)[kind]
    came = whole[: whole.index(last) + len(last)] if cut else whole
    environ: Any = {"CONTENT_LENGTH": str(len(whole)), "wsgi.input": BytesIO(came)}
    return browser.generic(
        "POST",
        reverse("my_form_step", args=[form.pk, "health"]),
        content_type=called,
        **environ,
    )


@pytest.mark.parametrize("kind", ["plain", "parts"])
def test_a_body_cut_short_changes_nothing(house: House, unsure: Form, kind: str) -> None:
    answered = arrive(ByLink(house.amara), unsure, kind=kind, cut=True)
    assert answered.status_code == 400
    assert "nothing was saved" in answered.content.decode()
    unsure.refresh_from_db()
    assert unsure.values["q-diabetes"] == "not known"


@pytest.mark.parametrize("kind", ["plain", "parts"])
def test_a_body_that_came_whole_is_taken(house: House, unsure: Form, kind: str) -> None:
    assert arrive(ByLink(house.amara), unsure, kind=kind, cut=False).status_code == 302


def test_what_a_script_saves_is_refused_when_cut(house: House, unsure: Form) -> None:
    came = BytesIO(b'{"version": 9, "values": {}}')
    environ: Any = {"CONTENT_LENGTH": "900", "wsgi.input": came}
    answered = ByLink(house.amara).generic(
        "POST",
        reverse("my_form_save", args=[unsure.pk]),
        content_type="application/json",
        **environ,
    )
    assert answered.status_code == 400
    assert "nothing was saved" in answered.content.decode()
