"""How names of units are written: what does not matter in them, and which words beside a name say what it names."""

import re

#: Kind of unit -> the words that name it, as they stand behind a name.
KIND_WORDS = {
    "PDU": r"(?:probation|prison)\s+delivery\s+units?|probation\s+units?|PDUs?",
    "youth justice service": (
        r"(?:(?:children\s+and\s+)?young\s+people's(?:\s+engagement\s+and)?\s+|prevention\s+(?:and|&)\s+|combined\s+)?"
        r"(?:youth\s+)?(?:offending|justice|and\s+justice)"
        r"(?:\s+and(?:\s+\w+){1,2})?\s+(?:services?|teams?|partnership|system)|youth\s+offender\s+services"
        r"|(?:CY)?P?YJ(?:TP|P|EI)?S|CYPJS|Y&JS|YPE&JS|YOSs?|YOTs?|YJTs?"
    ),
    "CRC": r"community\s+rehabilitation\s+compan(?:y|ies)|CRCs?",
    "NPS division": r"(?:NPS|national\s+probation\s+service)(?:\s*\(NPS\))?(?:\s+divisions?)?|divisions?",
    "approved premises": r"approved\s+premises",
    "region": r"(?:probation\s+)?regions?",
}
#: "probation service" beside a name names a PDU or a region.
SERVICE = r"(?:regional\s+)?probation\s+services?"

BEHIND = re.compile(
    r"\s+(?:"
    + "|".join(f"(?P<k{index}>{words})" for index, words in enumerate(KIND_WORDS.values()))
    + rf"|(?P<service>{SERVICE}))(?!\w)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:(?P<region>probation\s+services?\s*-\s*)"
    r"|(?P<PDU>(?:probation\s+delivery\s+units?|PDUs?)(?:\s*\(PDUs?\s*\*?\s*\))?,?\s+(?:in|for|of)\s+|probation\s+delivery\s+units\s+\(PDUs\)\s*[,:]\s+)"
    r"|(?P<service>probation\s+services?\s+(?:in|for|of)\s*:?\s+)"
    r"|(?P<youth>youth\s+(?:justice|offending)\s+(?:services|teams|work[\w\s]{0,40}?)\s+(?:in|for|of)\s*:?\s+)"
    r"|(?P<nps>(?:NPS|national\s+probation\s+service)(?:\s*\(NPS\))?(?:\s*-)?\s+)"
    r"|(?P<premises>approved\s+premises\s*:\s+))(?:the\s+)?$",
    re.IGNORECASE,
)
GROUPS = {"nps": "NPS division", "youth": "youth justice service", "premises": "approved premises"}
ABBREVIATION = re.compile(r"\(\s*(?:PDU\*?|YJS|YOS|YOT|CRC|NPS|AP)s?\s*\)")
PLAIN = str.maketrans({"‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "*": " "})


def kind_behind(text: str, position: int) -> tuple[str | None, int]:
    """The kind that the words at a position name ("PDU", "Youth Justice Service"), and where they end.

    "service" for "probation service", which names a PDU or a region; None, with the position, for other words.
    """
    found = BEHIND.match(text, position)
    if not found:
        return None, position
    if found["service"]:
        return "service", found.end()
    return next(kind for index, kind in enumerate(KIND_WORDS) if found[f"k{index}"]), found.end()


def kind_before(text: str, position: int) -> tuple[str | None, int]:
    """The kind that the words just before a position name ("probation service for"), and where they begin."""
    start = max(0, position - 90)
    found = BEFORE.search(text[start:position])
    if not found:
        return None, position
    group = found.lastgroup or ""
    return GROUPS.get(group, group), start + found.start()


def bare(name: str) -> tuple[str, str | None]:
    """A name without the words for its kind, and the kind they name ("service" for "probation service")."""
    text = " ".join(ABBREVIATION.sub(" ", name.translate(PLAIN)).split())
    kind: str | None = None
    for place in [match.end() for match in re.finditer(r"\s", text)][:14]:
        before, start = kind_before(text, place)
        if before and text[:start].casefold().strip() in ("", "the"):
            kind, text = before, text[place:].removeprefix("the ")
            break
    for place in [match.start() for match in re.finditer(r"\s", text)]:
        behind, end = kind_behind(text, place)
        if behind and not text[end:].strip(" .:;,"):
            return text[:place], behind if kind in (None, "service") else kind
    return text, kind


def words(name: str) -> list[str]:
    """The words of a name by which it is looked up, as they are written."""
    found = re.sub(r"[^\w']+", " ", name.translate(PLAIN)).split()
    return [word for word in found if word.casefold() not in ("the", "and")]


def key(name: str) -> str:
    """A name as it is looked up: case, commas, hyphens, "and" and "the" do not matter."""
    return " ".join(words(name.casefold()))
