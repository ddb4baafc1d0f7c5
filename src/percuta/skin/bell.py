"""Chance by number: the same number gives the same draw, whoever asks and in whatever order.

Each function takes one number where it is compiled, and arrays where NumPy calls it. Both round
after every operation and in the same order, so both give the same to the last bit, everywhere.
"""

import numpy as np

Word = np.uint64  # below 2**32
Single = np.float32
Four = tuple[Word, Word, Word, Word]
Two = tuple[Word, Word]

# Philox 4x32 in ten rounds: Salmon, Moraes, Dror and Shaw (2011), doi:10.1145/2063384.2063405.
FIRST, SECOND = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
KEYS = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
BIT, WORD, LOW = np.uint64(1), np.uint64(32), np.uint64(0xFFFFFFFF)

ONE, HALF, PLACES = np.float32(1), np.float32(0.5), np.int32(23)  # places behind a power of two
# Polynomials of our own, the closest at their worst, by powers from none on.
# -2 log of a number near 1, over what it has more than 1.
LOG = tuple(
    np.float32(one)
    for one in (
        *(-2, 0.99999976, -0.6666665, 0.5000317, -0.4000397),
        *(0.33218136, -0.28363276, 0.26485795, -0.25810915, 0.15246387),
    )
)
DOUBLED = np.float32(-2 * np.log(2))  # -2 log of 2
FINEST, ROOT = np.float32(2.0**-31), np.int32(0x3F3504F3)  # the latter are the bits of √½
# Sine over its angle, and cosine, both times √½, by powers of the squared angle.
SINE = tuple(np.float32(one) for one in (0.70710677, -0.11785102, 0.0058916397, -0.00013791426))
COSINE = tuple(np.float32(one) for one in (0.70710677, -0.35355237, 0.029454552, -0.0009606688))
QUADRANT, MIDDLE = np.uint64(0x3FFFFFFF), np.int32(1 << 29)
TURN, SIGN = np.float32(np.pi / 2 * 2.0**-30), np.uint64(0x80000000)
# Two to a power between -½ and ½.
POWER = tuple(
    np.float32(one)
    for one in (
        *(1, 0.6931472, 0.24022646, 0.055503286),
        *(0.009618489, 0.0013399932, 0.00015345808),
    )
)
ROUND, BIAS = np.float32(1.5 * 2**23), np.int32(127)  # what leaves only whole numbers; of powers


def mixed(counter: Four, key: Two) -> Four:
    """Four words of chance for four that count, under a key."""
    four, key = _two_rounds(counter, key)
    four, key = _two_rounds(four, key)
    four, key = _two_rounds(four, key)
    four, key = _two_rounds(four, key)
    return _two_rounds(four, key)[0]


def _two_rounds(four: Four, key: Two) -> tuple[Four, Two]:
    """Two of the ten: written out, since a loop within a loop is not laid over lanes."""
    later = (key[0] + KEYS[0]) & LOW, (key[1] + KEYS[1]) & LOW
    four = _round(_round(four, key), later)
    return four, ((later[0] + KEYS[0]) & LOW, (later[1] + KEYS[1]) & LOW)


def _round(four: Four, key: Two) -> Four:
    one, other = FIRST * four[0], SECOND * four[2]
    return (
        (other >> WORD) ^ four[1] ^ key[0],
        other & LOW,
        (one >> WORD) ^ four[3] ^ key[1],
        one & LOW,
    )


def bells(out: Word, turn: Word) -> tuple[Single, Single]:
    """Two draws of a standard normal for two words, by the rule of Box and Muller."""
    far = np.sqrt(_minus_two_log(out))
    angle = np.float32(np.int32(np.int32(turn & QUADRANT) - MIDDLE)) * TURN
    square = angle * angle
    sine = SINE[2] + SINE[3] * square
    sine = (SINE[0] + (SINE[1] + sine * square) * square) * angle
    cosine = COSINE[2] + COSINE[3] * square
    cosine = COSINE[0] + (COSINE[1] + cosine * square) * square
    return (
        _signed(far * (cosine - sine), turn),
        _signed(far * (cosine + sine), turn << BIT),
    )


def _minus_two_log(out: Word) -> Single:
    """-2 log of a word as a part of one: over 0 and at most 1."""
    part = (np.float32(np.int32(out >> BIT)) + HALF) * FINEST
    bits = np.float32(part).view(np.int32)
    power = np.int32(np.int32(bits - ROOT) >> PLACES)
    x = np.int32(bits - np.int32(power << PLACES)).view(np.float32) - ONE
    high = LOG[5] + (LOG[6] + (LOG[7] + (LOG[8] + LOG[9] * x) * x) * x) * x
    all_of_it = LOG[0] + (LOG[1] + (LOG[2] + (LOG[3] + (LOG[4] + high * x) * x) * x) * x) * x
    return np.float32(power) * DOUBLED + all_of_it * x


def _signed(size: Single, sign: Word) -> Single:
    """A size with the sign of a word's highest bit."""
    bits = np.float32(size).view(np.uint32)
    return np.uint32(bits ^ (sign & SIGN)).view(np.float32)


def doubled(times: Single) -> Single:
    """Two to a power, from -126 to 127."""
    shifted = times + ROUND
    x = times - (shifted - ROUND)
    high = POWER[3] + (POWER[4] + (POWER[5] + POWER[6] * x) * x) * x
    part = POWER[0] + (POWER[1] + (POWER[2] + high * x) * x) * x
    whole = np.int32(np.int32(np.float32(shifted).view(np.int32) + BIAS) << PLACES)
    return part * np.int32(whole).view(np.float32)


HELPERS = (mixed, _two_rounds, _round, bells, _minus_two_log, _signed, doubled)
