"""The words by which prose speaks of what a statistic counts: those that say nothing, and those that say the same."""

import re
from functools import lru_cache

#: Words that stand in almost every sentence, or that say how something was judged and not what.
_EMPTY = """
a about above account i me my mine you your we us taken take person individual individuals absent across after all
almost also although among an and answer answered any are around as at available be because been before being below
between both but by can case cases cent could did do does done during each effective effectively either enough every
everyone fewer focus focused for found from further had half has have he her his how however if in inadequate
ineffective inspect inspected inspecting inspection inspections inspectors insufficient insufficiently into is it
its just least less made majority many may meant more most much nearly necessary neither no nor not number of often
on one only or other others our out over overall people per percent persons poor probation rather reported
respondents said same score several she should since so some staffed stated such sufficient sufficiently than that
the their them there these they this those three through to too two under up upon very was well were what when where
whether which while who whom whose will with within without would yes appropriate appropriately relevant third
thirds quarter quarters two-thirds three-quarters judged felt told agreed agree way ways get having whilst including
particularly generally largely four five six seven eight nine ten feel feels favourable somewhat seen undertaken
carried place
"""
EMPTY = frozenset(_EMPTY.split())

#: Phrases of the field that are one idea, each as one word; in order, the longer first.
IDEAS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), f" {word} ")
    for pattern, word in (
        (
            r"\bblack,? asian,?(?: and| or)? (?:other )?minority ethnic(?: background| heritage| people)?\b"
            r"|\bethnic(?:ity| minorit\w+)\b",
            "zethnic",
        ),
        (r"\bprioritisation framework\b|\bPF\b", "zpf"),
        (r"\b(?:unpaid work|UPW)\b", "zunpaid"),
        (r"\bdomestic abuse\b", "zabuse"),
        (r"\bsafeguarding\b", "zsafeguard"),
        (r"\bcontingency\b", "zcontingency"),
        (r"\brisks? of (?:serious )?harm\b|\bRoSH\b|\brisk management\b|\brisk assessments?\b", "zharm"),
        (
            r"\b(?:keep(?:s|ing)?|kept) (?:\w+ ){0,3}?safe\b|\bsafety of (?:other people|others)\b"
            r"|\bpublic protection\b",
            "zsafety",
        ),
        (r"\bpre-sentence\b|\bcourt(?:'s)? (?:reports?|work|decision-making)\b|\breports? to court\b", "zcourt court"),
        (r"\b(?:multi-?\s?agency|(?:other|partner|relevant) (?:agencies|organisations)|inter-agency)\b", "zagency"),
        (r"\b(?:probation services officers?|PSOs?)\b", "zpso"),
        (r"\b(?:senior probation officers?|SPOs?)\b", "zspo"),
        (r"\b(?:probation officers?|POs?)\b", "zpo"),
        (r"\b(?:PQiPs?|trainees?|people training)\b", "ztrainee"),
        (r"\b(?:women|woman|females?)\b", "zwomen"),
        (r"\b(?:men|man|males?)\b", "zmen"),
        (r"\b(?:home visits?)\b", "zhomevisit"),
        (r"\b(?:mental health)\b", "zmentalhealth"),
        (r"\b(?:re-?\s?offending|offending|offences?|offend)\b", "zoffend"),
        (r"\b(?:very )?high(?:er|est)?(?: and very high)?[- ]risk\b|\bvery high\b", "zhighrisk"),
        (r"\b(?:low|medium)(?:er)?(?: and medium)?[- ]risk\b", "zlowrisk"),
        (r"\b(?:MAPPA)\b", "zmappa"),
        (r"\b(?:readiness|ready)\b", "zready"),
        (r"\b(?:sickness|days lost)\b", "zsick"),
        (r"\b(?:days?) (?:per annum|a year)\b", "zsick"),
        (r"\b(?:vacanc(?:y|ies))\b", "zvacancy"),
        (r"\b(?:enquir\w+|checks?|information requests?)\b", "zenquiry"),
        (r"\b(?:workforce|employees|staff)\b", "zstaff"),
        (r"\b(?:practitioners?|case managers?|probation workers?)\b", "zpractitioner"),
        (r"\b(?:released?|prison|custod(?:y|ial)|licences?)\b", "zrelease"),
        (r"\b(?:meaningfully |actively )?(?:involv\w+|engag\w+|participat\w+)\b", "zengage"),
        (r"\bPDUs\b", " zpdus "),
        (r"\bPDU(?:'s)?\b", " "),
        (r"\b(?:offices?|sites?)\b", "zsite"),
        (r"\b(?:victims?)\b", "zvictim"),
        (r"\b(?:plans?|planning|planned)\b", "zplan"),
        (r"\b(?:assess(?:ed|es|ing|ments?)?)\b", "zassess"),
        (r"\b(?:review(?:s|ed|ing)?)\b", "zreview"),
        (r"\b(?:implement\w*|deliver\w*)\b", "zdeliver"),
        (r"\b(?:region\w*)\b", "zregion"),
        (r"\b(?:lowest)\b", "zlowest"),
        (r"\b(?:interven\w+)\b", "zintervention"),
        (r"\b(?:agenc(?:y|ies))\b", "zagency"),
        (
            r"\b(?:take\w*|taking|took) (?:\w+ )?(?:into )?account(?: of)?\b|\bconsider(?:ed|ing|ation|ations)?\b",
            "zconsider",
        ),
        (r"\bdomain (?:one|1)\b", "zdomainone"),
        (r"\bdomain (?:two|2)\b", "zdomaintwo"),
        (r"\bdomain (?:three|3)\b", "zdomainthree"),
        (r"\b(?:views?|voice)\b", "zviews"),
        (r"\b(?:protected characteristics?|diversity|diverse)\b", "zdiversity"),
        (r"\b(?:personal circumstances?|circumstances?)\b", "zcircumstances"),
        (r"\b(?:improve\w*)\b", "zimprove"),
        (r"\b(?:accommodation|housing|housed)\b", "zaccommodation"),
        (r"\b(?:employ\w*)\b", "zemployment"),
    )
)
WORD = re.compile(r"[a-z][a-z'-]+")
ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ives",
    "ive",
    "ies",
    "ied",
    "ness",
    "able",
    "ably",
    "ers",
    "ally",
    "al",
    "ly",
    "ed",
    "es",
    "er",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending, so that "coordinated" is "coordination"; what is left has four letters or more."""
    word = word.removesuffix("'s").strip("'-")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def replaced(text: str) -> str:
    """Text in small letters with each idea as one word."""
    plain = " ".join(text.replace("’", "'").replace("‘", "'").split())
    for pattern, word in IDEAS:
        plain = pattern.sub(word, plain)
    return plain.casefold()


def tokens(text: str) -> list[str]:
    """The words of a text that say something, as they are compared."""
    return list(_tokens(text))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    """The same, kept: the words of a statistic are asked for with each text that is held against it."""
    words = (word.strip("'-") for word in WORD.findall(replaced(text)))
    return tuple(stem(word) for word in words if word.removesuffix("'s") not in EMPTY)


#: Words of a part of the cases: a number of women is none of all cases.
GROUPS = frozenset(
    map(
        stem,
        (
            "zwomen",
            "zmen",
            "zhighrisk",
            "zlowrisk",
            "zmappa",
            "zpo",
            "zpso",
            "ztrainee",
            "zethnic",
            "young",
            "disabled",
        ),
    )
)
REGION = stem("zregion")
