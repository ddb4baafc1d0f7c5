"""Several rounds of answers: a later one never takes back unseen what held treatment back."""

from dataclasses import replace
from datetime import timedelta

from cast import BEA, CHEEKS, DAY, all_clear, days_ago, situation
from percuta.devices.skinpen import SKINPEN
from percuta.questions import Answer, Answers, Given
from percuta.screening.rounds import Round, over_rounds, unconfirmed
from percuta.screening.rule import Situation

RIGHT, LEFT = (zone.key for zone in CHEEKS)
HERE = situation(BEA, SKINPEN, all_clear())


def told(ago: int, confirmed: frozenset[tuple[str, str]] = frozenset(), **person: Given) -> Round:
    """Everything clear but what is named, answered so many days ago."""
    answers = Answers(person={**all_clear().person, **person}, zones=all_clear().zones)
    day = DAY - timedelta(days=ago)
    return Round(answers=answers, zones=(RIGHT, LEFT), on=day, confirmed=confirmed)


def here(rounds: list[Round]) -> Situation:
    return replace(HERE, answers=over_rounds(rounds, HERE))


def test_one_round_counts_as_it_was_told() -> None:
    only = told(0, immunosuppression=Answer.YES)
    assert over_rounds([only], HERE) == only.answers


def test_a_yes_that_held_is_not_known_after_a_later_no() -> None:
    rounds = [told(30, immunosuppression=Answer.YES), told(0)]
    assert unconfirmed(rounds, HERE) == {("immunosuppression", "")}
    assert here(rounds).answers.person["immunosuppression"] is Answer.NOT_KNOWN


def test_a_yes_that_held_nothing_may_simply_end() -> None:
    rounds = [told(30, painkillers=Answer.YES), told(0)]
    assert not unconfirmed(rounds, HERE)
    assert here(rounds).answers.person["painkillers"] is Answer.NO


def test_a_no_that_the_clinic_asked_for_ends_a_yes() -> None:
    asked = frozenset({("immunosuppression", "")})
    rounds = [told(30, immunosuppression=Answer.YES), told(9, asked), told(0)]
    assert not unconfirmed(rounds, HERE)


def test_a_last_time_outlives_rounds_that_do_not_ask_for_it() -> None:
    first = told(60, isotretinoin_last=days_ago(70))
    between = told(30, isotretinoin_last=Answer.NOT_KNOWN)
    last = told(0, isotretinoin_last=Answer.NEVER)
    answers = here([first, between, last]).answers
    assert answers.person["isotretinoin_last"] == days_ago(70)


def test_what_was_taken_then_was_taken_last_on_that_day_or_later() -> None:
    rounds = [told(40, isotretinoin_now=Answer.YES), told(0, isotretinoin_last=days_ago(300))]
    assert here(rounds).answers.person["isotretinoin_last"] == days_ago(40)
