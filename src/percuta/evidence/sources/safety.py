"""Studies behind cautions: cold sores, pigment, distress about one's looks."""

from percuta.evidence.source import Extent, Grade, Source

GILBERT2000 = Source(
    key="gilbert2000",
    citation=(
        "Gilbert S, McBurney E. Valaciclovir around facial resurfacing, two regimens (84 "
        "patients). Dermatol Surg 2000;26(1):50-54"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="PMID 10632686",
    address="https://www.ncbi.nlm.nih.gov/pubmed/10632686",
)
VALAC10_14 = Source(
    key="valac10_14",
    citation="Valaciclovir after laser resurfacing for 10 or 14 days (120 patients)",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://scilit.com/publications/92e742c72f39d677c8685b55c24d00ab",
)
FAMCI1999B = Source(
    key="famci1999b",
    citation=(
        "Famciclovir around laser resurfacing (121 patients), beside 127 untreated ones with a "
        "history. Plast Reconstr Surg 1999;104(4):1103-8"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 10654754",
    address=(
        "https://discovery.researcher.life/article/famciclovir-as-antiviral-prophylaxis-in-laser-"
        "resurfacing-procedures/c39cde89e0a9347d93aef111704e28cf"
    ),
)
ALSTERNANNI1999 = Source(
    key="alsternanni1999",
    citation=(
        "Famciclovir around laser resurfacing, two doses (99 patients). Dermatol Surg "
        "1999;25(3):242-6"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="PMID 10193975",
    address="https://www.qxmd.com/r/10193975",
)
TAN2021 = Source(
    key="tan2021",
    citation=(
        "Tan J et al. Life with atrophic acne scars of the face (723 adults). Am J Clin Dermatol "
        "2021;23(1):115-123"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1007/s40257-021-00628-1; PMC8776674; PMID 34705166",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8776674",
)
FABBROCINI2014 = Source(
    key="fabbrocini2014",
    citation=(
        "Fabbrocini G et al. Needling of acne scars in three groups by phototype (60 patients, I "
        "to VI). J Dermatolog Treat 2014;25(2):147-152"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.3109/09546634.2012.742949; PMID 23216209",
    address="https://pubmed.ncbi.nlm.nih.gov/23216209/",
)
CACHAFEIRO2016 = Source(
    key="cachafeiro2016",
    citation=(
        "Cachafeiro T et al. Non-ablative laser against needling for acne scars (46 patients). "
        "Dermatol Surg 2016;42(2):232-241"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/DSS.0000000000000597",
    address=(
        "https://journals.lww.com/dermatologicsurgery/Abstract/2016/02000/Comparison_of_"
        "Nonablative_Fractional_Erbium_Laser.14.aspx"
    ),
)
CDC_HIV = Source(
    key="cdc_hiv",
    citation=(
        "Stadelman-Behar AM et al. Presumptive HIV transmission at a spa, needling with "
        "platelet-rich plasma, New Mexico 2018-2023. MMWR 2024;73(16):372-376"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.SUMMARY,
    identifier="mm7316a3",
    address="http://www.cdc.gov/mmwr/volumes/73/wr/mm7316a3.htm?s_cid=mm7316a3_w",
)
