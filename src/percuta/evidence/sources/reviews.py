"""Reviews, guidelines, consensus, expert opinion and handbooks."""

from percuta.evidence.source import Extent, Grade, Source

# Guidelines and consensus

KOUBA2016 = Source(
    key="kouba2016",
    citation=(
        "Kouba DJ et al. Guidelines for the use of local anesthesia in office-based "
        "dermatologic surgery. J Am Acad Dermatol 2016;74(6):1201-1219"
    ),
    grade=Grade.GUIDELINE,
    read=Extent.PART,
    identifier="DOI 10.1016/j.jaad.2016.01.022; NGC:010993",
    address="https://guidelinecentral.com/guideline/19870",
)
UCSD_AC = Source(
    key="ucsd_ac",
    citation="UC San Diego Health: anticoagulants around dermatologic procedures",
    grade=Grade.GUIDELINE,
    read=Extent.PAGE,
    address=(
        "https://health.ucsd.edu/for-health-care-professionals/anticoagulation-guidelines/"
        "perioperative/procedure-recommendations/pages/dermatology.aspx"
    ),
)
COMBO2016 = Source(
    key="combo2016",
    citation=(
        "Carruthers J et al. Consensus recommendations for combined aesthetic interventions "
        "in the face. Dermatol Surg 2016;42(5):586-597"
    ),
    grade=Grade.CONSENSUS,
    read=Extent.ABSTRACT,
    address=(
        "http://www.edizioniscriptamanent.it/it/plastic-surgery-planet/news/2016/maggio/"
        "consensus-recommendations-combined-aesthetic-interventions"
    ),
)
SPRING2017 = Source(
    key="spring2017",
    citation=(
        "Spring LK et al. Isotretinoin and timing of procedural interventions: systematic "
        "review with consensus recommendations. JAMA Dermatol 2017;153(8):802-809"
    ),
    grade=Grade.CONSENSUS,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1001/jamadermatol.2017.2077; PMID 28658462",
    address="https://stanfordhealthcare.org/publications/487/487487.html",
)
WALDMAN2017 = Source(
    key="waldman2017",
    citation=(
        "Waldman A et al. ASDS Guidelines Task Force: consensus on procedures during and "
        "after isotretinoin. Dermatol Surg, Oct 2017"
    ),
    grade=Grade.CONSENSUS,
    read=Extent.ABSTRACT,
    address=(
        "https://scholars.mssm.edu/en/publications/asds-guidelines-task-force-consensus-"
        "recommendations-regarding-th-2"
    ),
)

# Systematic reviews

CHU2021 = Source(
    key="chu2021",
    citation=(
        "Chu S, Foulad DP, Mesinkovska NA. Safety profile for microneedling: a systematic "
        "review. Dermatol Surg 2021;47(9):1249-1254"
    ),
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/01.dss.0000790428.70373.f6; PMID 34448760",
    address="https://ouci.dntb.gov.ua/en/works/7X1Z3mr4",
)
JUHASZ2020 = Source(
    key="juhasz2020",
    citation=(
        "Juhasz MLW, Cohen JL. Microneedling for the treatment of scars: an update for "
        "clinicians. Clin Cosmet Investig Dermatol 2020;13:997-1003"
    ),
    grade=Grade.SYSTEMATIC_REVIEW,
    read=Extent.TABLE,
    identifier="DOI 10.2147/CCID.S267192; PMC7764156; PMID 33376377",
    address="https://pmc.ncbi.nlm.nih.gov/articles/PMC7764156/table/t0001",
)

# Reviews

