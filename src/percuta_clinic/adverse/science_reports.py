"""The forms of reports and what devices are called; the only way to them here."""

from percuta.devices.catalogue import DEVICES
from percuta.healing.adverse.forms import FORMS, Field, ReportForm
from percuta.healing.adverse.terms import TERMS

__all__ = ("FORMS", "Field", "ReportForm", "device_called", "plain_of", "standard_of")


def device_called(key: str) -> str:
    """The name of a device the science knows; empty for others."""
    return DEVICES[key].name if key in DEVICES else ""


def standard_of(term: str) -> str:
    """The standard term, where CTCAE has one."""
    return TERMS[term].standard if term in TERMS else ""


def plain_of(term: str) -> str:
    """As a patient would say it."""
    return TERMS[term].plain if term in TERMS else term
