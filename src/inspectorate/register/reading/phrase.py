"""The phrases by which sentences rate a unit, and those that only look as if they did."""

import re

WORD = re.compile(
    r"(?<![\w-])(?P<open>['\"]\s?)?(?P<rating>outstanding|good|(?:requires?|requiring|required)\s+improvement"
    r"|inadequate)"
    r"(?P<close>[.,]?['\"])?(?![\w-])",
    re.IGNORECASE,
)
BE = r"(?:is|was|were|are|be|been|being|has|have|had)"
FILL = (
    r"(?:\s+(?:it|them|overall|again|once|specifically|separately|both|each|all|also|to|be|as|being|an?|have"
    r"|was|were))*"
)
RATE = r"\b(?:rat(?:ed?|es|ing)|judged|graded|deemed|classed|assessed|marked|considered|reported)\b"
#: What must stand before a rating word, or behind it, for it to say that something is rated.
RATED = re.compile(rf"{RATE}{FILL}\s*$|\bfound\b[^.;]{{0,80}}\bto\s+be\s+(?:performing\s+to\s+a\s+)?$", re.IGNORECASE)
AS = re.compile(rf"{RATE}[^;]*\bas\s*(?:an?\s+)?$", re.IGNORECASE)
NOUN = re.compile(
    r"\b(?:rating|grade|judgement|total|mark)\b(?:[^.;]{0,50}?\b(?:of|is|was|as)|\s*(?:possible"
    r"|available)?\s*\()\s*$",
    re.IGNORECASE,
)
RATING_BEHIND = re.compile(r"^\s*(?:(?:overall\s+)?(?:rating|grade)\b|overall\b)", re.IGNORECASE)
IS = re.compile(rf"\b{BE}(?:\s+(?:also|now|still))?\s*$|\bremains?\s*$", re.IGNORECASE)
OVERALL_BEFORE = re.compile(
    r"\boverall\s+(?:\w+\s+){0,2}(?:rating|grade|judgement|score)\b[^.;]{0,50}$|\boverall\s*(?:as\s*)?$"
    r"|\btotal\s+of\s*$",
    re.IGNORECASE,
)
OVERALL_BEHIND = re.compile(r"^\s*(?:(?:rating|standard|grade)\s+)?overall\b", re.IGNORECASE)

#: No sentence is longer; what is, has lost its stops.
LONGEST = 1500

NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|all|each|every"
    r"|none|no|most|some|several|many|zero)"
)
COUNTED = re.compile(
    rf"\b{NUMBER}\s+(?:(?:other|of|the|our|its|these|those|specific|particular|probation|youth|offending"
    rf"|justice|quality|delivery|service"
    r"|domain|local|inspected|two|four|five|CRC|NPS)\s+){0,4}"
    r"(?:aspects?|areas?|standards?|services|PDUs|units|regions|reports?|CRCs|divisions|categories|cases"
    r"|ratings?|others|reviews?)\b"
    r"|\b(?:trio|pair|parts?|some|number|majority|most|many)\s+of\b|\bper\s+cent\b|%|\bhalf\b|\bthirds?\b"
    r"|\bquarters?\b|\bout\s+of\b",
    re.IGNORECASE,
)
PART_WORDS = (
    r"(?:leadership|governance|staffing|staff|casework|case\s+(?:work|supervision|quality)|court\s+(?:work"
    r"|reports?|disposals?)|disposals?"
    r"|assess(?:ments?|ing)|planning|plans|implementation|deliver(?:y|ing)|reviewing|resettlement|standards?"
    r"|domains?|aspects?|areas?"
    r"|categor(?:y|ies)|quality|work|management|provision|polic(?:y|ies)|facilities|unpaid\s+work"
    r"|through\s+the\s+gate|key\s+questions?"
    r"|reviews?|victims?|arrangements|partnerships?|SFOs?|projects?|cases|morale|schemes?|outcomes|engagement"
    r"|safety|protection|desistance"
    r"|approach|performance|statutory|organisational)"
)
PART = re.compile(rf"\b{PART_WORDS}\b", re.IGNORECASE)
PART_BEHIND = re.compile(
    rf"^\s*(?:rating\s+)?(?:for|in|on|against|at|across)\s+(?:(?:its|their|the|our|all|his|her|both|{NUMBER})\s+)*"
    rf"(?:[\w-]+\s+){{0,2}}?(?:{PART_WORDS}\b|out\s+of\b)|^\s*(?:rating\s+)?for\s+(?:its|their)\s+services\b",
    re.IGNORECASE,
)
#: A number or a share of services, to which even "overall" belongs.
SHARE = re.compile(
    rf"(?:\b(?:thirds?|half|quarters?|majority|per\s+cent)\b|%"
    rf"|\b{NUMBER}\s+(?:of\s+the\s+)?(?:(?!and\b)[\w-]+\s+){{0,4}}?"
    r"(?:services|PDUs|reports|units|regions|inspections|divisions|CRCs|YJSs|YOSs)\b|\b(?:no|every"
    r"|each)\s+(?:[\w-]+\s+){0,3}?(?:service|PDU|region|unit)\b)"
    r"[^.;,]{0,90}$",
    re.IGNORECASE,
)
SEPARATELY = re.compile(r"\bseparately\b", re.IGNORECASE)
NOT_YET = re.compile(
    r"\b(?:would|could|might|if|either|neither|whether|unless)\b|\bwill\s+(?:be\s+(?:given|rated|awarded)"
    r"|receive|get)\b|\bcan\s+be\b",
    re.IGNORECASE,
)
#: A rating that is only wished for or missed: nothing but the way to it stands between.
WISHED = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|aspir(?:es?|ed|ing)|want(?:s|ed)?|wish(?:es)?|striv(?:es?|ing)"
    r"|on\s+track|ambition|target|goal|likely|expect(?:s|ed)?|work(?:s|ing)\s+towards|short|away|near|close)\s+"
    r"(?:of|for|to|from|towards|is|was|it|them|that|[A-Z]\w*)\b[^.;,]{0,80}$"
)
DENIED = re.compile(
    r"\b(?:not|never|no\s+longer)(?:\s+(?:yet|been|be|being|have|rated|judged|graded|given|awarded|found|to|as|an?"
    r"|overall))*\s*$",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|staff|respondents?|practitioners?|partners?|stakeholders?|sentencers|victims|users|participants?"
    r"|children|parents|carers|leaders|managers|probation|police|courts?)"
)
#: What others than inspectors think of the unit: "people on probation rated the service as".
OPINION = re.compile(
    rf"\b{_PEOPLE}\s+(?:\w+\s+)?(?:rated?|judged|graded|considered|describ\w+)\s+(?:the|this|their|its|it|them|[A-Z])"
    r"(?!\w*ed\b)[^.;]{0,80}$"
    r"|\b(?:told|informed)\s+(?:us|me|inspectors)\b[^.;,]{0,80}$"
    r"|\b(?:felt|believed?|thought|described)\b[^.;,]{0,60}$"
)
SCALE = re.compile(
    r"\b(?:scale|four\s+(?:possible\s+)?ratings|one\s+of\s+four|four\s+overall\s+ratings)\b", re.IGNORECASE
)
EITHER = re.compile(r"^\W*\s*(?:or|and/or|to)\s+['\"]?(?:outstanding|good|require|inadequate)", re.IGNORECASE)
EITHER_BEFORE = re.compile(
    r"(?:outstanding|good|improvement|inadequate)['\"]?\s+(?:or|to)\s+(?:an?\s+)?$"
    r"|\bfrom\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
PAIRED = re.compile(r"\brespectively\b", re.IGNORECASE)

FORMER_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|last\s+(?:inspect\w*|review\w*|visit\w*)|former(?:ly)?|earlier"
    r"|follows\s+an\s+inspection|re-?inspection"
    r"|then\s+rated|first\s+inspected\s+in|(?:its|their|the|an?)\s+20\d\d\s+(?:overall\s+)?rating)\b|^\W*In\s+(?:[A-Z][a-z]+\s+)?20\d\d\b(?=.{0,80}\b(?:was|were)\b)",
    re.IGNORECASE,
)
FORMER_BEHIND = re.compile(
    r"^\s*(?:rating\s+)?(?:overall\s+)?(?:in|since)\s+(?:an?\s+)?(?:its\s+"
    r"|the\s+)?(?:reports?\s+published\s+(?:in\s+)?|\w+\s+)?(?:[A-Z][a-z]+\s+)?(20\d\d)\b"
)
#: "fallen from 'Good' in 2019", "its 2019 rating of", "the previous rating was".
FALLEN = re.compile(
    r"\b(?:fall(?:en|s|ing)?|fell|drop(?:ped|s)?|declin\w+|deteriorat\w+|improv(?:ed|es|ement)|risen|rose|up|down)"
    r"\s+from\s+$",
    re.IGNORECASE,
)
ITS_FORMER = re.compile(
    r"\b(?:its|their|the)\s+(?:previous|last|former|earlier|20\d\d)\s+(?:overall\s+|inspection\s+)*rating\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(20[012]\d)\b")
