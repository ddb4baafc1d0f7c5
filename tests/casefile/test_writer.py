"""A request written as a case file reads as the same request again."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from percuta.casefile.packaged import examples
from percuta.casefile.reader import parse_case
from percuta.casefile.toml_text import case_text
from percuta.casefile.writer import case_table
from percuta.cli.load import answer
from percuta.planning.request import Request
from percuta.report.document import PlanDoc
from percuta.screening.decision import Decision

NAMES = sorted(examples())
NAMING = {"event", "said", "by", "reason", "why", "chosen_by", "confirmations"}


def packaged(name: str) -> Request:
    return parse_case(examples()[name], name).request


def written(request: Request, *, named: bool = True) -> Request:
    return parse_case(case_text(case_table(request, named=named)), "written").request


@pytest.mark.parametrize("name", NAMES)
def test_every_example_reads_as_the_same_request_again(name: str) -> None:
    request = packaged(name)
    assert written(request) == request


@pytest.mark.parametrize("name", NAMES)
def test_without_names_the_plan_is_the_same(name: str) -> None:
    case = parse_case(examples()[name], name)
    nameless = replace(case, request=written(case.request, named=False))
    assert beside_names(answer(nameless).plan) == beside_names(answer(case).plan)


def beside_names(plan: PlanDoc | None) -> object:
    """A plan without what names an event, or whoever chose, and sentences made with it."""
    return _without(msgspec.to_builtins(plan))


def _without(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without(one) for key, one in value.items() if key not in NAMING}
    return [_without(one) for one in value] if isinstance(value, list | tuple) else value


def test_what_somebody_typed_stays_out_of_a_file_without_names() -> None:
    decided = Decision(
        rule="bleeding.002",
        zones=("cheek_left",),
        by="Dora Doktor",
        on=date(2026, 11, 2),
        until=date(2027, 1, 1),
        reason="as Amara says",
    )
    request = replace(packaged("wedding"), event="Amara's wedding", decisions=(decided,))
    text = case_text(case_table(request, named=False))
    assert not [name for name in ("Amara", "Dora", "1997-04-17") if name in text]
    assert written(request).decisions == (decided,)


def test_any_text_comes_back_letter_by_letter() -> None:
    strange = '"two" \\ quotes, tab-free \u00fc \U0001f600 # no comment [table]'
    request = replace(packaged("wedding"), event=strange)
    assert written(request).event == strange


def test_an_event_called_like_a_day_stays_a_text() -> None:
    request = replace(packaged("wedding"), event="2027-06-12")
    assert written(request).event == "2027-06-12"


def test_control_characters_cannot_leave_their_line() -> None:
    text = case_text({"case": {"title": "one\ntwo = 2\u2028\x7f"}})
    assert text == '[case]\ntitle = "one\\U0000000atwo = 2\\U00002028\\U0000007f"\n'


def test_one_concern_told_zone_by_zone_is_written_once() -> None:
    request = packaged("wedding")
    (concern,) = request.concerns
    apart = tuple(replace(concern, zones=(zone,)) for zone in concern.zones)
    assert written(replace(request, concerns=apart)) == request


def test_answers_where_nothing_is_wished_stay_out() -> None:
    request = packaged("wedding")
    (concern,) = request.concerns
    one_cheek = replace(request, concerns=(replace(concern, zones=("cheek_left",)),))
    answers = written(one_cheek).answers
    assert {zone for told in answers.zones.values() for zone in told} == {"cheek_left"}


def test_answers_asked_again_before_any_session_are_kept_as_such() -> None:
    request = packaged("wedding")
    later = request.answered_on + timedelta(days=9)
    again = replace(request, answered_on=later, day=later, answers_kept=True)
    assert written(again) == again


def test_a_remark_stands_on_top_as_a_comment() -> None:
    text = case_text({"case": {"title": "x"}}, remark="first\nsecond")
    assert text.startswith("# first\n# second\n\n[case]\n")
