"""Labels, what makers publish, clearances and regulation."""

from percuta.evidence.source import Extent, Grade, Source

# Device labels and manufacturer documents

EXCEED_IFU = Source(
    key="exceed_ifu",
    citation="amiea med / MT.DERM: Exceed operating manual, p. 34",
    grade=Grade.DEVICE_LABEL,
    read=Extent.PAGE,
    address="https://manualslib.mx/manual/813024/Amiea-Med-Exceed.html?page=34",
)
DERMAPEN4 = Source(
    key="dermapen4",
    citation="Dermapen 4 user manual, p. 23",
    grade=Grade.OTHER_LABEL,
    read=Extent.PAGE,
    address="https://www.easymanua.ls/dermapen/4/manual?p=23",
)
SKINPEN_ES = Source(
    key="skinpen_es",
    citation="Bellus Medical: SkinPen manual in Spanish, p. 20 (predates the De Novo label)",
    grade=Grade.DEVICE_LABEL,
    read=Extent.PAGE,
    address="https://manualslib.es/manual/302676/Bellus-Medical-Skinpen-Precision.html?page=20",
)
SKINPEN_STUDY = Source(
    key="skinpen_study",
    citation=(
        "SkinPen Clinical Study Summary for professionals (De Novo trial in acne scars), "
        "copy on a document site"
    ),
    grade=Grade.MANUFACTURER,
    read=Extent.PART,
    address=(
        "https://pdfslide.us/documents/skinpen-clinical-study-summary-entercare-precision-"
        "system-for-the-treatment-of.html"
    ),
)

# Device labels as copied by clinics

SKINPEN_42WEST = Source(
    key="skinpen_42west",
    citation="42 West: SkinPen contraindications on the clinic's page",
    grade=Grade.LABEL_COPY,
    read=Extent.LIST,
    address="https://42westllc.com/service/personalized-aesthetic-injectables",
)
SKINPEN_ELITE = Source(
    key="skinpen_elite",
    citation="The Elite Clinic: SkinPen Precision contraindications in a consent form",
    grade=Grade.LABEL_COPY,
    read=Extent.LIST,
    address="https://www.theeliteclinic.com/copy-of-alumier-peel",
)
SKINPEN_NUANCE = Source(
    key="skinpen_nuance",
    citation="Nuance Aesthetics: SkinPen instructions before and after treatment",
    grade=Grade.LABEL_COPY,
    read=Extent.PART,
    address="https://nuanceaesthetics.com/post-care/microneedling/",
)
SKINPEN_ELLE = Source(
    key="skinpen_elle",
    citation="Elle Skin and Beauty Co: SkinPen instructions before and after treatment",
    grade=Grade.LABEL_COPY,
    read=Extent.PART,
    address="https://elleskinandbeautyco.com/skinpen-microneedling-pre-post-care",
)
CONSENT_REPO = Source(
    key="consent_repo",
    citation="SkinPen label in a clinic's consent form, kept in its public code repository",
    grade=Grade.LABEL_COPY,
    read=Extent.LIST,
    address="public code repository, stored file 33213286434",
)

# Drug labels

EMLA_US = Source(
    key="emla_us",
    citation="Lidocaine 2.5% and prilocaine 2.5% cream, US label (copy)",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address="https://drugcentral.org/label/8debb03e-a237-4e0d-be06-8ae17eaa14fa/view",
)
EMLA_CSP = Source(
    key="emla_csp",
    citation="EMLA core safety profile IE/H/PSUR/0019/001, 13 April 2010",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address=(
        "https://studylib.net/doc/7555503/final-csp-13-april-2010--ie-h-psur-0019-001-core-"
        "safety-p..."
    ),
)
LMX4_UK = Source(
    key="lmx4_uk",
    citation="LMX4 (lidocaine 4%), UK SmPC, MHRA 2019 (copy)",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address="https://rxreasoner.com/monographs/lmx4/usage",
)
LMX4_US = Source(
    key="lmx4_us",
    citation="LMX 4, short US drug monograph",
    grade=Grade.DRUG_LABEL,
    read=Extent.SUMMARY,
    address="https://www.renalandurologynews.com/drug/lmx-4/",
)
PLIAGLIS = Source(
    key="pliaglis",
    citation="Pliaglis (lidocaine 7% and tetracaine 7%), US prescribing information, rev. 1/2020",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    identifier="DailyMed 8a1b2553-ce65-4557-b33d-cb3dd2a307fa",
    address="https://fda.report/DailyMed/8a1b2553-ce65-4557-b33d-cb3dd2a307fa",
)

# Regulation, clearances and regulators' pages

SCOT_BILL = Source(
    key="scot_bill",
    citation=(
        "Non-surgical Procedures and Functions of Medical Reviewers (Scotland) Bill, lodged "
        "8 Oct 2025, as told by PBL Magazine"
    ),
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.NEWS,
    address=(
        "https://www.pblmagazine.co.uk/industry-news/scottish-government-publishes-non-"
        "surgical-procedures-bill"
    ),
)
DEN160029 = Source(
    key="den160029",
    citation="FDA De Novo DEN160029, SkinPen Precision System, granted 1 March 2018",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    identifier="DEN160029; product code QAI",
    address="https://510k.innolitics.com/search/DEN160029",
)
K180778 = Source(
    key="k180778",
    citation="FDA 510(k) K180778, Exceed, facial wrinkles, cleared 7 Sept 2018",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    identifier="K180778",
    address="https://510k.innolitics.com/search/K180778",
)
K182407 = Source(
    key="k182407",
    citation="FDA 510(k) K182407, Exceed, facial acne scars, cleared 19 July 2019",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    identifier="K182407",
    address="https://510k.innolitics.com/search/K182407",
)
K200044 = Source(
    key="k200044",
    citation="FDA 510(k) K200044, SkinStylus SteriLock MicroSystem, abdominal scars",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    identifier="K200044",
    address="https://510k.innolitics.com/search/K200044",
)
K202243 = Source(
    key="k202243",
    citation="FDA 510(k) K202243, SkinPen Precision System, neck wrinkles",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    identifier="K202243",
    address="https://510k.innolitics.com/search/K202243",
)
FDA_PAGE = Source(
    key="fda_page",
    citation="FDA: Microneedling Devices",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    address="https://www.fda.gov/medical-devices/aesthetic-cosmetic-devices/microneedling-devices",
)
FDA_BENZO_2018 = Source(
    key="fda_benzo_2018",
    citation="FDA drug safety communication on benzocaine and methaemoglobinaemia, 23 May 2018",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.PART,
    address="https://www.fda.gov/Drugs/DrugSafety/ucm608265.htm",
)
FDA_LIDO_2024 = Source(
    key="fda_lido_2024",
    citation=(
        "FDA warning on over-the-counter numbing products high in lidocaine, 26 March 2024, "
        "in the press"
    ),
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.NEWS,
    address=(
        "https://www.3newsnow.com/fda-warns-popular-pain-relief-creams-may-pose-dangerous-"
        "health-risks"
    ),
)

OSHA = Source(
    key="osha",
    citation="29 CFR 1910.1030, bloodborne pathogens",
    grade=Grade.REGULATION,
    read=Extent.PART,
    identifier="29 CFR 1910.1030",
    address="https://www.labtrain.noaa.gov/labwaste/Section5/19101030.htm",
)

EMLA_HK = Source(
    key="emla_hk",
    citation="EMLA special precautions (MIMS Hong Kong)",
    grade=Grade.DRUG_LABEL,
    read=Extent.PART,
    address="https://uat.mimsdev.com/hongkong/drug/info/emla/special-precautions",
)
