"""Files lie encrypted, and neither a crash nor a refusal leaves a row without its content."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from clinic.files import samples
from percuta_clinic.files.cleaning import clean
from percuta_clinic.files.models import StoredFile
from percuta_clinic.files.shapes import Clean
from percuta_clinic.files.store import (
    Gone,
    content_of,
    destroy,
    keep,
    missing,
    readable,
    small_of,
    sweep_orphans,
)
from percuta_clinic.files.vault import Unreadable

pytestmark = pytest.mark.django_db
WORDS = Clean(content=b"%PDF- words about a person", kind="application/pdf")


def blobs() -> list[Path]:
    return [path for path in settings.ENVIRONMENT.files.rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _empty_store() -> None:
    """Also of what tests elsewhere kept and took back."""
    for path in blobs():
        path.unlink()


def test_what_is_kept_comes_back() -> None:
    kept = keep(WORDS, name="letter.pdf")
    assert content_of(kept) == WORDS.content
    assert readable(kept)


def test_nothing_lies_on_the_disk_in_the_clear() -> None:
    keep(WORDS, name="letter.pdf")
    (path,) = blobs()
    assert b"person" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_a_picture_has_its_small_one_encrypted_too() -> None:
    kept = keep(clean(samples.picture()), name="face.jpg")
    assert small_of(kept).startswith(b"RIFF")
    assert all(b"WEBP" not in path.read_bytes() for path in blobs())


def test_files_with_the_same_content_look_different() -> None:
    keep(WORDS, name="a")
    keep(WORDS, name="b")
    one, other = blobs()
    assert one.read_bytes() != other.read_bytes()


def test_content_moved_under_another_name_does_not_open() -> None:
    one, other = keep(WORDS, name="a"), keep(WORDS, name="b")
    found = {path.name: path for path in blobs()}
    found[one.pk.hex].write_bytes(found[other.pk.hex].read_bytes())
    with pytest.raises(Unreadable):
        content_of(one)
    assert not readable(one)


def test_a_destroyed_file_is_gone_for_good(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    kept = keep(WORDS, name="a")
    with django_capture_on_commit_callbacks(execute=True):
        destroy(kept)
    assert blobs() == []
    kept.refresh_from_db()
    with pytest.raises(Gone):
        content_of(kept)


def test_missing_content_is_named() -> None:
    kept = keep(WORDS, name="a")
    assert missing() == []
    blobs()[0].unlink()
    assert missing() == [kept]
    with pytest.raises(Gone):
        content_of(kept)


def test_orphans_are_swept_after_a_day_and_files_stay() -> None:
    kept = keep(WORDS, name="kept")
    with transaction.atomic():
        keep(WORDS, name="never saved")
        transaction.set_rollback(True)
    assert StoredFile.objects.count() == 1
    assert len(blobs()) == 2
    assert sweep_orphans() == 0
    for path in blobs():
        os.utime(path, times=(time.time() - 90_000,) * 2)
    assert sweep_orphans() == 1
    assert content_of(kept) == WORDS.content


def test_half_written_files_are_swept_too() -> None:
    kept = keep(WORDS, name="kept")
    half = blobs()[0].with_name(f"{kept.pk.hex}.12345678.part")
    half.write_bytes(b"half")
    os.utime(half, times=(time.time() - 90_000,) * 2)
    assert sweep_orphans() == 1
    assert not half.exists()
