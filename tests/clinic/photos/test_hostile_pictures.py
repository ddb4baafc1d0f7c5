"""Each of them is refused in words or cleaned, and nothing that was hidden is ever served."""

import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.photos.hostile import HOSTILE
from clinic.photos.raw_formats import MARK
from clinic.photos.taken_here import allows, send
from percuta_clinic.files.cleaning import clean_photograph
from percuta_clinic.files.models import StoredFile
from percuta_clinic.leaving.exporting import export_of
from percuta_clinic.photos.models import Photo

HOW_MANY = 59
SECONDS, MEGABYTES = 10, 900
WAY_OUT = ("Accepted are", "Save it", "Take it again")
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background", "duration"}
HARMLESS |= {"timestamp", "dpi", "default_image"}
TESTS = Path(__file__).parents[2]
MEASURE = """
import sys
import django
from django.conf import settings
settings.configure()
from percuta_clinic.files.cleaning import clean_photograph
from percuta_clinic.files.shapes import Refused
from clinic.photos.hostile import HOSTILE
from PIL import Image
from io import BytesIO
held = BytesIO()
Image.new("RGBA", (8000, 5000)).save(held, "PNG")
for content in [*(make() for make in HOSTILE.values() if "bytes" in sys.argv[1]), held.getvalue()]:
    try:
        clean_photograph(content)
    except Refused:
        pass
# Of this process alone: what getrusage tells begins with what the process that began it held.
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(most.split()[1]) // 1024)
"""


def test_there_are_as_many_as_are_promised() -> None:
    assert len(HOSTILE) == HOW_MANY


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_way_out_or_served_clean(house: House, name: str) -> None:
    allows(house)
    content, began = HOSTILE[name](), time.monotonic()
    answer = send(house.sina, house.amara, content)
    assert time.monotonic() - began < SECONDS
    if answer.status_code == 422:
        why = answer.json()["why"]
        assert why.startswith("This ")
        assert any(words in why for words in WAY_OUT), why
        assert MARK.decode() not in why
        assert not Photo.objects.exists()
        assert StoredFile.objects.count() == 1
        return
    assert answer.status_code == 200
    for served in everything_served(house):
        clean(served)


def everything_served(house: House) -> list[bytes]:
    """Small, whole, downloaded, and taken along by its person."""
    doctor, photo = SignedIn(house.dora), Photo.objects.get()
    found = [
        b"".join(doctor.get(f"/photos/{photo.pk}/{part}/"))
        for part in ("small", "picture", "download")
    ]
    export = export_of(by=house.olga.actor, patient=house.amara)
    with export.open() as held, zipfile.ZipFile(held) as archive:
        names = [name for name in archive.namelist() if name.startswith("photographs/")]
        assert not any(MARK in archive.read(name) for name in archive.namelist())
        found += [archive.read(name) for name in names if not name.endswith(".csv")]
    assert len(found) == 4
    return found


def clean(served: bytes) -> None:
    """Nothing but pixels, and nothing behind them."""
    assert MARK not in served
    with Image.open(BytesIO(served)) as opened:
        form = opened.format
        assert getattr(opened, "n_frames", 1) == 1
        opened.load()
        assert not opened.getexif()
        assert set(opened.info) <= HARMLESS, opened.info.keys()
        assert opened.mode in ("RGB", "L")
        assert MARK not in opened.tobytes()
    if form == "JPEG":
        assert served.endswith(b"\xff\xd9")
        assert served.count(b"\xff\xd8\xff") == 1
    elif form == "PNG":
        assert served.endswith(b"IEND\xaeB`\x82")
    else:
        assert int.from_bytes(served[4:8], "little") + 8 == len(served)


def test_most_of_them_hide_something_in_plain_bytes() -> None:
    assert sum(MARK in make() for make in HOSTILE.values()) > 35


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_way_of_holding_a_camera_is_turned_upright(turn: int) -> None:
    told, held = Image.Exif(), BytesIO()
    told[0x0112] = turn
    upright = Image.new("RGB", (320, 240))
    upright.paste((255, 0, 0), (0, 0, 160, 120))
    backward = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    sent = upright.transpose(Image.Transpose(backward[turn])) if turn > 1 else upright
    sent.save(held, "JPEG", exif=told, quality=95)
    with Image.open(BytesIO(clean_photograph(held.getvalue()).content)) as opened:
        corners = [opened.getpixel(at) for at in ((20, 20), (300, 20), (20, 220), (300, 220))]
        assert opened.size == (320, 240)
    reds = [one[0] if isinstance(one, tuple) else 0 for one in corners]
    assert reds[0] > 200
    assert max(reds[1:]) < 60


@pytest.mark.parametrize("what", ["bytes of all", "the largest alone"])
def test_memory_stays_within_bounds(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, what],
        capture_output=True,
        text=True,
        check=True,
        cwd=TESTS,
        env={"PYTHONPATH": f"{TESTS}:{TESTS.parent / 'src'}"},
    )
    assert int(done.stdout) < MEGABYTES