SPEECH = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())\"(?=\S)[^\"]{30,1500}(?:(?<=\S)\"|$)", re.MULTILINE)
OWN = re.compile(
    r"(?<!\w)(?:(?:the|this)\s+(?:(?:regional|probation|delivery|whole|entire|inspected)\s+)*(?:PDU|service|YJS"
    r"|YOS|YOT|region|CRC|division|organisation|unit|team"
    r"|youth\s+(?:justice|offending)\s+(?:service|team))|(?:'s|an?)\s+(?:\w+\s+)?(?:probation"
    r"|youth\s+(?:justice|offending))\s+(?:service|team)"
    r"|it(?!\s+(?:comes|came|follows))|they)(?!['\w])",
    re.IGNORECASE,
)
#: Before the name of a unit that "it" then stands for.
IT = re.compile(r"\bit\b", re.IGNORECASE)
INSPECTION_OF = re.compile(r"\b(?:inspection|report|review)s?\s+(?:of|on|into)\s+(?:the\s+)?$", re.IGNORECASE)
VERB = re.compile(r"\b(?:joins?|are|is|was|were|includ(?:es?|ed|ing))\s", re.IGNORECASE)
CLAUSE = re.compile(r";|,?\s+(?:while|whilst|whereas|but)\s+", re.IGNORECASE)
#: "we rated A, B and C as", "A, and B were rated as", "A was given a".
LIST_GOING_ON = re.compile(r"^\W{0,4}(?:and\s{1,4})?(?P<list>[A-Z][^;]{2,200}?)\s{1,4}as\s{0,4}$")
LIST_WITHIN = re.compile(r"\brated\s{1,4}(?P<list>[A-Z][^;]{2,200}?)\s{1,4}(?:both\s{1,4}|all\s{1,4})?as\s{0,4}$")
LIST_BEFORE = re.compile(
    rf"(?:^|\bwhile\s|\bwhilst\s|\bbut\s"
    rf"|\band\s)?\W{{0,4}}(?P<list>[A-Z][^;]{{2,200}}?)\s{{1,4}}(?:{BE}\s{{1,4}}){{1,3}}(?:(?:also|both|all"
    rf"|each)\s{{1,4}}){{0,2}}"
    r"(?:rated|given|judged|graded)(?:\s{1,4}(?:as|an?))?\s{0,4}$"
)
COUNTED_LIST = re.compile(r"\s+-\s+(?P<list>[A-Z].*)", re.DOTALL)
NAME = re.compile(r"[A-Z][\w'-]*(?:\s+(?:with\s+|upon\s+|of\s+)?[A-Z][\w'-]*){0,4}")
NO_UNIT = re.compile(
    r"^(?:overall|however|no|the|this|our|its|each|both|all|inspectors?)\b|\b(?:services?|units?|PDUs?)\b",
    re.IGNORECASE,
)
QUALIFIED = re.compile(r"\b(?:both|all|each|respectively)\b", re.IGNORECASE)


def rating_of(words: str) -> str:
    """A rating as the frameworks spell it."""
    return "Requires improvement" if words[:6].casefold() == "requir" else words.capitalize()
