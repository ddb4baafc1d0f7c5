"""What reports ask for: each field with the number and name that were read, and the edition.

A number stands only where it was read. The device and reporter blocks of the voluntary FDA form
were not: their fields go by the names of 21 CFR 803.32. The Yellow Card has no numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.source import Source
from percuta.evidence.sources.adverse import (
    CFR_803_32,
    MHRA_ADOPTERS,
    MIR_731,
    MIR_SECTIONS,
    YELLOW_CARD_MHRA,
)
from percuta.evidence.sources.emergency import MDR_87


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: its number in the form (empty: none was read), its name, the fact it asks for."""

    number: str
    name: str
    fact: str


@dataclass(frozen=True, kw_only=True)
class ReportForm:
    """One report: to whom it goes, the edition its fields were read in, and whose duty it is."""

    key: str
    title: str
    to: str
    edition: str
    duty: str
    fields: tuple[Field, ...]
    sources: tuple[Source, ...]


def _fields(rows: str) -> tuple[Field, ...]:
    """One a line: number | name | fact."""
    parts = ([part.strip() for part in row.split("|")] for row in rows.strip().splitlines())
    return tuple(Field(number=number, name=name, fact=fact) for number, name, fact in parts)


FDA = ReportForm(
    key="fda",
    title="FDA MedWatch, Form 3500 (voluntary)",
    to="FDA MedWatch",
    edition=(
        "Blocks A, B and D as 21 CFR 803.32 lists them (copy of 20 June 2026). On Form 3500 the "
        "letters of the device and the reporter may differ: go by the names."
    ),
    duty=(
        "Voluntary for a practice or a medical spa, as far as we know. A hospital or another "
        "device user facility has duties and deadlines of its own: ask whoever advises you."
    ),
    fields=_fields("""
        A1 | Patient identifier, in confidence | patient
        A2 | Age at time of event, or date of birth | age
        A3 | Sex | sex
        A4 | Weight | weight
        B1 | Adverse event or product problem | kind
        B2 | Outcomes attributed to the adverse event | serious
        B3 | Date of event | onset
        B4 | Date of this report | today
        B5 | Description of the event or problem | description
        B6 | Relevant tests and laboratory data, with dates | tests
        B7 | Other relevant history, with conditions there before | history
        D1 | Brand name | device
        D2 | Product code and common device name | device_type
        D3 | Manufacturer name, city and state | maker
        D4 | Model, catalogue, serial and lot number, expiry, UDI | numbers
        D5 | Operator of the device | operator
        D8 | Single-use device that was reprocessed and reused? | reprocessed
        D10 | Device available for evaluation? | available
        D11 | Other products used at the time | others
         | Reporter: name and address | reporter
         | Reporter: phone and e-mail | contact
         | Reporter: health professional, and occupation | occupation
         | Also reported to | also
        """),
    sources=(CFR_803_32,),
)
MDR = ReportForm(
    key="mdr",
    title="EU MDR: user's report of an incident, for manufacturer and authority",
    to="the manufacturer, and the authority where national law asks for it",
    edition=(
        "Laid out by the Manufacturer Incident Report, template 7.3.1: numbers of sections 1.1 to "
        "1.3.1 as read; of sections 2 and 3 only what they ask was read."
    ),
    duty=(
        "The manufacturer reports a serious incident: within 15 days, 10 for death or an "
        "unforeseen serious deterioration, 2 for a serious threat to public health. Whether you "
        "must report to your authority too is national law: ask whoever advises you."
    ),
    fields=_fields("""
        1.1 a | Name of the receiving national authority | authority
        1.2 a | Date of this report | today
        1.2 b | Date of the incident | onset
        1.2 c | The clinic knew of it on | aware
        1.2 e | Type of report | report_type
        1.2 g | Classification of the incident | classification
        1.3.1 a | Submitter of the report | submitter
        1.3.1 b | Manufacturer's reference number | maker_reference
        2 | Device: name and model | device
        2 | Device: serial and lot number, UDI | numbers
        2 | Device: kind and nomenclature | device_type
        2 | Manufacturer | maker
        2 | Accessories and other products used | others
        3 | Nature of the incident | description
        3 | Health effect on the patient | effect
        3 | Severity and seriousness | severity
        3 | How the patient is now | outcome
        3 | Likely relation, by a doctor | relation
        3 | Patient: identifier, age, sex, weight | patient_all
        3 | Operator of the device | operator
        3 | Where the device is now | available
        3 | Reporter: name, address, phone, e-mail | reporter_all
        """),
    sources=(MIR_731, MIR_SECTIONS, MDR_87),
)
YELLOW = ReportForm(
    key="yellow",
    title="UK Yellow Card: adverse incident with a medical device",
    to="MHRA Yellow Card; in Northern Ireland its own centre",
    edition=(
        "The form itself was not read and has no numbers here. The three criteria follow the page "
        "reviewed on 13 January 2023; the other fields are what the MHRA asks to have at hand."
    ),
    duty=(
        "Voluntary for clinics and expected of them: report as soon as possible, tell the "
        "manufacturer, and keep the device. A private clinic in Scotland also tells its regulator."
    ),
    fields=_fields("""
         | Has an event happened? | kind
         | Is the device suspected to have contributed? | relation
         | Did it lead, or might it have led, to death or serious harm? | serious
         | What happened | description
         | Date of the incident | onset
         | Injury | effect
         | How the patient is now | outcome
         | Patient: identifier, age, sex | patient_all
         | Device: name and model | device
         | Device: kind | device_type
         | Manufacturer or supplier | maker
         | Serial and lot number, expiry | numbers
         | Where the device is now | available
         | Other products used | others
         | Reporter: name, address, phone, e-mail | reporter_all
         | Reporter: occupation | occupation
         | Manufacturer told? | also
        """),
    sources=(YELLOW_CARD_MHRA, MHRA_ADOPTERS),
)
FORMS: Mapping[str, ReportForm] = MappingProxyType({one.key: one for one in (FDA, MDR, YELLOW)})
