"""Numbers of the forecast that no trial gave: how well ratings agree, what counts as little."""

from percuta.evidence.parameter import Parameter, Status

LITTLE = Parameter(
    key="response.little",
    value=0.10,
    unit="1",
    status=Status.ASSUMED,
    note="improvement below this part counts as hardly any: one rater differs from another by it",
)
BIAS = Parameter(
    key="response.bias",
    value=0.15,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation of what one rater always sees too well or too badly: with 0.10 a "
    "rater 20 points too kind went straight through",
)
CLINICIAN_NOISE = Parameter(
    key="response.clinician_noise",
    value=0.10,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation of one clinician's rating about their own mean, in improvement",
)
PATIENT_NOISE = Parameter(
    key="response.patient_noise",
    value=0.15,
    unit="1",
    status=Status.ASSUMED,
    note="the same for the person's own rating",
)
INSTRUMENT_NOISE = Parameter(
    key="response.instrument_noise",
    value=0.08,
    unit="1",
    status=Status.ASSUMED,
    note="the same for an instrument",
)
DISCREPANCY = Parameter(
    key="response.discrepancy",
    value=0.05,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation of what a person does from week to week and no curve says",
)
DISCREPANCY_DAYS = Parameter(
    key="response.discrepancy_days",
    value=60,
    unit="days",
    status=Status.ASSUMED,
    note="how long such a departure lasts",
)
REDNESS_NOISE = Parameter(
    key="response.redness_noise",
    value=0.6,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation of a rating of redness from 0 to 4",
)
SHOWN_DAYS = Parameter(
    key="response.shown_days",
    value=182,
    unit="days",
    status=Status.ASSUMED,
    note="where a forecast ends: later than half a year nothing usable was read",
)
FEWEST_EFFECTIVE = Parameter(
    key="response.fewest_effective",
    value=200,
    unit="1",
    status=Status.ASSUMED,
    note="effective virtual people below which a personal forecast carries a warning",
)
MOST_TAIL = Parameter(
    key="response.most_tail",
    value=0.7,
    unit="1",
    status=Status.ASSUMED,
    note="shape of the tail of weights over which they cannot be trusted",
)
MOST_FAR = Parameter(
    key="response.most_far",
    value=4,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviations that virtual people may be from what was seen, all in all or by one "
    "rater, and still be like the person",
)
MOST_RARE = Parameter(
    key="response.most_rare",
    value=3,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviations from the middle of people that a person may stand: beyond it are "
    "about three in a thousand, and the trials together had fewer people than that",
)
