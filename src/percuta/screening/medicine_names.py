"""The names themselves, by the questions they concern: generic, then common brand names."""

from collections.abc import Mapping
from types import MappingProxyType

Keys = tuple[str, ...]
Names = Mapping[Keys, tuple[str, ...]]

ANTICOAGULANTS = (
    *("apixaban", "rivaroxaban", "dabigatran", "edoxaban", "warfarin", "phenprocoumon"),
    *("acenocoumarol", "fluindione", "heparin", "enoxaparin", "dalteparin", "tinzaparin"),
    *("nadroparin", "certoparin", "fondaparinux", "clopidogrel", "ticagrelor", "prasugrel"),
    *("dipyridamole", "cilostazol", "ticlopidine"),
    *("eliquis", "xarelto", "pradaxa", "lixiana", "savaysa", "coumadin", "jantoven", "marevan"),
    *("marcumar", "falithrom", "sintrom", "clexane", "inhixa", "lovenox", "fragmin", "innohep"),
    *("fraxiparine", "arixtra", "plavix", "brilique", "brilinta", "efient", "effient"),
    *("persantin", "aggrenox", "pletal"),
)
ISOTRETINOIN = (
    *("isotretinoin", "roaccutane", "accutane", "roacutan", "absorica", "amnesteem", "claravis"),
    *("zenatane", "myorisan", "sotret", "oratane", "epuris", "isotroin", "curacne", "procuta"),
    *("aknenormin", "ciscutan", "isogalen"),
)
TOPICAL = (
    *("tretinoin", "retinol", "retinaldehyde", "adapalene", "tazarotene", "trifarotene"),
    *("glycolic acid", "lactic acid", "mandelic acid", "salicylic acid", "azelaic acid", "aha"),
    *("bha", "alpha hydroxy acid", "beta hydroxy acid", "fruit acid"),
    *("retin-a", "renova", "altreno", "differin", "epiduo", "tazorac", "zorac", "arazlo"),
    *("aklief", "isotrex", "isotrexin", "skinoren", "finacea", "treclin", "acnatac", "ziana"),
)
HEART_BEAT = (
    *("flecainide", "propafenone", "sotalol", "dronedarone", "quinidine", "disopyramide"),
    *("mexiletine", "procainamide", "ajmaline", "dofetilide", "ibutilide"),
    *("tambocor", "rytmonorm", "rythmol", "sotalex", "betapace", "multaq", "tikosyn", "norpace"),
)
BURNS_FASTER = (
    *("doxycycline", "doxy", "minocycline", "tetracycline", "lymecycline", "demeclocycline"),
    *("ciprofloxacin", "levofloxacin", "moxifloxacin", "ofloxacin", "voriconazole"),
    *("griseofulvin", "hydrochlorothiazide", "bendroflumethiazide", "indapamide"),
    *("chlortalidone", "furosemide", "chlorpromazine", "promethazine", "acitretin"),
    *("bexarotene", "methoxsalen", "psoralen", "vemurafenib", "vandetanib", "pirfenidone"),
    *("st john's wort", "hypericum", "vibramycin", "tetralysal", "efracea", "oracea"),
    *("cipro", "lasix", "laif", "vfend", "neotigason", "soriatane", "esbriet"),
)
OXIDISING = (
    *("dapsone", "sulfadiazine", "sulfasalazine", "nitrofurantoin", "phenytoin", "phenobarbital"),
    *("primaquine", "chloroquine", "quinine", "tafenoquine", "glyceryl trinitrate"),
    *("nitroglycerin", "nitroglycerine", "isosorbide mononitrate", "isosorbide dinitrate"),
    *("amyl nitrite", "nitroprusside", "paracetamol", "acetaminophen", "rasburicase"),
    *("aminosalicylic acid", "macrobid", "macrodantin", "salazopyrin", "epanutin", "dilantin"),
    *("imdur", "gtn", "nitrolingual", "panadol", "tylenol", "malarone", "atovaquone proguanil"),
)
IMMUNE = (
    *("azathioprine", "ciclosporin", "cyclosporine", "tacrolimus", "sirolimus", "everolimus"),
    *("mycophenolate", "leflunomide", "adalimumab", "etanercept", "infliximab", "golimumab"),
    *("certolizumab", "ustekinumab", "secukinumab", "ixekizumab", "guselkumab", "risankizumab"),
    *("tildrakizumab", "tocilizumab", "sarilumab", "abatacept", "rituximab", "ocrelizumab"),
    *("anakinra", "vedolizumab", "natalizumab", "fingolimod", "tofacitinib", "baricitinib"),
    *("upadacitinib", "filgotinib", "belatacept"),
    *("imuran", "imurek", "neoral", "sandimmun", "prograf", "advagraf", "rapamune", "cellcept"),
    *("arava", "humira", "enbrel", "remicade", "simponi", "cimzia", "stelara", "cosentyx"),
    *("taltz", "tremfya", "skyrizi", "actemra", "roactemra", "orencia", "mabthera", "ocrevus"),
    *("entyvio", "gilenya", "xeljanz", "olumiant", "rinvoq"),
)
CORTISONE = (
    *("prednisolone", "prednisone", "methylprednisolone", "dexamethasone", "hydrocortisone"),
    *("cortisone", "betamethasone", "triamcinolone", "deltasone", "medrol", "decortin"),
    *("methotrexate", "cyclophosphamide", "endoxan", "metoject", "trexall"),
)
AGAINST_CANCER = (
    *("capecitabine", "fluorouracil", "cisplatin", "carboplatin", "oxaliplatin", "paclitaxel"),
    *("docetaxel", "doxorubicin", "epirubicin", "gemcitabine", "etoposide", "irinotecan"),
    *("vincristine", "vinorelbine", "temozolomide", "pemetrexed", "bleomycin", "xeloda"),
    *("taxol", "taxotere", "temodal"),
)
PAINKILLERS = (
    *("ibuprofen", "naproxen", "diclofenac", "dexibuprofen", "dexketoprofen", "flurbiprofen"),
    *("mefenamic acid", "indometacin", "meloxicam", "etoricoxib", "celecoxib", "fish oil"),
    *("omega-3", "cod liver oil", "nurofen", "advil", "motrin", "dolormin", "aleve", "naprosyn"),
    *("voltaren", "voltarol", "ponstan", "celebrex", "arcoxia"),
)
DIABETES = (
    *("metformin", "insulin", "gliclazide", "glimepiride", "glibenclamide", "glyburide"),
    *("glipizide", "repaglinide", "nateglinide", "acarbose", "pioglitazone", "sitagliptin"),
    *("vildagliptin", "saxagliptin", "linagliptin", "alogliptin"),
    *("glucophage", "diamicron", "amaryl", "januvia", "janumet", "galvus", "trajenta", "actos"),
    *("lantus", "toujeo", "levemir", "tresiba", "humalog", "novorapid", "novolog", "apidra"),
    *("actrapid", "humulin"),
)

