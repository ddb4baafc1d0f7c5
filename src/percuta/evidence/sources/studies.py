"""Trials, single studies, registry entries and case reports."""

from percuta.evidence.source import Extent, Grade, Source

# Acne scars and other scars

ALAM2014 = Source(
    key="alam2014",
    citation=(
        "Alam M et al. Efficacy of a needling device for the treatment of acne scars: a "
        "randomized clinical trial. JAMA Dermatol"
    ),
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    address=(
        "https://ar.scribd.com/document/298139244/Efficacy-of-a-Needling-Device-for-the-"
        "Treatment-of-Acne-Scars-a-Randomized-Clinical-Trial"
    ),
)
IASJ = Source(
    key="iasj",
    citation="Motor needling at 2.5 mm against 1.5 mm for acne scars, split face (21 finished)",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://www.iasj.net/iasj/article/186069",
)
DEPTH_SPLITFACE_14 = Source(
    key="depth_splitface_14",
    citation=(
        "Evaluation of microneedling depth of penetration in management of atrophic acne scars: a "
        "split-face comparative study (14 people)"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://discovery.researcher.life/article/evaluation-of-microneedling-depth-of-"
        "penetration-in-management-of-atrophic-acne-scars-a-split-face-comparative-study/"
        "467aff39cd983c4da3351226945d34f0"
    ),
)
DALWIG2020 = Source(
    key="dalwig2020",
    citation=(
        "Freiherr von Dalwig-Nolda D, Ablon G. Automated microneedling device in acne "
        "scarring. J Clin Aesthet Dermatol 2020;13(8):17-22"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://jcadonline.com/automated-microneedling-acne-scarring/",
)
DARK39 = Source(
    key="dark39",
    citation=(
        "Skin microneedling for acne scars associated with pigmentation in patients with "
        "dark skin (39 patients)"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://revivetrainings.com/skin-microneedling-for-acne-scars-associated-with-"
        "pigmentation-in-patients-with-dark-skin/"
    ),
)
DOGRA2014 = Source(
    key="dogra2014",
    citation=(
        "Microneedling for acne scars in Asian skin type: an effective low cost treatment "
        "modality. J Cosmet Dermatol 2014"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 25196684",
    address=(
        "https://read.qxmd.com/read/25196684/microneedling-for-acne-scars-in-asian-skin-type-"
        "an-effective-low-cost-treatment-modality"
    ),
)
LOTFI2013 = Source(
    key="lotfi2013",
    citation=(
        "Lotfi R, Moneib H, Yehia H. Roller for acne scars, with biopsies (30 patients). J "
        "Egypt Women Dermatol Soc 2013;10(3):152-159"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/01.EWX.0000432504.85255.ec",
    address=(
        "https://journals.lww.com/jewds/Fulltext/2013/09000/Clinical_and_histopathological_"
        "evaluation_of.8.aspx"
    ),
)
SOHAG2017 = Source(
    key="sohag2017",
    citation=(
        "Sohag University: roller for acne scars (10 patients). Sohag Medical Journal 2019, "
        "article 40927"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://smj.journals.ekb.eg/article_40927.html",
)
KRITHIKA2025 = Source(
    key="krithika2025",
    citation=(
        "Roller against injected platelet-rich plasma for acne scars, split face (25 patients). "
        "J Med Sci Health 2025;11(1):91-97"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.46347/jmsh.v11.i1.24.349",
    address=(
        "https://jmsh.ac.in/articles/dermaroller-versus-platelet-rich-plasma-in-acne-scars-a-"
        "prospective-split-face-study"
    ),
)
NCT02646917 = Source(
    key="nct02646917",
    citation="Bellus Medical: SkinPen acne scars trial, registry entry (41 participants)",
    grade=Grade.REGISTRY,
    read=Extent.PART,
    identifier="NCT02646917",
    address=(
        "https://trial.medpath.com/clinical-trial/6f8303b63db4a3c5/nct02646917-skinpen-acne-"
        "scars-trial"
    ),
)

# Wrinkles, laxity and stretch marks

ABLON2018 = Source(
    key="ablon2018",
    citation=(
        "Ablon G. Safety and effectiveness of an automated microneedling device in aging "
        "skin. J Clin Aesthet Dermatol 2018;11(8):29-34"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMC6122507",
    address="https://jcadonline.com/august-2018-microneedling/",
)
ALQAM2023_FACE = Source(
    key="alqam2023_face",
    citation=(
        "SkinPen on facial wrinkles (35 enrolled, NCT03803059). J Cosmet Dermatol "
        "2023;22(1):206-213"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1111/jocd.14985; PMID 35403786",
    address="https://pubmed.ncbi.nlm.nih.gov/35403786/",
)
ALSTERLI2020 = Source(
    key="alsterli2020",
    citation=(
        "Alster TS, Li MK. Microneedling of striae distensae in light and dark skin. "
        "Dermatol Surg 2020;46(4):459-464"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/DSS.0000000000002081",
    address="https://ouci.dntb.gov.ua/en/works/7qMLaOe7",
)
AUST2008 = Source(
    key="aust2008",
    citation=(
        "Aust MC et al. Percutaneous collagen induction therapy for scars, wrinkles, laxity "
        "(480 patients). Plast Reconstr Surg 2008"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://doczz.net/doc/4978073/cosmetic",
)
# Skin thickness and barrier

MENG2022 = Source(
    key="meng2022",
    citation=(
        "Meng Y et al. High-frequency ultrasound of facial skin thickness (118 adults). BMC "
        "Med Imaging 2022;22:113"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.TABLE,
    identifier="DOI 10.1186/s12880-022-00839-w; PMC9205051; PMID 35710358",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC9205051/table/Tab2",
)
CN50MHZ = Source(
    key="cn50mhz",
    citation="Facial skin of 200 Chinese adults under 50 MHz ultrasound, 2019",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://discovery.researcher.life/article/research-value-of-50-mhz-high-frequency-"
        "ultrasound-on-sonography-of-normal-facial-skin-in-adult/"
        "e26a5fe6454a367382765a62af9845f5"
    ),
)
DERSU2018 = Source(
    key="dersu2018",
    citation="Ultrasound of face and neck skin at 20 sites (32 people). Dermatol Surg 2018",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address="https://insights.ovid.com/dersu/201806000/00042728-201806000-00014",
)
SELCUK_FACE = Source(
    key="selcuk_face",
    citation=(
        "Measurement of epidermis, dermis and total skin thicknesses from six different face "
        "regions. Selcuk Med J"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    address=(
        "https://selcukmedj.org/en-us/measurement-of-epidermis-dermis-and-total-skin-"
        "thicknesses-from-six-different-face-regions-en-7154"
    ),
)
# Numbing

FMN_ANESTH2016 = Source(
    key="fmn_anesth2016",
    citation="Needling before numbing cream, split face (15 patients), in the news of 25 Jan 2016",
    grade=Grade.SINGLE_STUDY,
    read=Extent.NEWS,
    address=(
        "https://cm.healio.com/news/dermatology/20160125/microneedling-enhances-topical-"
        "anesthesia-application-for-acne-scar-treatment"
    ),
)
LUZ2017 = Source(
    key="luz2017",
    citation=(
        "Luz FB et al. Drug delivery of topical anesthetics as an effective technique for "
        "reducing pain in microneedling: a pilot study. Surg Cosmet Dermatol 2017"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.5935/scd1984-8773.20179405",
    address=(
        "http://www.surgicalcosmetic.org.br/details/600/en-US/drug-delivery-of-topical-"
        "anesthetics-as-an-effective-technique-for-reducing-pain-in-microneedling--a-pilot-"
        "study"
    ),
)

# Case reports

VARICELLA = Source(
    key="varicella",
    citation="Varicella scars needled in a 15-year-old of phototype V",
    grade=Grade.CASE_REPORT,
    read=Extent.PAGE,
    address=(
        "https://revivetrainings.com/microneedling-for-varicella-scars-in-a-dark-skinned-teenager"
    ),
)
WU2022 = Source(
    key="wu2022",
    citation=(
        "Wu R et al. Eczema herpeticum following microneedling plus PRP. Clin Cosmet "
        "Investig Dermatol 2022;15:653-655"
    ),
    grade=Grade.CASE_REPORT,
    read=Extent.ABSTRACT,
    address="https://doaj.org/article/de6a397708ad4d1f904aeb925beb40c0",
)

LEHETA2011 = Source(
    key="leheta2011",
    citation="PCI against 100 % TCA CROSS for acne scars. Dermatol Surg 2011;37(2):207-216",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1111/j.1524-4725.2010.01854.x; PMID 21269351",
    address="https://www.ncbi.nlm.nih.gov/pubmed/21269351",
)

IDOJ2024 = Source(
    key="idoj2024",
    citation="Needling and laser for acne scars on primed skin. Indian Dermatol Online J 2024",
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="PMID 39640445",
    address="https://api-pubmed-ncbi.laibokeji.com/39640445",
)

MNCP2021 = Source(
    key="mncp2021",
    citation="Microneedling, chemical peel or both for atrophic acne scars (120 patients)",
    grade=Grade.RCT,
    read=Extent.ABSTRACT,
    identifier="PMC8501429",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC8501429",
)

ALQAM2022 = Source(
    key="alqam2022",
    citation=(
        "Alqam M et al. Efficacy and tolerability of a microneedling device for neck wrinkles. "
        "Aesthet Surg J 2022"
    ),
    grade=Grade.SINGLE_STUDY,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1093/asj/sjac085; PMC9472661; PMID 35397167",
    address="https://www.ai-bt.com/si.php?db=pubmed&id=35397167",
)
