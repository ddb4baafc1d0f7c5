"""Which role may do what. Whoever has no role has no right; nothing is inherited."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.db.models import TextChoices


class Role(TextChoices):
    """Who somebody is in this clinic; one person may have several."""

    FRONT_DESK = "front_desk", "front desk"
    SPECIALIST = "specialist", "specialist"
    DOCTOR = "doctor", "doctor"
    OWNER = "owner", "owner"
    PATIENT = "patient", "patient"


class Right(StrEnum):
    """One thing that can be allowed."""

    SEE_BOARD = "see the today board"
    SEE_PATIENTS = "find patients and see their contact details"
    EDIT_PATIENTS = "enter patients and change their contact details"
    OPEN_CHART = "open a chart with its notes and files"
    WRITE_NOTES = "write, sign and amend notes"
    ADD_FILES = "put files into a chart"
    BREAK_GLASS = "open a restricted chart with a reason"
    MERGE_PATIENTS = "merge two records of one person"
    BOOK_VISITS = "book, move and cancel visits"
    EDIT_ABSENCES = "enter when somebody is away or the clinic is shut"
    OVERRIDE_BOOKING = "book in spite of a conflict, with a reason"
    MOVE_VISITS = "say where a visit stands"
    SEE_STOCK = "see devices and stock"
    EDIT_STOCK = "enter devices and stock"
    SEE_MESSAGES = "see what was sent to whom"
    EDIT_MESSAGES = "change message texts"
    EDIT_CLINIC = "change the clinic's details, rooms, services and prices"
    EDIT_PEOPLE = "invite people, give and end roles"
    SEE_AUDIT = "read the audit log"
    SIGN_RULES = "read and sign the rule set"
    DELEGATE = "delegate acts to a specialist"
    RESTRICT_CHARTS = "say who may open a chart"
    REVIEW_GLASS = "look over who opened a restricted chart with a reason"
    EXPORT_PATIENTS = "take a person's data out"
    REMOVE_PATIENTS = "remove, restore and erase a person"
    TAKE_ANSWERS = "see, enter and correct what a patient answered, and what it means"
    DECIDE_FINDINGS = "decide on findings that wait for a doctor"
    ASSESS_SKIN = "map the skin: see and grade concerns by place"
    MAKE_PLANS = "make, propose and change plans, answer what patients ask about them"
    APPROVE_PLANS = "approve plans, or return them"
    SET_HOUSE = "move the planner's defaults for this clinic inside absolute bounds"
    SEE_PHOTOS = "see photographs"
    ADD_PHOTOS = "take photographs and say what they may be used for"
    DOWNLOAD_PHOTOS = "save photographs outside the clinic"
    REMOVE_PHOTOS = "take photographs out of a record and put them back"
    TAKE_CONSENT = "offer a consent, answer questions about it, open what was signed"
    EDIT_CONSENTS = "change the texts of consents"
    USE_CONSENTS = "put a text of the consent to treatment in use"
    MODERATE_COMMENTS = "approve, answer and refuse comments under the public articles"
    EDIT_WEBSITE = "write, preview and publish the public pages"
    SEE_MONEY = "see payments, charges, packages and what was taken on a day"
    TAKE_PAYMENTS = "charge, take payments and sell packages"
    WAIVE_CHARGES = "waive charges, pay money back, let packages be used longer or take them back"
    SET_DUTY = "say who is on call, and how long urgent tasks may wait"
    SEE_NUMBERS = "see the clinic in numbers, over all charts and without names"
    TAKE_TASKS = "take urgent tasks and hand them on"
    SEE_OWN = "see one's own record"


_DESK = frozenset(
    {
        Right.SEE_BOARD,
        Right.SEE_PATIENTS,
        Right.EDIT_PATIENTS,
        Right.BOOK_VISITS,
        Right.EDIT_ABSENCES,
        Right.MOVE_VISITS,
        Right.SEE_STOCK,
        Right.EDIT_STOCK,
        Right.SEE_MESSAGES,
        Right.SEE_MONEY,
        Right.TAKE_PAYMENTS,
    }
)
_CARE = frozenset(
    {
        Right.OVERRIDE_BOOKING,
        Right.OPEN_CHART,
        Right.WRITE_NOTES,
        Right.ADD_FILES,
        Right.BREAK_GLASS,
        Right.TAKE_ANSWERS,
        Right.ASSESS_SKIN,
        Right.MAKE_PLANS,
        Right.SEE_PHOTOS,
        Right.ADD_PHOTOS,
        Right.TAKE_CONSENT,
        Right.TAKE_TASKS,
    }
)

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.FRONT_DESK: _DESK | {Right.MERGE_PATIENTS, Right.MODERATE_COMMENTS},
    Role.SPECIALIST: _DESK | _CARE,
    Role.DOCTOR: _DESK
    | _CARE
    | {
        Right.MERGE_PATIENTS,
        Right.EDIT_MESSAGES,
        Right.SET_DUTY,
        Right.SEE_NUMBERS,
        Right.SIGN_RULES,
        Right.DECIDE_FINDINGS,
        Right.APPROVE_PLANS,
        Right.SET_HOUSE,
        Right.EDIT_CONSENTS,
        Right.EDIT_WEBSITE,
        Right.MODERATE_COMMENTS,
        Right.USE_CONSENTS,
        Right.DELEGATE,
        Right.RESTRICT_CHARTS,
        Right.REVIEW_GLASS,
        Right.EXPORT_PATIENTS,
        Right.DOWNLOAD_PHOTOS,
        Right.REMOVE_PHOTOS,
        Right.WAIVE_CHARGES,
    },
    Role.OWNER: frozenset(
        {
            Right.SEE_BOARD,
            Right.SEE_PATIENTS,
            Right.SEE_STOCK,
            Right.EDIT_STOCK,
            Right.SEE_MESSAGES,
            Right.EDIT_MESSAGES,
            Right.EDIT_ABSENCES,
            Right.EDIT_CLINIC,
            Right.EDIT_CONSENTS,
            Right.EDIT_WEBSITE,
            Right.MODERATE_COMMENTS,
            Right.EDIT_PEOPLE,
            Right.SET_DUTY,
            Right.SEE_NUMBERS,
            Right.TAKE_TASKS,
            Right.SEE_AUDIT,
            Right.REVIEW_GLASS,
            Right.EXPORT_PATIENTS,
            Right.REMOVE_PATIENTS,
            Right.SEE_MONEY,
            Right.WAIVE_CHARGES,
        }
    ),
    Role.PATIENT: frozenset({Right.SEE_OWN}),
}

STAFF = (Role.FRONT_DESK, Role.SPECIALIST, Role.DOCTOR, Role.OWNER)


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Every right of somebody with these roles; a role that is not known gives none."""
    found: set[Right] = set()
    for role in roles:
        found |= RIGHTS.get(Role(role), frozenset()) if role in Role.values else frozenset()
    return frozenset(found)
