"""People by number: the same whoever asks and however; spread as people drawn from a seed are."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from percuta.person import Phototype
from percuta.skin import bell
from percuta.skin.chance import Seeded
from percuta.skin.course import healing_course
from percuta.skin.kernel import Blocks, Kernel
from percuta.skin.numbered import BELLS, DOUBLED, MIXED, Numbered
from percuta.skin.orders import course_orders
from percuta.skin.patients import draw, width
from percuta.skin.rates import PRIORS, Shape
from percuta.skin.rows import Row
from skin.kept_kernel import engine
from skin.people import COURSE, DAYS

# Published with the generator: counter, key, and what is mixed of them.
ONES, PI = (0xFFFFFFFF,) * 4, (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
KNOWN = (
    ((0,) * 4, (0,) * 2, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    (ONES, ONES[:2], (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (PI, (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
)
EVERYBODY = 1 << 20
CLOSING, EPIDERMIS = (
    0.6484959721565247,
    0.10284236818552017,
)  # of the first person of seed 1, 40 years and type III
DAWN = 2**32 - 300  # numbers that go from one word to two


def kernel(threads: int = 1) -> Kernel:
    found = getattr(engine(threads).course, "__self__", None)
    assert isinstance(found, Kernel)
    return found


def mixed_people(count: int = 1000, *, first: int = DAWN, seed: int = 2**40 + 7) -> Numbered:
    """People of all ages and phototypes, under a seed of two words."""
    return Numbered(
        seed=seed,
        group=3,
        first=first,
        age=18 + 60 * Seeded(1).uniform(count),
        phototype=1 + np.arange(count) % 6,
    )


def alike(count: int, *, age: float = 40.0, phototype: int = 3, seed: int = 1) -> Numbered:
    return Numbered(seed=seed, age=np.full(count, age), phototype=np.full(count, phototype))


# The generator and the curve


@pytest.mark.parametrize("number", range(len(KNOWN)))
def test_the_generator_gives_its_published_answers(number: int) -> None:
    counter, key, answer = KNOWN[number]
    words = [np.array([one], np.uint64) for one in counter]
    mixed = MIXED(words, [np.uint64(one) for one in key])
    assert tuple(int(one[0]) for one in mixed) == answer


def words(count: int, *, seed: int) -> np.ndarray:
    return (Seeded(seed).uniform(count) * 2**32 - 1).astype(np.uint64)


def test_the_bell_is_right_to_single_precision_out_to_its_last_word() -> None:
    few = np.concatenate([np.arange(200), 2**32 - 1 - np.arange(200)]).astype(np.uint64)
    out, turn = np.concatenate([few, words(100_000, seed=1)]), words(100_400, seed=2)
    far = np.sqrt(-2 * np.log(((out >> bell.BIT) + 0.5) * 2.0**-31))
    angle = ((turn & bell.QUADRANT) * 2.0**-30) * np.pi / 2
    ways = ((np.cos(angle), 31), (np.sin(angle), 30))
    for found, (way, bit) in zip(BELLS(out, turn), ways, strict=True):
        sign = 1.0 - 2.0 * ((turn >> np.uint64(bit)) & bell.BIT)
        # A word next to the middle has the fewest digits: there it is right to 3 in 10 000.
        assert (np.abs(found - sign * far * way) < 1e-6 + np.minimum(1e-7 / far, 3e-4)).all()
    assert far.max() > 6.6


def test_powers_of_two_are_right_to_single_precision() -> None:
    times = np.linspace(-100, 100, 100_001).astype(np.float32)
    assert np.abs(DOUBLED(times) / np.exp2(times.astype(np.float64)) - 1).max() < 1.5e-7


# The same person


def test_both_forms_draw_the_same_people_to_the_last_bit() -> None:
    people = mixed_people()
    compiled, plain = kernel().drawn(people), Blocks.of(people.patients())
    here = compiled.rates.reshape(len(compiled.rates), -1, 128).transpose(1, 0, 2)
    there = plain.rates.reshape(here.shape[1], -1, 128).transpose(1, 0, 2)
    found, known = (one.reshape(len(one), -1)[:, : people.count] for one in (here, there))
    assert np.array_equal(found, known)


def test_a_person_is_the_same_alone_and_in_any_company() -> None:
    whole = mixed_people()
    one = whole.some(777, 778).patients().one(0)
    assert one == whole.patients().one(777) == whole.some(500, 1000).patients().one(277)
    threaded, single = (kernel(threads).drawn(whole).rates for threads in (3, 1))
    assert np.array_equal(threaded, single)


def test_another_seed_group_or_number_is_somebody_else() -> None:
    first = alike(1).patients().one(0)["gain"]
    others = [
        Numbered(
            seed=seed, group=group, first=number, age=np.array([40.0]), phototype=np.array([3])
        )
        for seed, group, number in (
            (2, 0, 0),
            (1, 1, 0),
            (1, 0, 1),
            (1 + 2**32, 0, 0),
            (1, 0, 2**32),
        )
    ]
    gains = [other.patients().one(0)["gain"] for other in others]
    assert len({first, *gains}) == 6


def test_number_one_is_who_it_always_was() -> None:
    one = alike(1).some(0, 1).patients().one(0)
    assert one["closing"] == pytest.approx(CLOSING, rel=1e-12)
    assert one["epidermis"] == pytest.approx(EPIDERMIS, rel=1e-12)


# Spread as people drawn from a seed


def standard(people: Numbered) -> dict[str, np.ndarray]:
    """How far out each of these adults of type III is, for the rates that know no most."""
    rates = kernel().drawn(people).rates.reshape(-1, 21, 128)
    return {
        name: np.log(rates[:, row].ravel() / prior.median.value) / width(prior)
        for row, (name, prior) in enumerate(PRIORS.items())
        if prior.shape is not Shape.PART
    }


def test_every_rate_has_the_bell_of_its_prior_with_its_tails() -> None:
    found = standard(alike(EVERYBODY, age=30.0))
    for name, far in found.items():
        assert abs(far.mean()) < 5e-3, name
        assert far.std() == pytest.approx(1, abs=4e-3), name
        for part in (1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999):
            below = (far < NormalDist().inv_cdf(part)).mean()
            assert abs(below - part) < 5 * np.sqrt(part * (1 - part) / EVERYBODY), (name, part)
    all_of_them = np.abs(np.array(list(found.values())))
    for bound in (4.0, 4.5, 5.0):
        wanted = 2 * NormalDist().cdf(-bound) * all_of_them.size
        assert abs((all_of_them > bound).sum() - wanted) < 4 * np.sqrt(wanted) + 1


def test_rates_of_people_alike_do_not_move_together() -> None:
    found = np.array(list(standard(alike(1 << 18, age=30.0)).values()))
    assert np.abs(np.corrcoef(found) - np.eye(len(found))).max() < 0.011


@pytest.mark.parametrize(("age", "phototype"), [(20.0, 1), (40.0, 3), (60.0, 4), (85.0, 6)])
def test_age_and_phototype_move_people_as_they_move_the_drawn(age: float, phototype: int) -> None:
    count = 1 << 15
    ours = alike(count, age=age, phototype=phototype).patients()
    theirs = draw(Seeded(8), count, age=age, phototype=Phototype(phototype))
    for name in (*PRIORS, "collagen"):
        one, other = (
            np.log(each.collagen if name == "collagen" else each.rates[name])
            for each in (ours, theirs)
        )
        doubt = np.hypot(one.std(), other.std()) / np.sqrt(count)
        assert abs(one.mean() - other.mean()) <= 5 * doubt, name
        assert one.std() == pytest.approx(other.std(), rel=0.03), name
        for part in (0.02, 0.5, 0.98):
            near = pytest.approx(np.quantile(other, part), abs=12 * doubt)
            assert np.quantile(one, part) == near, name
    assert ours.rates["kept"].max() == ours.rates["reaching"].max() == 1


def test_the_kernel_follows_whoever_heals_as_fast_as_anybody_drawn() -> None:
    people, row = alike(1024), list(PRIORS).index("closing")
    prior = PRIORS["closing"]
    fastest = prior.median.value * np.exp(width(prior) * 6.66)
    blocks, plain = kernel().drawn(people), people.patients()
    blocks.rates.reshape(-1, 21, 128)[:, row] = fastest
    fast = replace(plain, rates={**plain.rates, "closing": np.full(people.count, fastest)})
    asked, rows = course_orders(COURSE, DAYS)
    told, known = kernel().answer(blocks, asked), healing_course(fast, COURSE, DAYS).states
    for row_of in (Row.CHANNELS, Row.LAYER, Row.FLAKING):
        ours, theirs = told.rows(rows[row_of]), known[row_of.name.lower()]
        assert (np.abs(ours - theirs).max(axis=0) <= 1e-4 * np.abs(theirs).max(axis=0)).all()


# Bad input


def test_people_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="1 ages and 2 phototypes"):
        Numbered(seed=1, age=np.array([40.0]), phototype=np.array([3, 3]))
    with pytest.raises(ValueError, match="phototypes 0 to 3; 1 to 6 are wanted"):
        Numbered(seed=1, age=np.array([40.0, 30.0]), phototype=np.array([3, 0]))
    with pytest.raises(ValueError, match="seed -1"):
        alike(1, seed=-1)
