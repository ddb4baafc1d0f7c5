"""Where the compiled kernel keeps what for patients side by side, and what it can be told."""

from enum import IntEnum

LANES = 128


class Order(IntEnum):
    """What is done next to every patient."""

    BEGIN = 0  # skin that was never needled
    INJURE = 1  # a session, by its number
    STEP = 2  # cells and collagen go on, by the number of the length
    LEAP = 3  # all that is seen goes on, by the number of the length, and of another if over 0
    FADE = 4  # inflammation and pigment alone go on, by the number of the length
    COUNT = 5  # how many days skin stays red from now
    RED = 6  # the days counted last are added, at most so many quarters of a day
    LOOK = 7  # for pigment after a week in which nothing happens, or now
    KEEP = 8  # rows from one on are kept, under a number
    BACK = 9  # to those kept under a number
    TELL = 10  # some rows from one on, to a row of the answer on


class Row(IntEnum):
    """What goes on. What is told or kept together lies together."""

    CHANNELS = 0
    SWELLING = 1
    LAYER = 2
    FLAKING = 3
    SIGNAL = 4
    PIGMENT = 5
    INFLAMMATION = 6
    RED = 7  # red days so far
    DARK = 8  # most pigment looked for so far
    COUNTED = 9  # red days after the last session
    LEFT = 10  # inflammation while they are counted
    CALL = 11  # the signal as the rate at which it calls cells
    OWN = 12  # untreated collagen, as a part of the room for it, as the last two
    CELLS = 13
    YOUNG = 14
    MATURE = 15


ROWS = len(Row)


class Rate(IntEnum):
    """The order in which the numbers of patients are handed over."""

    CLOSING = 0
    CALMING = 1
    SWELLING = 2
    RENEWAL = 3
    SIGNAL = 4
    CELLS = 5
    CALLING = 6
    BUILDING = 7
    RIPENING = 8
    LOSING = 9
    BURNING = 10
    EATING = 11
    AGEING = 12
    ROOM = 13
    KEPT = 14
    DARKENING = 15
    FADING = 16
    GAIN = 17
    REACHING = 18
    EPIDERMIS = 19
    COLLAGEN = 20


RATES = len(Rate)


class Drawn(IntEnum):
    """How a rate is drawn; what moves it is counted in doublings."""

    MIDDLE = 0
    WIDTH = 1  # of the bell
    OLDER = 2  # for each year over that of an adult
    STEP = 3  # for each phototype over III
    DARKER = 4  # for the darker ones
    MOST = 5


class About(IntEnum):
    """What is known of each person whose rates are drawn."""

    OLDER = 0  # years
    STEP = 1  # phototypes over III
    DARKER = 2  # one of the darker ones: 1, else 0
    AGED = 3  # doublings of collagen for its rate of ageing


class Own(IntEnum):
    """What is made of a patient's numbers once."""

    CELLS = 0
    BUILDING = 1
    RIPE = 2  # rate at which young collagen turns into mature
    STILL = 3  # rate at which young collagen goes without inflammation
    FASTER = 4  # and with it
    EATING = 5
    OWN = 6
    GAIN = 7
    REACHING = 8
    EPIDERMIS = 9
    ONE = 10  # what cells, young and mature collagen are told in
    ROOM = 11
    ROOM_AGAIN = 12
    CALLED = 13  # rate at which one of the signal calls cells
    CALM = 14  # days of inflammation
    SILENT = 15  # days of the signal
    CROSSING = 16  # epidermes reached through by a millimetre


OWNS = len(Own)


class Slow(IntEnum):
    """A step for cells and collagen: what depends on a patient and the length of the step alone.

    What is multiplied by inflammation at the beginning already holds what is left of it later.
    """

    HOT = 0
    CALL = 1
    CALL_FROM_HOT = 2
    CALL_MIDDLE = 3
    CALL_MIDDLE_FROM_HOT = 4
    HALF = 5  # what the untreated course keeps in half the step
    ALL = 6  # and in all of it
    EATEN_MIDDLE = 7  # four times
    EATEN = 8
    LOSING = 9  # of young collagen, without inflammation and cells
    LOSING_HOT = 10
    LOSING_MADE = 11
    KEEPING = 12
    KEEPING_HOT = 13
    KEEPING_MADE = 14
    ROOM = 15  # what maturing takes away
    RIPENED = 16
    WEIGHTS = 17


SLOW = len(Slow)


class Seen(IntEnum):
    """A leap for what is seen."""

    HOT = 0
    PIGMENT = 1
    PIGMENT_FROM_HOT = 2
    CHANNELS = 3
    SWELLING = 4
    SWELLING_FROM_HOT = 5
    LAYER = 6  # of flaking too
    LAYER_FROM_CHANNELS = 7
    FLAKING_FROM_LAYER = 8
    FLAKING_FROM_CHANNELS = 9
    SIGNAL = 10
    SIGNAL_FROM_HOT = 11


SEEN = len(Seen)


class Gone(IntEnum):
    """What each state loses over a leap, as a part of itself."""

    HOT = 0
    PIGMENT = 1
    CHANNELS = 2
    SWELLING = 3
    LAYER = 4
    SIGNAL = 5
    OWN = 6  # the untreated course
    OWN_HALF = 7  # the same over half the leap


GONE = len(Gone)
