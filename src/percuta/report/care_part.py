"""The part of a document that goes with its plan: before, during and after a session."""

from collections.abc import Iterator

from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.healing.advice import Advice, Care, Effect, Expectation, Flag, Said
from percuta.report.care import (
    AdviceDoc,
    AlternativeDoc,
    CareDoc,
    CountDoc,
    EffectDoc,
    ExpectDoc,
    FlagDoc,
    SaidDoc,
)
from percuta.report.plan_part import keys


def care_doc(care: Care | None) -> CareDoc | None:
    """The published form of care; None stays None."""
    if care is None:
        return None
    return CareDoc(
        preparation=tuple(_advice(a) for a in care.preparation),
        during=tuple(_advice(a) for a in care.during),
        aftercare=tuple(_advice(a) for a in care.aftercare),
        expect=tuple(_expectation(e) for e in care.expect),
        effects=tuple(_effect(e) for e in care.effects),
        flags=tuple(_flag(f) for f in care.flags),
        follow_up=tuple(_advice(a) for a in care.follow_up),
        alternatives=tuple(
            AlternativeDoc(
                treatment=a.treatment,
                downtime=a.downtime,
                sessions=a.sessions,
                pigment=a.pigment,
                grade=a.grade,
                sources=keys(a.sources),
            )
            for a in care.alternatives
        ),
        unknown=tuple(_said(s) for s in care.unknown),
        stop=_said(care.stop),
    )


def care_sources(care: Care | None) -> Iterator[Source]:
    """Every source behind care, in the order met."""
    if care is None:
        return
    yield from (p.source for p in care_parameters(care) if p.source is not None)
    for advice in (*care.preparation, *care.during, *care.aftercare, *care.follow_up):
        yield from advice.sources
    for sign in care.expect:
        yield from sign.sources
    for flag in care.flags:
        yield from flag.sources
    for other in care.alternatives:
        yield from other.sources
    for said in (*care.unknown, care.stop):
        yield from said.sources
    for effect in care.effects:
        yield from (count.source for count in effect.counts)
        yield from effect.sources


def care_parameters(care: Care | None) -> Iterator[Parameter]:
    """Every number that care is timed by."""
    if care is None:
        return
    for advice in (*care.preparation, *care.during, *care.aftercare, *care.follow_up):
        yield from advice.numbers
    for sign in care.expect:
        yield from sign.numbers
    for flag in care.flags:
        yield from flag.numbers


def _advice(advice: Advice) -> AdviceDoc:
    begin, end = advice.from_hour, advice.to_hour
    return AdviceDoc(
        key=advice.key,
        topic=advice.topic,
        does=advice.does.value,
        patient=advice.patient,
        clinician=advice.clinician,
        status=advice.status,
        from_hour=begin.value if begin is not None else None,
        to_hour=end.value if end is not None else None,
        days=advice.days,
        come=advice.come,
        sources=keys(advice.sources),
    )


def _expectation(sign: Expectation) -> ExpectDoc:
    return ExpectDoc(
        key=sign.key,
        sign=sign.sign,
        from_day=sign.from_day,
        to_day=round(sign.to_day.value),
        latest_day=round(sign.latest_day.value) if sign.latest_day is not None else None,
        patient=sign.patient,
        clinician=sign.clinician,
        sure=sign.sure,
        status=sign.to_day.status,
        sources=keys(sign.sources),
    )


def _effect(effect: Effect) -> EffectDoc:
    return EffectDoc(
        key=effect.key,
        effect=effect.effect,
        patient=effect.patient,
        clinician=effect.clinician,
        status=effect.status,
        counts=tuple(
            CountDoc(
                text=count.text,
                events=count.events,
                people=count.people,
                who=count.who,
                sources=keys((count.source,)),
            )
            for count in effect.counts
        ),
        sources=keys(effect.sources),
    )


def _flag(flag: Flag) -> FlagDoc:
    return FlagDoc(
        key=flag.key,
        urgency=flag.urgency.value,
        signs=flag.signs,
        patient=flag.patient,
        clinician=flag.clinician,
        status=flag.status,
        from_day=round(flag.from_day.value) if flag.from_day is not None else None,
        to_day=round(flag.to_day.value) if flag.to_day is not None else None,
        sources=keys(flag.sources),
    )


def _said(said: Said) -> SaidDoc:
    return SaidDoc(
        key=said.key,
        patient=said.patient,
        clinician=said.clinician,
        status=said.status,
        sources=keys(said.sources),
    )