# Each of these questions is about the medicine.
NAMES: Names = MappingProxyType(
    {
        ("anticoagulants",): ANTICOAGULANTS,
        ("isotretinoin_now", "isotretinoin_last"): ISOTRETINOIN,
        ("light_sensitive",): (*BURNS_FASTER, *ISOTRETINOIN),
        ("retinoid_last",): TOPICAL,
        ("antiarrhythmics",): HEART_BEAT,
        ("antiarrhythmics", "light_sensitive"): ("amiodarone", "cordarone", "cordarex", "pacerone"),
        ("methaemoglobin_risk",): OXIDISING,
        ("methaemoglobin_risk", "light_sensitive"): (
            *("hydroxychloroquine", "plaquenil", "quensyl", "sulfamethoxazole", "co-trimoxazole"),
            *("cotrimoxazole", "bactrim", "septrin"),
        ),
        ("immunosuppression",): IMMUNE,
        ("cancer_therapy_now", "cancer_therapy_last"): AGAINST_CANCER,
        ("painkillers",): PAINKILLERS,
        ("diabetes",): DIABETES,
        ("painkillers", "light_sensitive"): ("ketoprofen", "piroxicam", "feldene"),
    }
)
# One of these questions is about the medicine: the dose or the prescriber tells which.
EITHER: Names = MappingProxyType(
    {
        ("anticoagulants", "painkillers"): (
            *("aspirin", "acetylsalicylic acid", "asa", "cardiprin", "ecotrin"),
        ),
        ("immunosuppression", "cancer_therapy_now"): CORTISONE,
    }
)
