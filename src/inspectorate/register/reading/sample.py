"""How many cases were inspected, how many interviews held, and how many people asked."""

import re
from collections.abc import Iterator

from inspectorate.register.facts import Evidence, Fact
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.numeral import NUMERAL, whole_number

_CASES = (
    r"(?:(?:individual|relevant|community|custodial|suspended|post-?\s?court|out-?\s?of-?\s?court|post-?\s?release|court|case"
    r"|pre-?\s?release|youth|young\s+people's|children's|licence|post-?\s?custody|and|or)\s+)*"
    r"(?:cases?(?:\s+files?)?|orders?|sentences?|disposals?|releases?(?:\s+on\s+licence)?(?:\s+from\s+custody)?|licen[cs]es?)\b"
)
_PART = rf"(?:{NUMERAL})\s+{_CASES}"
#: "We inspected 34 community orders and 25 releases on licence": a verb of inspecting and one number or more.
INSPECTED = re.compile(
    rf"\b(?:we|inspectors|inspectorate|team|they)\s+(?:also\s+|have\s+|had\s+)?"
    rf"(?:inspected|examined|reviewed|assessed|looked\s+at|read|considered)\s+"
    rf"(?:in\s+detail\s+|the\s+work\s+in\s+|a\s+(?:total|sample)\s+of\s+|some\s+|in\s+total\s+|(?:case\s+)?files?\s+(?:of|in)\s+)*"
    rf"(?P<parts>{_PART}(?:\s*(?:,|,?\s+and|plus)\s+{_PART})*)",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    rf"(?<!of\s)(?<!of\sthe\s)\b(?P<parts>{_PART})\s+(?:were|was)\s+(?:inspected|reviewed|examined|assessed)\b",
    re.IGNORECASE,
)
#: "the 196 cases inspected", "a cohort of 102 cases".
WHOLE = re.compile(
    rf"\b(?:the|these|all)\s+(?P<parts>(?:{NUMERAL})\s+cases)\s+(?:that\s+)?(?:we\s+)?inspected\b"
    rf"|\b(?:cohort|sample|total)\s+of\s+(?P<cohort>(?:{NUMERAL})\s+cases)\b",
    re.IGNORECASE,
)
#: A count before it: "59 out of the 96 cases inspected" is out of what was relevant, not of the sample.
COUNTED_OF = re.compile(rf"(?<![\w-])(?:{NUMERAL})\s+(?:out\s+)?of\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
#: What makes the cases said a part of the sample: where something holds of them alone.
PART_OF_SAMPLE = re.compile(
    r"\s*(?:,\s*)?(?:(?:where|in\s+which|for\s+which|that|which|with|involving|of\s+(?:children|women|people|men))\b"
    r"(?!\s+(?:the\s+)?(?:sentences?|licen[cs]es?|orders?|disposals?|supervision)\b)(?!\s+(?:had\s+)?(?:commenced|began|started))"
    r"|(?:relating|linked|allocated|subject)\b)",
    re.IGNORECASE,
)
ONE_PART = re.compile(rf"({NUMERAL})\s+{_CASES}", re.IGNORECASE)
INTERVIEWS = re.compile(
    rf"\b(?:conducted|held|carried\s+out|undertook|completed|did)\s+({NUMERAL})\s+(?:individual\s+|detailed\s+)?interviews?\b"
    rf"(?!\s+with\s+(?:people|children|service\s+users|parents|young))"
    rf"|\binterviewed\s+({NUMERAL})\s+(?:individual\s+)?(?:probation\s+|youth\s+justice\s+|responsible\s+)?"
    rf"(?:practitioners|case\s+managers|officers|case\s+holders)\b"
    rf"|\b({NUMERAL})\s+interviews\s+with\s+(?:probation\s+|youth\s+justice\s+)?(?:practitioners|case\s+managers|officers)",
    re.IGNORECASE,
)
_PEOPLE = r"(?:people(?:\s+on\s+probation)?|children|young\s+people|service\s+users|parents|respondents|individuals)"
RESPONDENTS = re.compile(
    rf"\bhad\s+contact\s+with\s+({NUMERAL})\s+{_PEOPLE}"
    rf"|\b(?:surveyed|consulted\s+with|heard\s+from)\s+({NUMERAL})\s+{_PEOPLE}"
    rf"|\b({NUMERAL})\s+(?:(?:of\s+the\s+)?respondents\b|responses\s+(?:to|from)\b)"
    rf"|\b({NUMERAL})\s+(?:{_PEOPLE}|staff|practitioners)\s+(?:responded|replied|completed\s+(?:the|our|a)\s+survey)\b",
    re.IGNORECASE,
)


def sample_size(layout: Layout) -> Fact[int] | None:
    """The cases inspected; numbers said together add up ("34 community orders and 25 releases on licence" is 59).

    A sentence that says who inspected them decides over a mention in passing. Of several numbers the one under
    "Background" decides, else the largest: the others are parts of the sample.
    """
    said = [found for pattern in (INSPECTED, PASSIVE) for found in _samples(layout, pattern)]
    passing = list(_samples(layout, WHOLE))
    said = said or passing
    if not said:
        return None
    told = [total for total, _, section in said if "background" in section]
    value = told[0] if told else max(total for total, _, _ in said)
    places = dict.fromkeys(place for total, found, _ in [*said, *passing] if total == value for place in found)
    return Fact(value, tuple(places))


def interviews(layout: Layout) -> Fact[int] | None:
    """The interviews held with practitioners."""
    return _largest(layout, INTERVIEWS, "interviews held")


def survey_respondents(layout: Layout) -> Fact[int] | None:
    """The people who answered a survey, or with whom there was contact for one."""
    return _largest(layout, RESPONDENTS, "people who were asked")


def _samples(layout: Layout, pattern: re.Pattern[str]) -> Iterator[tuple[int, tuple[Evidence, ...], str]]:
    """Each number of cases said to be inspected, its places, and the heading of its section in small letters."""
    for said in _in_prose(layout, pattern):
        group = next(name for name, words in said.groupdict().items() if words)
        start, end = said.span(group)
        if PART_OF_SAMPLE.match(layout.clean, end) or COUNTED_OF.search(layout.clean, max(0, start - 40), said.start()):
            continue
        parts = list(ONE_PART.finditer(layout.clean, start, end))
        numbers = [whole_number(part[1]) or 0 for part in parts]
        index = layout.block_at(start)
        section = layout.heading(layout.blocks[index].section).casefold() if index is not None else ""
        how = "cases inspected" if len(parts) == 1 else f"cases inspected, {' + '.join(map(str, numbers))}"
        yield sum(numbers), tuple(layout.evidence(part.start(), part.end(), how) for part in parts), section


def _largest(layout: Layout, pattern: re.Pattern[str], how: str) -> Fact[int] | None:
    """The largest number that a pattern finds: smaller ones are parts of it."""
    found = []
    for said in _in_prose(layout, pattern):
        number = whole_number(next(words for words in said.groups() if words))
        if number:
            found.append((number, layout.evidence(said.start(), said.end(), how)))
    if not found:
        return None
    value = max(number for number, _ in found)
    return Fact(value, tuple(place for number, place in found if number == value))


def _in_prose(layout: Layout, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for block in layout.blocks:
        if block.kind in ("paragraph", "item"):
            yield from pattern.finditer(layout.clean, block.start, block.end)
