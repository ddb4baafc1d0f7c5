"""Every clinic test has a small clinic, in a database that forgets it afterwards."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from clinic.emptied import empty
from clinic.operations.databases import name_in
from clinic.operations.prepared import founded
from clinic.people_here import House, open_house
from clinic.where import meets_the_database
from percuta_clinic.adverse import report_triggers as of_reports
from percuta_clinic.adverse import triggers as of_events
from percuta_clinic.assessment import triggers as of_gradings
from percuta_clinic.audit import triggers as of_the_log
from percuta_clinic.billing import triggers as of_money
from percuta_clinic.booking import guard as of_claims
from percuta_clinic.consent import triggers as of_consents
from percuta_clinic.duty import triggers as of_tasks
from percuta_clinic.healing import photo_triggers as of_sent_photos
from percuta_clinic.healing import rating_triggers as of_what_was_told
from percuta_clinic.healing import triggers as of_check_ins
from percuta_clinic.inform import triggers as of_public_texts
from percuta_clinic.intake import triggers as of_answers
from percuta_clinic.patients import triggers as of_notes
from percuta_clinic.people.models import Account
from percuta_clinic.photos import triggers as of_photos
from percuta_clinic.planning import triggers as of_plans
from percuta_clinic.review import triggers as of_reviews
from percuta_clinic.screening import triggers as of_decisions
from percuta_clinic.stock import triggers as of_moves
from percuta_clinic.treatment import note_triggers as of_incident_notes
from percuta_clinic.treatment import record_triggers as of_records
from percuta_clinic.treatment import triggers as of_sessions

TRIGGERS = (
    *(*of_the_log.SQLITE, *of_notes.SQLITE, *of_moves.SQLITE),
    *(*of_answers.SQLITE, *of_decisions.SQLITE, *of_consents.SQLITE, *of_gradings.SQLITE),
    *of_plans.SQLITE,
    *of_photos.SQLITE,
    *of_public_texts.SQLITE,
    *of_money.SQLITE,
    *of_claims.SQLITE,
    *of_sessions.SQLITE,
    *of_records.SQLITE,
    *of_incident_notes.SQLITE,
    *of_check_ins.SQLITE,
    *(*of_sent_photos.SQLITE, *of_what_was_told.SQLITE),
    *of_tasks.SQLITE,
    *of_events.SQLITE,
    *of_reports.SQLITE,
    *of_reviews.SQLITE,
)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Tables as ``init`` made them, once for all workers."""
    assert django_test_environment is django_db_modify_db_settings_parallel_suffix is None
    begun, test = founded(), connection.settings_dict["TEST"]
    changed = pytest.MonkeyPatch()
    changed.setattr(TransactionTestCase, "_fixture_teardown", lambda _: empty(TRIGGERS))
    if begun.database:
        test["TEMPLATE"] = name_in(begun.database)
    else:
        shutil.copyfile(begun.folder / "clinic.sqlite3", test["NAME"])
    with django_db_blocker.unblock():
        made = setup_databases(
            0, interactive=False, keepdb=not begun.database, serialized_aliases=set()
        )
    yield
    changed.undo()
    with django_db_blocker.unblock():
        teardown_databases(made, 0)


@pytest.fixture
def house(db: None) -> House:
    """The small clinic."""
    assert db is None  # asked for by name, or pytest-django makes no database
    return open_house()


class SignedIn(Client):
    """A browser in which ``account`` has signed in."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.force_login(account)
        if account.is_staff_member and not is_mfa_enabled(account):
            TOTP.activate(account, generate_totp_secret())


@pytest.fixture(autouse=True)
def _no_seal_remembered() -> None:
    """The note of the newest seal outlives a database that is rolled back."""
    (settings.ENVIRONMENT.keys / "audit-head").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _by_the_clinics_clock() -> Iterator[None]:
    """Days are those of the clinic of the tests, as on every page and in the worker."""
    with timezone.override("Europe/Berlin"):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database only what meets it: all else has run on the first."""
    if not os.environ.get("PERCUTA_DATABASE"):
        return
    here = Path(__file__).parent
    away = {
        one
        for one in items
        if isinstance(one, pytest.Function)
        and one.path.is_relative_to(here)
        and not meets_the_database(one)
    }
    config.hook.pytest_deselected(items=[one for one in items if one in away])
    items[:] = [one for one in items if one not in away]
