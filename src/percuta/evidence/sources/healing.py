"""Texts on healing, care before and after, side effects, and other treatments."""

from percuta.evidence.source import Extent, Grade, Source

SKINPEN_DESERT = Source(
    key="skinpen_desert",
    citation="Desert Sage Dermatology: SkinPen instructions after treatment",
    grade=Grade.LABEL_COPY,
    read=Extent.PART,
    address=(
        "https://www.desertsagederm.com/microneedling-after-instructions-dermatology-nurse-"
        "practitioner-scottsdale-az.html"
    ),
)

BROWSOFJOY = Source(
    key="browsofjoy",
    citation="Brows of Joy: SkinPen instructions before and after treatment",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://shop.browsofjoy.com/pages/skinpen-microneedling-pre-post-care",
)

SKINPEN_DERMATIQUE = Source(
    key="skinpen_dermatique",
    citation="Dermatique Laser and Skin: SkinPen instructions before and after treatment",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://www.dermatiquelaserandskin.com/skinpen-pre-post-care-instructions/",
)

SKINPEN_SALIMA = Source(
    key="skinpen_salima",
    citation="Skin by Salima: questions about the SkinPen",
    grade=Grade.CLINIC,
    read=Extent.PART,
    address="https://skinbysalima.com/skinpen-faqs/",
)

SKINPEN_IFU5 = Source(
    key="skinpen_ifu5",
    citation="Bellus Medical: SkinPen Precision instructions in French, p. 5",
    grade=Grade.DEVICE_LABEL,
    read=Extent.PAGE,
    address="https://manualslib.fr/manual/363305/Bellus-Medical-Skinpen-Precision.html?page=5",
)

