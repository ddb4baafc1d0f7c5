"""How well scales repeat, read when reviews were built."""

from percuta.evidence.source import Extent, Grade, Source

WSRS2004 = Source(
    key="wsrs2004",
    citation="Day DJ et al. The Wrinkle Severity Rating Scale: a validation study. "
    "Am J Clin Dermatol 2004",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="doi:10.2165/00128071-200405010-00007",
    address="https://link.springer.com/article/10.2165/00128071-200405010-00007",
)
MAJID2016 = Source(
    key="majid2016",
    citation="Majid I et al. Proposing Melasma Severity Index. Indian J Dermatol 2016",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="doi:10.4103/0019-5154.174024",
    address="https://ichgcp.net/sv/clinical-trials-registry/publications/4843",
)
GANKANDE2013 = Source(
    key="gankande2013",
    citation="Gankande TU et al. A modified Vancouver Scar Scale linked with TBSA: inter-rater "
    "reliability. Burns 2013",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://it.scribd.com/document/324293602/Nueva-Escala-de-Vancouver",
)
