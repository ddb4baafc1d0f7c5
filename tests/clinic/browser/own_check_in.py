"""What asks Amara something, opened by its own link on her phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

from clinic.browser.on_a_phone import PHONE, birth
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.healing.models import CheckIn
from percuta_clinic.intake.links import link_make
from percuta_clinic.review.models import AskedBack

CALL = re.compile("^(Call us today|Call now, tonight)$")  # by day, and once it is evening
HEADS = {CheckIn: "How is your skin?", AskedBack: "How is your skin now?"}


@contextmanager
def on_her_phone(chromium: Browser, at: str, asked: CheckIn | AskedBack) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    opened = context.new_page()
    secret = link_make(by=SYSTEM, patient=asked.patient, opens=asked.pk)[1]
    opened.goto(f"{at}/my/link/{secret}/")
    birth(opened)
    expect(opened.get_by_role("heading", name=HEADS[type(asked)])).to_be_visible()
    yield opened
    context.close()
