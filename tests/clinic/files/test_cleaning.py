"""What is uploaded is judged by its content and written anew."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from clinic.files import samples
from percuta_clinic.files.arriving import LIMIT
from percuta_clinic.files.cleaning import clean
from percuta_clinic.files.shapes import Refused

SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def zipped() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return held.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean(content)
    return str(refused.value)


def test_a_geotagged_picture_loses_place_maker_and_comment() -> None:
    found = clean(samples.geotagged())
    for secret in (b"script", b"Secret Phone", b"Exif"):
        assert secret in samples.geotagged()
        assert secret not in found.content
    assert not opened(found.content).getexif()
    assert "comment" not in opened(found.content).info


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    assert opened(samples.geotagged()).size == (60, 40)
    assert opened(clean(samples.geotagged()).content).size == (40, 60)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_accepted_picture_keeps_its_kind(form: str) -> None:
    found = clean(samples.picture(form))
    assert found.kind == f"image/{form.lower()}"
    assert opened(found.content).format == form


def test_a_picture_gets_a_small_one() -> None:
    found = clean(samples.picture(size=(2000, 1000)))
    assert found.small is not None
    assert opened(found.small).size == (320, 160)


def test_what_can_be_seen_through_stays_so() -> None:
    found = clean(samples.picture("PNG", mode="RGBA"))
    pixel = opened(found.content).getpixel((5, 5))
    assert pixel == (0, 0, 0, 0)


def test_grey_pictures_of_many_levels_keep_their_levels() -> None:
    held = BytesIO()
    Image.new("I;16", (4, 4), 128 * 256).save(held, "PNG")
    assert opened(clean(held.getvalue()).content).getpixel((0, 0)) == 128


def test_an_archive_behind_a_picture_is_cut_off() -> None:
    found = clean(samples.picture() + zipped())
    assert not zipfile.is_zipfile(BytesIO(found.content))


def test_more_pixels_than_anybody_needs_are_refused() -> None:
    assert "48 million pixels" in refusal(samples.huge())


def test_a_strip_of_millions_of_rows_is_refused_before_it_is_drawn() -> None:
    assert "39000000 pixels long" in refusal(samples.strip(rows=39_000_000))


def test_a_decompression_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert "million pixels" in refusal(samples.picture())


def test_a_picture_cut_short_is_refused() -> None:
    assert "damaged" in refusal(samples.picture(size=(400, 400))[:-200])


def test_a_file_too_large_is_refused_with_its_size() -> None:
    assert "10.0 MiB" in refusal(b"\xff\xd8\xff" + b"0" * LIMIT)


def test_too_much_at_once_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refused, match="one after the other"):
        clean(b"", size=5000)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (SVG, "an SVG drawing"),
        (b"\n<!DOCTYPE html><p>Hi", "a web page"),
        (zipped(), "a ZIP archive or an office document"),
        (b"GIF89a....", "a GIF picture"),
        (b"MZ\x90\x00", "a program"),
        (b"", "an empty file"),
        (b"\x00\x00\x00\x18ftypheic", "a HEIC"),
        (b"hello", "a plain text"),
        (b"\x01\x02\x00\x03", "not known"),
        (b"<html>%PDF-1.4", "a web page"),
        (b"GARBAGE %PDF-1.4", "hidden behind"),
    ],
)
def test_everything_else_is_refused_by_what_it_is(content: bytes, found: str) -> None:
    words = refusal(content)
    assert found in words
    assert "Accepted are JPEG, PNG and WebP pictures and PDF documents" in words


def test_nothing_in_a_rewritten_document_acts() -> None:
    found = clean(samples.acting_pdf()).content
    for secret in (
        b"/JavaScript",
        b"/JS",
        b"/OpenAction",
        b"/AA",
        b"/EmbeddedFile",
        b"/PieceInfo",
        b"Somebody Private",
        b"MZ secret program",
        b"hidden words",
        b"/Link",
    ):
        assert secret in samples.acting_pdf()
        assert secret not in found


def test_a_remark_on_a_page_stays_readable() -> None:
    page = PdfReader(BytesIO(clean(samples.acting_pdf()).content)).pages[0]
    assert page.annotations is not None
    assert [mark.get_object()["/Contents"] for mark in page.annotations] == ["Seen by Dora"]


def test_what_was_filled_into_a_form_stays_visible() -> None:
    page = PdfReader(BytesIO(clean(samples.filled_form()).content)).pages[0]
    assert page.annotations is not None
    field = page.annotations[0].get_object()
    assert b"Allergic to latex" in field["/AP"]["/N"].get_object().get_data()
    assert "/AA" not in field


def test_every_page_of_a_document_stays() -> None:
    assert len(PdfReader(BytesIO(clean(samples.pdf(7)).content)).pages) == 7


def test_a_locked_document_is_refused_with_the_way_out() -> None:
    assert "print it to a new PDF without protection" in refusal(samples.locked_pdf())


def test_a_document_of_too_many_pages_is_refused() -> None:
    assert "has 201 pages" in refusal(samples.pdf(201))


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"%PDF-1.4\n" + b"\x00" * 500])
def test_a_broken_document_is_refused(content: bytes) -> None:
    assert "damaged" in refusal(content)
