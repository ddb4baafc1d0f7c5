"""A session in the order in which it is read: the same words on screen and on paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from percuta.papers.page import Block, Box, Bullets, Page, Section, Text, present, section
from percuta.papers.pdf import pdf
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.planning.queries import by_the_patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.checklist import unticked
from percuta_clinic.treatment.completeness import applications, cartridges, stopped_why
from percuta_clinic.treatment.folding import Folded, Said
from percuta_clinic.treatment.models import Record
from percuta_clinic.treatment.papers_needling import clock, dose_of, unsure, zones_table
from percuta_clinic.treatment.problems import OF_STAFF, step_words, title_of
from percuta_clinic.treatment.second import AMENDED, NOBODY, second_there, unseen, why_read
from percuta_clinic.treatment.writing import folded_in, kept

YES = {True: "yes", False: "no", None: "not said"}


def record_paper(record: Record, *, clinic: Clinic) -> bytes:
    """The signed record with what was added to it; the same record gives the same bytes."""
    return pdf(record_page(record, clinic=clinic))


def record_page(record: Record, *, clinic: Clinic, named: bool = True) -> Page:
    """The signed record, what it was signed without, and what was added since.

    ``named``: whether the patient is named in it; a screen names her where names can be hidden.
    """
    content = kept(record)
    return Page(
        title="Record of a session",
        subtitle=f"{content['known']['patient']['name']}, {content['known']['service']}",
        sections=present((_amended(record), *sections_of(content, named=named), _signed(record))),
        foot=f"{clinic.name}. Print of the content (SHA-256): {record.digest}",
    )


def sections_of(content: Mapping[str, Any], *, named: bool = True) -> tuple[Section, ...]:
    """What happened, in reading order."""
    found, known = folded_in(dict(content)), content["known"]
    head = [*_who(known), *_head(content, found)] if named else _head(content, found)
    return present(
        (
            section("The session", Bullets(items=tuple(head))),
            section("Numbing", Bullets(items=tuple(_numbing(found)))),
            section("Needling", zones_table(found, known), _stop(found)),
            section("Dose, planned and delivered", *dose_of(found, known)),
            section("Cartridges", Bullets(items=tuple(_cartridges(found)))),
            section("Problems", *_problems(found)),
            section("Afterwards", Bullets(items=tuple(_after(found)))),
            section("Notes", Bullets(items=tuple(_notes(found)))),
        )
    )


def moment(at: datetime | str) -> str:
    """28 November 2026, 14:03."""
    found = localtime(datetime.fromisoformat(at) if isinstance(at, str) else at)
    return f"{found.day} {found:%B %Y, %H:%M}"


def _who(known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    born = known["patient"]["born"] or "not known"
    yield "Patient", f"{known['patient']['name']}, born {born}"


def _head(content: Mapping[str, Any], found: Folded) -> Iterator[tuple[str, str]]:
    known = content["known"]
    yield "Service", f"{known['service']}, session {known.get('session_number', 'not known')}"
    yield "Begun", f"{moment(content['opened_at'])} by {content['opened_by']}"
    if device := known.get("device"):
        yield "Device", f"{device['name']}, serial {device['serial']}"
    if known.get("agreed"):
        yield "Plan agreed", by_the_patient(known["agreed"], known["patient"]["name"])
    if known.get("places"):
        yield "Where it was allowed", known["places"]
    if "checked" in known:
        yield "Room and tray", _room_and_tray(known["checked"])
    asked = (found.get("arrive/identity") or {}).get("checked")
    yield "Name and birth date", "asked" if asked else "not entered"
    yield "Since the questions", _changed(found.get("arrive/changed"))
    yield "Cream at home in 24 hours", _home(found.get("arrive/home"))
    cleansed = found.get("cleanse") or {}
    how = f": {cleansed['how']}" if cleansed.get("how") else ""
    yield "Skin cleansed", f"yes{how}" if cleansed.get("done") else "not entered"


def _room_and_tray(ticked: Sequence[Mapping[str, str]]) -> str:
    left, names = unticked(ticked), sorted({one["by"] for one in ticked})
    by = f"ticked by {' and '.join(names)}" if names else ""
    without = f"not ticked before it began: {', '.join(left)}" if left else ""
    return "; ".join(filter(None, (by, without)))


def _changed(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return "not entered"
    if value["changed"] == "no":
        return "nothing changed"
    judged = value.get("judged") or "nobody said who"
    return f"{value.get('what') or 'changed'}; judged: {judged}"


def _home(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return "not entered"
    if value["used"] == "no":
        return "none"
    if value["used"] == "unknown":
        return "the patient does not know"
    return f"{value.get('name') or 'cream'}, {_amount(value)}"


def _amount(value: Mapping[str, Any]) -> str:
    grams, area = value.get("grams"), value.get("area_cm2")
    parts = (
        "amount not known" if grams is None else f"{grams:g} g",
        "area not known" if area is None else f"{area:g} cm²",
    )
    return " on ".join(parts)


def _numbing(found: Folded) -> Iterator[tuple[str, str]]:
    none = found.get("numb/none") or {}
    if none.get("none"):
        yield "Without cream", none.get("why") or "no reason entered"
    for item, one in applications(found).items():
        places = ", ".join(place_words(zone) for zone in one["zones"]) or "place not entered"
        lot = f", lot {one['lot_number']}" if one.get("lot_number") else ", lot not entered"
        yield (
            one["name"],
            f"{_amount(one)}, {places}, on at {_at(found, f'numb/{item}', one['on_at'])}{lot}",
        )
        off = found.said(f"numb/{item}/off")
        yield "", "not entered when it was removed" if off is None else _off(off)


def _at(found: Folded, slot: str, at: str) -> str:
    """The time, and whether the tablet knew it."""
    return f"{clock(at)}{unsure(found.said(slot))}"


def _off(said: Said) -> str:
    off = said.value
    look = f" ({off['look']})" if off.get("look") else ""
    clean, intact = YES[off["clean"]], YES[off["intact"]]
    when = f"{clock(off['off_at'])}{unsure(said)}"
    return f"removed at {when}; skin clean: {clean}, intact: {intact}{look}"


def _stop(found: Folded) -> Block | None:
    why = stopped_why(found)
    return Box(tone="wait", title="Stopped early", text=why) if why else None


def _cartridges(found: Folded) -> Iterator[tuple[str, str]]:
    for item, one in cartridges(found).items():
        lot = f"lot {one['lot']}" if one.get("lot") else "lot not read"
        until = f", good until {_day(one['expires'])}" if one.get("expires") else ""
        end = found.get(f"cartridge/{item}/end") or {}
        how = f"; {_with(end['how'], end)}" if end else "; end not entered"
        code = "" if one["code"] == lot else f" ({one['code']})"
        lot = f"{one['name']}, {lot}" if one.get("name") else lot
        yield (
            f"At {_at(found, f'cartridge/{item}', one['opened_at'])}",
            f"{lot}{until}, {one['checked']}{how}{code}",
        )


def _problems(found: Folded) -> Iterator[Block]:
    for item, one in found.items("problem").items():
        if one["kind"] == OF_STAFF:  # about a colleague, and in records signed before with words
            yield Text(text="A colleague was hurt. It is told in the accident book, not here.")
            continue
        steps = found.items(f"problem/{item}/step")
        lines = [
            (clock(step["at"]), _step_done(one["kind"], key, step)) for key, step in steps.items()
        ]
        end = found.get(f"problem/{item}/end")
        last = f"{end['outcome']} {end.get('note', '')}".strip() if end else "not entered"
        lines.append((clock(end["at"]) if end else "End", f"ended: {last}"))
        yield Text(text=f"{title_of(one['kind'])}, from {_at(found, f'problem/{item}', one['at'])}")
        yield Bullets(items=tuple(lines))


def _step_done(kind: str, key: str, step: Mapping[str, Any]) -> str:
    """The words of a step, what was noted, and why it was taken back if it was."""
    back = f"Taken back: {step['struck']}." if step.get("struck") else ""
    return " ".join(part for part in (step_words(kind, key), step.get("note", ""), back) if part)


def _after(found: Folded) -> Iterator[tuple[str, str]]:
    skin = found.get("finish/skin") or {}
    looks = "; ".join((*skin.get("look", ()), *filter(None, (skin.get("note"),))))
    yield "Skin", looks or "not entered"
    if put := found.get("finish/soothing"):
        yield "Put on the skin", f"{put['what']} {put.get('lot_number', '')}".strip()
    photo = found.get("finish/photo") or {}
    yield "Photograph", _with(photo.get("photo", "not entered"), photo)
    after = found.get("finish/aftercare") or {}
    yield "Aftercare", _with(after.get("handed", "not entered"), after)
    coming = found.get("finish/next") or {}
    booked = f"booked {_day(coming.get('day', ''))}".strip() if coming.get("booked") else ""
    yield "Next date", booked or coming.get("why") or "not entered"


def _with(words: str, value: Mapping[str, Any]) -> str:
    """What was said, and why where somebody said that too."""
    return f"{words}: {value['why']}" if value.get("why") else words


def _day(said: str) -> str:
    """18 December 2026; what is no date stays as it was said."""
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return said
    return f"{found.day} {found:%B %Y}"


def _notes(found: Folded) -> Iterator[tuple[str, str]]:
    for item in found.items("note"):
        for said in found.read(f"note/{item}"):
            if said.value["text"].strip():
                yield f"{said.by_name}, {clock(said.at)}{unsure(said)}", said.value["text"]


def _signed(record: Record) -> Section | None:
    items = [("Signed by", f"{record.signed_by_name}, {moment(record.signed_at)}")]
    items += [("Signed without", f"{one['words']}: {one['why']}") for one in record.lacking]
    for one in record.cosignatures.all():
        words = f". {one.words}" if one.words else ""
        items.append(("Co-signed by", f"{one.by_name}, {moment(one.at)}{words}"))
    if why := why_read(record):
        items.append(_waits(record, why))
    return section("Signature", Bullets(items=tuple(items)))


def _waits(record: Record, why: str) -> tuple[str, str]:
    """What a doctor has not read yet, and where nobody could."""
    if second_there(record):
        return "Waits for a doctor", why
    return "Not co-signed", f"{NOBODY}. It was asked for: {why}"


def _amended(record: Record) -> Section | None:
    later = unseen(record)
    rows = [
        (
            f"{one.by_name}, {moment(one.at)}{', ' + AMENDED if one in later else ''}",
            f"{one.text} (Why: {one.why})",
        )
        for one in record.amendments.all()
    ]
    if not rows:
        return None
    words = "Put right after signing. What stands below is as it was signed; this counts."
    title = AMENDED.capitalize() if later else "This record was amended"
    head = Box(tone="wait", title=title, text=words)
    return section("Amendments", head, Bullets(items=tuple(rows)))
