"""Where scales were read, and licences that keep others out."""

from percuta.evidence.source import Extent, Grade, Source

GLOGAU_PAGES = Source(
    key="glogau_pages",
    citation="Glogau's four groups of photoageing, as two pages print them",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="https://www.ilmelanoma.com/en/melanoma/risk-factors/glogau-classification-of-photoaging/",
)
MASI_CH = Source(
    key="masi_ch",
    citation="Book chapter on MASI and modified MASI, with an algorithm page beside it",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address="https://plasticsurgerykey.com/the-scoring-aid-masi-and-modified-masi/",
)
VSS_CODE = Source(
    key="vss_code",
    citation="Public libraries of scales that cite Sullivan 1990 for the Vancouver Scar Scale",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="public code repositories, stored files 57166079505, 67260425090, 71222897858",
)
PHOTOTYPE_PAGES = Source(
    key="phototype_pages",
    citation="Fitzpatrick's phototype questionnaire of ten items, as five pages print it",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="https://pdfcoffee.com/download/fitzpatrick-skin-type-pdf-free.html",
)
GAIS = Source(
    key="gais",
    citation="Global Aesthetic Improvement Scale, as a medical lexicon prints it",
    grade=Grade.SECONDARY,
    read=Extent.TABLE,
    address="https://flexikon.doccheck.com/de/Global_Aesthetic_Improvement_Scale",
)
ITA_CODE = Source(
    key="ita_code",
    citation="Independent public programs that compute classes of the individual typology angle",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address=(
        "public code repositories, stored files 54122169880, 56279901790, 52001654140, "
        "59664213550, 43406988400, 70810698430, 18325221445, 61989067224"
    ),
)
POSAS_EULA = Source(
    key="posas_eula",
    citation="POSAS 2.0 and 3.0, end-user licence of the Dutch Burns Foundation",
    grade=Grade.MANUFACTURER,
    read=Extent.PART,
    address="https://www.posas.nl/license-agreement/",
)
DLQI_LIC = Source(
    key="dlqi_lic",
    citation="Cardiff University: how its quality-of-life questionnaires may be used",
    grade=Grade.MANUFACTURER,
    read=Extent.PART,
    address="https://www.dermatology.org.uk/quality/quality-dlqi-info.html",
)
FACEQ_LIC = Source(
    key="faceq_lic",
    citation="FACE-Q Aesthetics: licensing paragraph of its user's guide, October 2021",
    grade=Grade.MANUFACTURER,
    read=Extent.PART,
    address="https://pdfslide.us/documents/face-q-aesthetics.html",
)
SCARQ_LIC = Source(
    key="scarq_lic",
    citation="SCAR-Q page of the Q-Portfolio",
    grade=Grade.MANUFACTURER,
    read=Extent.PAGE,
    address="http://qportfolio.org/scar-q/",
)