HEALIO_AC = Source(
    key="healio_ac",
    citation="Review of bleeding in dermatologic surgery, in the news of 19 Dec 2014",
    grade=Grade.REVIEW,
    read=Extent.NEWS,
    address=(
        "https://cm.healio.com/news/dermatology/20141219/anticoagulant-antiplatelet-"
        "medications-carry-rare-dermatologic-surgery-hemorrhage-risks"
    ),
)
IYENGAR2020 = Source(
    key="iyengar2020",
    citation=(
        "Iyengar S et al. Bleeding considerations in dermatologic surgery: anticoagulants "
        "and antiplatelets. Dermatol Surg"
    ),
    grade=Grade.REVIEW,
    read=Extent.ABSTRACT,
    identifier="DOI 10.1097/DSS.0000000000002266; PMID 31743247",
    address="https://ouci.dntb.gov.ua/en/works/4vGjGNyl",
)
KARAMPINIS2024 = Source(
    key="karampinis2024",
    citation=(
        "Karampinis E et al. Laser-induced Koebner-related skin reactions. Medicina 2024;60(7):1177"
    ),
    grade=Grade.REVIEW,
    read=Extent.ABSTRACT,
    identifier="DOI 10.3390/medicina60071177",
    address="https://ouci.dntb.gov.ua/works/7pgOJbo9",
)
SOC_CHAPTER = Source(
    key="soc_chapter",
    citation="Applications and safety in skin of color, book chapter on Plastic Surgery Key",
    grade=Grade.REVIEW,
    read=Extent.SUMMARY,
    address=(
        "https://plasticsurgerykey.com/applications-and-safety-in-skin-of-color/?share="
        "google-plus-1"
    ),
)
# Expert opinion

AAD_DW2018 = Source(
    key="aad_dw2018",
    citation="AAD Dermatology World, Sept 2018: the many uses of microneedling",
    grade=Grade.EXPERT,
    read=Extent.PART,
    address=(
        "https://vdocuments.site/the-many-uses-of-microneedling-topical-numbing-is-not-"
        "required-and-this-usually.html"
    ),
)
FLANAGAN2024 = Source(
    key="flanagan2024",
    citation="Flanagan SA, AAD 2024, session U019: order of procedures on one day, meeting news",
    grade=Grade.EXPERT,
    read=Extent.NEWS,
    address=(
        "https://www.aadmeetingnews.org/aesthetics/press-release/22893899/cosmetic-"
        "procedures-what-comes-first"
    ),
)
MINUTILLI2024 = Source(
    key="minutilli2024",
    citation=(
        "Minutilli E. Microneedling for treatment of acne scars: considerations. J Drugs "
        "Dermatol 2024;23(3):e79"
    ),
    grade=Grade.EXPERT,
    read=Extent.PART,
    address=(
        "https://jddonline.com/articles/microneedling-for-treatment-of-acne-scars-"
        "considerations-on-the-successful-management-of-this-aesthetic-procedure-"
        "S1545961624P0e79X/?_page=2"
    ),
)
NEEDLINGGUIDE = Source(
    key="needlingguide",
    citation="Needling Guide: risks of numbing cream with needling, a practitioner's blog",
    grade=Grade.EXPERT,
    read=Extent.PAGE,
    address="https://www.needlingguide.com/the-risks-of-topical-anaesthetic-with-microneedling/",
)
TALAKOUB = Source(
    key="talakoub",
    citation="Talakoub L. Microneedling. Column in Dermatology News, MDedge",
    grade=Grade.EXPERT,
    read=Extent.PART,
    address="https://www.mdedge.com/dermatology/article/96403/aesthetic-dermatology/microneedling",
)
WINKELMANN = Source(
    key="winkelmann",
    citation="Winkelmann R. Questions and answers on needling while on isotretinoin",
    grade=Grade.EXPERT,
    read=Extent.PART,
    address=(
        "https://projectlead.health/clinical-corner/what-do-you-tell-your-patients-about-"
        "microneedling-while-on-isotretinoin/"
    ),
)

# Handbook and patient information

POISON_TABLE = Source(
    key="poison_table",
    citation=(
        "Poisoning & Drug Overdose, largest single doses of local anaesthetics injected "
        "under the skin"
    ),
    grade=Grade.HANDBOOK,
    read=Extent.TABLE,
    address=(
        "https://download.skyscape.com/download/ota/lonestar/077DE147-649A-4DA7-B2C3-"
        "415B395210D4/poisonod.ed8/content/HTML/b/tl0.htm"
    ),
)
CLEVELAND_KOEBNER = Source(
    key="cleveland_koebner",
    citation="Cleveland Clinic: Koebner phenomenon",
    grade=Grade.PATIENT_INFORMATION,
    read=Extent.PAGE,
    address="https://my.clevelandclinic.org/health/diseases/22860-koebner-phenomenon",
)

JACOB_TAB = Source(
    key="jacob_tab",
    citation=(
        "Fabbrocini G et al. Acne scars: pathogenesis, classification and treatment, Table 1. "
        "Dermatol Res Pract 2010:893080"
    ),
    grade=Grade.REVIEW,
    read=Extent.TABLE,
    address="http://www.hindawi.com/journals/drp/2010/893080/tab1/",
)
