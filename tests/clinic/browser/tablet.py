"""A browser in which somebody has signed in."""

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from clinic.conftest import SignedIn
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


class Tablet:
    """One browser, with its own cookies."""

    def __init__(self, browser: Browser, url: str, *, scripts: bool = True) -> None:
        self.url, self.browser = url, browser
        self.context: BrowserContext = browser.new_context(java_script_enabled=scripts)
        self.context.set_default_timeout(10_000)

    def sign_in(self, account: Account) -> None:
        value = SignedIn(account).cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": "sessionid", "value": value, "url": self.url}])

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.goto(self.url + address)
        return page

    def chart(self, patient: Patient) -> Page:
        return self.open(f"/patients/{patient.pk}/")
