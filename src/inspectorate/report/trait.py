"""What may be known of a person from elsewhere, and how prose says it: age, sex, ethnicity, offence, place."""

import re
from collections.abc import Mapping

from inspectorate.framework.entry import Certainty

#: How many traits of one person are too many, the place among them or not. No rule of an inspectorate is known.
TOO_MANY = 4
TOO_MANY_CERTAINTY = Certainty.ASSUMED

#: What may be known of a person from elsewhere: the trait, and how prose says it.
TRAITS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "age": r"\b(?:aged?\s+\d{1,2}|\d{1,2}[- ]years?[- ]old|\d{1,2}[- ]year[- ]old|(?:in\s+(?:his|her|their)\s+)?"
        r"(?:early|mid|late)?[- ]?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|(?:19|20)\d0s))\b",
        "sex": r"\b(?:he|she|his|her|hers|him|man|woman|male|female|mother|father|boyfriend|girlfriend|husband|wife)\b",
        "ethnicity": r"\b(?:black|asian|white|mixed[- ](?:race|heritage)|roma|gypsy|traveller|caribbean|african"
        r"|pakistani|indian|bangladeshi|chinese|polish|romanian|albanian|somali|irish)\b",
        "religion": r"\b(?:muslim|christian|catholic|jewish|hindu|sikh|buddhist)\b",
        "health": r"\b(?:autis\w+|ADHD|disab\w+|wheelchair|deaf|blind|epilep\w+|diabet\w+|schizophreni\w+|bipolar"
        r"|psychosis|learning\s+difficult\w+|pregnan\w+|cancer|HIV|dementia)\b",
        "sexuality or gender identity": r"\b(?:gay|lesbian|bisexual|transgender|trans\s+(?:man|woman)|non-binary)\b",
        "offence": r"\b(?:convicted\s+of|sentenced\s+for|pleaded\s+guilty|murder|manslaughter|rape|arson|burglary"
        r"|robbery|stalking|assault\w*|causing\s+death|indecent|sexual\s+offence\w*|drug\s+supply|supplying|fraud|theft"
        r"|drink[- ]driving|dangerous\s+driving|possession\s+of|grievous|kidnap\w*|harassment)\b",
        "sentence": r"\b(?:\d+[- ](?:month|year|week)s?(?:'|’)?\s+(?:community|suspended|imprisonment|custod\w+"
        r"|sentence|order|licence)|community\s+order|suspended\s+sentence|life\s+sentence|IPP"
        r"|(?:released|recalled)\s+(?:from|on|to))\b",
        "family": r"\b(?:(?:one|two|three|four|five|six|\d)\s+(?:\w+\s+)?(?:children|sons|daughters)|her\s+baby|newborn"
        r"|only\s+child|twins?|grand(?:mother|father|parents?|children)|foster\w*|adopted)\b",
        "work": r"\b(?:worked\s+as|employed\s+as|former\s+(?:soldier|nurse|teacher|police|prison|army)|veteran|nurse"
        r"|teacher|taxi\s+driver|soldier|student\s+at)\b",
    }.items()
}
PLACE = re.compile(
    r"\b(?:in|at|from|near|of)\s+(?:the\s+)?((?:[A-Z][a-z’'-]+)(?:\s+(?:and\s+)?[A-Z][a-z’'-]+){0,3})(?=[\s.,;:)]|$)"
)
_NOT_A_PLACE = """
January February March April May June July August September October November December Probation Prison Court Crown
Inspectorate Service Monday Tuesday Wednesday Thursday Friday Saturday Sunday English Welsh
"""
NOT_A_PLACE = frozenset(_NOT_A_PLACE.split())
EXACT_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b"
)


def traits_of(text: str) -> dict[str, str]:
    """What a text says of a person that may be known from elsewhere: the traits, each with the words that say it."""
    found = {name: match[0].strip() for name, pattern in TRAITS.items() if (match := pattern.search(text))}
    places = (match[1] for match in PLACE.finditer(text) if not set(match[1].split()) & NOT_A_PLACE)
    place, date = next(places, ""), EXACT_DATE.search(text)
    if place:
        found["place"] = place
    if date:
        found["a date"] = date[0]
    return found