HAN2012 = Source(
    key="han2012",
    citation=(
        "Facial skin barrier after microneedle treatment. Dermatol Surg 2012;38(11):1816-1822"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1111/j.1524-4725.2012.02550.x; PMID 22882208",
    address="http://0-www-ncbi-nlm-nih-gov.brum.beds.ac.uk/pubmed/22882208",
)

SASAKI2019 = Source(
    key="sasaki2019",
    citation=(
        "Sasaki GH. Water loss after needling at 0.5 and 1.5 mm (10 people). Aesthet Surg J "
        "Open Forum 2019"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1093/asjof/ojz017; PMC7671250; PMID 33791612",
    address="https://ouci.dntb.gov.ua/en/works/4LOVKoV7",
)

MICROPORE = Source(
    key="micropore",
    citation="Closure of micropores at three sites of the body (35 people)",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMC8259462",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8259462",
)

HK2018 = Source(
    key="hk2018",
    citation="Needling of acne scars, 36 cases. Hong Kong J Dermatol Venereol 2018;26:52-57",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://medcomhk.com/hkdvb/details.asp?id=825&show=1234",
)

HARRIS2015 = Source(
    key="harris2015",
    citation=(
        "Harris AG et al. Needling of acne scars: review. Int J Womens Dermatol 2015;1:77-81"
    ),
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.ABSTRACT,
    address=(
        "https://d.docksci.com/skin-needling-as-a-treatment-for-acne-scarring-an-up-to-date-"
        "review-of-the-liter_59f17e95d64ab26ec9e55217.html"
    ),
)

SOLTANI2014 = Source(
    key="soltani2014",
    citation=(
        "Soltani-Arabshahi R et al. Granuloma and hypersensitivity after needling with "
        "serums. JAMA Dermatol 2014;150(1):68-72"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1001/jamadermatol.2013.6955",
    address="http://archderm.jamanetwork.com/article.aspx?articleid=1783057",
)

FRIEDMANN2024 = Source(
    key="friedmann2024",
    citation=(
        "Friedmann DP et al. Granulomas after needling: systematic review. Dermatol Surg 2024"
    ),
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/DSS.0000000000004450",
    address="https://ouci.dntb.gov.ua/works/l16LrMY9",
)

ZENG2025 = Source(
    key="zeng2025",
    citation=(
        "Zeng R et al. Mycobacteria after cosmetic procedures (28 patients). Infect Drug "
        "Resist 2025;18:2301-2309"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.2147/IDR.S517138; PMC12065458; PMID 40353203",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC12065458",
)

ACNEORG = Source(
    key="acneorg",
    citation="acne.org: side effects of needling, rates pooled from studies",
    grade=Grade.SECONDARY,
    read=Extent.LIST,
    address="https://www.acne.org/treatment/skin-needling-microneedling/side-effects",
)

MAHMOUD2010 = Source(
    key="mahmoud2010",
    citation=(
        "Mahmoud 2010 and Passeron 2021 on visible light and tinted sunscreen, as a public "
        "guide quotes them"
    ),
    grade=Grade.SECONDARY,
    read=Extent.SUMMARY,
    identifier="PMID 20410914; PMID 33764577",
    address="public code repository, stored file 69852871525",
)

GUIDES_REPO = Source(
    key="guides_repo",
    citation=("Public guides to peels and lasers that grade their evidence, in code repositories"),
    grade=Grade.SECONDARY,
    read=Extent.PART,
    address="public code repositories, stored files 60193470104, 59939289605, 59983391925",
)

JCAS2021_T5 = Source(
    key="jcas2021_t5",
    citation=(
        "Fractional CO2 laser against radiofrequency needling, 25 people each, table of side "
        "effects"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.TABLE,
    identifier="PMC8423204",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8423204/table/T5",
)

IJORD676 = Source(
    key="ijord676",
    citation="Complications of fractional ablative CO2 laser (65 patients)",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://www.ijord.com/index.php/ijord/article/view/676",
)

JOCD70366 = Source(
    key="jocd70366",
    citation="A peel against dark marks after CO2 laser: rates its introduction quotes",
    grade=Grade.SECONDARY,
    read=Extent.PART,
    identifier="DOI 10.1111/jocd.70366",
    address=(
        "https://www.ovid.com/journals/jcod/fulltext/10.1111/jocd.70366~a-novel-peel-to-prevent-"
        "postinflammatory-hyperpigmentation"
    ),
)

PMID9950552 = Source(
    key="pmid9950552",
    citation="Loss of colour late after fully ablative laser: a rate quoted from this paper",
    grade=Grade.SECONDARY,
    read=Extent.SUMMARY,
    identifier="PMID 9950552",
)

CLARK2013 = Source(
    key="clark2013",
    citation=(
        "Clark CM et al. Non-ablative laser in phototype IV to VI (45 people). J Drugs "
        "Dermatol 2013;12(4):428-31"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 23652890",
    address="https://pubmed.ncbi.nlm.nih.gov/23652890/",
)

ACNEORG_OTHERS = Source(
    key="acneorg_others",
    citation="acne.org: side effects of lasers, radiofrequency needling and light peels",
    grade=Grade.SECONDARY,
    read=Extent.LIST,
    address="https://www.acne.org/treatment/non-ablative-fractional-laser/side-effects",
)

FDA_RF_2025 = Source(
    key="fda_rf_2025",
    citation="FDA on radiofrequency needling, 15 Oct 2025, as the trade press tells it",
    grade=Grade.REGULATORY_SUMMARY,
    read=Extent.NEWS,
    address="https://www.prime-journal.com/rf-microneedling-safety-comes-into-question",
)
ALEXIS2016 = Source(
    key="alexis2016",
    citation=(
        "Alexis AF et al. Non-ablative laser for acne scars in phototype IV to VI, split face. "
        "Dermatol Surg 2016;42(3):392-402"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/DSS.0000000000000640; PMID 26945321",
    address="https://pubmed.ncbi.nlm.nih.gov/26945321/",
)
QUARTER_TSP = Source(
    key="quarter_tsp",
    citation="A skin cancer foundation: how much sunscreen is enough",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PART,
    address="https://www.skinexam.org/how-much-sunscreen-is-enough/",
)
WHEN_PAPERS = Source(
    key="when_papers",
    citation=(
        "Diffey 2001, Heerfordt 2018 and Lourenco 2019 on when to put sunscreen on again, as a "
        "public guide quotes them"
    ),
    grade=Grade.SECONDARY,
    read=Extent.SUMMARY,
    identifier="PMID 11712033; PMID 29590142; PMID 30943192",
    address="public code repository, stored file 69852871525",
)
