"""What a document refers to: annexes, web addresses, links and practice examples."""

import re
from collections.abc import Iterator

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.reading.layout import Block
from inspectorate.register.reading.numeral import whole_number

REFERS = re.compile(
    r"\b(?:included|set out|given|listed|found|shown|contained|detailed|provided|available|presented|reported|see)\b"
    r"[^.;]{0,40}?\bannexe? (?P<which>\w+)\b",
    re.IGNORECASE,
)
ANNEXE = re.compile(r"^annexe? (?P<which>\w+)\b\W*(?P<title>.*)$", re.IGNORECASE)
#: Words that every document of the kind holds, and that tell no annexe from another.
EVERYWHERE = re.compile(
    r"(?:an?|the|and|or|of|for|in|on|to|at|by|with|from|this|that|these|those|is|are|was|were|be|been|has|have|had|its?"
    r"|our|we|your?|all|any|each|more|most|further|full|information|data|details?|about|inspect(?:ion|ions|ed)|probation"
    r"|services?|reports?|pdus?|regions?|regional|relevant|previous|also|can|out|included|set|given|listed|found|shown"
    r"|contained|detailed|provided|available|presented|reported|see|annexe?|below|above|following|website|work|units?"
    r"|one|two|three)"
)
#: The hosts under which the Inspectorate has published.
HOSTS = ("justiceinspectorates.gov.uk", "hmiprobation.justiceinspectorates.gov.uk", "hmiprobation.gov.uk")
HOST = re.compile(r"(?:https?://|www\.|@)(?:www\.)?(?P<host>[a-z0-9-]{3,60}(?:\.[a-z0-9-]{2,60}){1,4})", re.IGNORECASE)
NO_TARGET = re.compile(r"\[(?P<words>[^\]\n]{3,300})\]\(#?\)")
EXAMPLES_CHANGED = re.compile(r"names\s+in\s+the\s+practice\s+examples?\b[^.]{0,120}", re.IGNORECASE)
EXAMPLE = re.compile(r"\b(?:practice|case)\s+(?:examples?|illustrations?|stud(?:y|ies))\b", re.IGNORECASE)
#: A document shorter than this is an extract, and what it refers to may stand in the rest.
WHOLE = 10_000


def reference_disagreements(document: ReadDocument) -> Findings:
    """Every check of what one document refers to."""
    yield from _annexes(document)
    yield from _hosts(document)
    yield from _links(document)
    yield from _examples(document)


def _content(words: str) -> set[str]:
    """The telling words, without their plural."""
    found = (word.removesuffix("'s") for word in re.findall(r"[a-z']+", words.casefold()))
    return {word.removesuffix("s") for word in found if not EVERYWHERE.fullmatch(word)}


def _annexes(document: ReadDocument) -> Findings:
    annexes = {which: (heading, text) for which, heading, text in _annexes_of(document)}
    for sentence in document.sentences:
        referring = REFERS.search(sentence.words)
        if not referring or not annexes:
            continue
        which = _number(referring["which"])
        place = document.span(sentence.start, sentence.end, "a reference to an annexe")
        if which not in annexes:
            if which.isdigit() or len(which) == 1:
                what = f"The text refers to annexe {referring['which']}, and the document has no such annexe"
                yield Disagreement("annexe", f"{what}.", (place,), "likely")
            continue
        heading, text = annexes[which]
        sought = _content(sentence.words[: referring.start()] + sentence.words[referring.end() :])
        if sought and not sought & _content(text):
            title = document.layout.words(heading)
            what = f'What is said to be in annexe {referring["which"]} is not there: it is headed "{title}"'
            places = (place, document.span(heading.start, heading.end, "heading of the annexe"))
            yield Disagreement("annexe", f"{what}.", places, "certain")


def _annexes_of(document: ReadDocument) -> Iterator[tuple[str, Block, str]]:
    """Each annexe: its number or letter, its heading, and everything that stands in it."""
    layout = document.layout
    headings = [b for b in layout.blocks if b.kind == "heading" and ANNEXE.match(layout.words(b))]
    for index, heading in enumerate(headings):
        found = ANNEXE.match(layout.words(heading))
        end = headings[index + 1].start if index + 1 < len(headings) else len(layout.clean)
        if found:
            yield _number(found["which"]), heading, layout.clean[heading.start : end]


def _number(which: str) -> str:
    number = whole_number(which)
    return which.casefold() if number is None else str(number)


def _hosts(document: ReadDocument) -> Findings:
    """A web address that is nearly one of the Inspectorate's own; once a line."""
    lines: set[int] = set()
    for found in HOST.finditer(document.layout.text):
        host = found["host"].casefold().rstrip(".")
        meant = next((own for own in HOSTS if _nearly(host, own)), None)
        line = document.layout.document.line_of(found.start())
        if meant and line not in lines:
            lines.add(line)
            place = document.as_printed(found.start("host"), found.end("host"), "a web address")
            what = f"The web address {found['host']} is nearly the Inspectorate's own {meant}"
            yield Disagreement("web-address", f"{what}.", (place,), "certain")


def _nearly(host: str, own: str) -> bool:
    """Whether a host is not one of the Inspectorate's and differs from one by at most four letters."""
    if host in HOSTS or abs(len(host) - len(own)) > 4 or len(own) < 15:
        return False
    return 0 < _distance(host, own) <= 4


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to turn one word into another."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            changed = diagonal + (letter != wanted)
            diagonal = row[place]
            row[place] = min(row[place] + 1, row[place - 1] + 1, changed)
    return row[-1]


def _links(document: ReadDocument) -> Findings:
    """Links of a Markdown text that lead nowhere; perhaps lost with the PDF."""
    found = list(NO_TARGET.finditer(document.layout.text))
    if found:
        what = f"{len(found)} links have no address" if len(found) > 1 else "A link has no address"
        places = tuple(document.as_printed(link.start(), link.end(), "a link without an address") for link in found)
        yield Disagreement("link", f"{what}.", places, "possible", "missing")


def _examples(document: ReadDocument) -> Findings:
    """Names said to be changed in practice examples, in a whole report without one."""
    text = document.layout.text
    said = EXAMPLES_CHANGED.search(text)
    if not said or len(text) < WHOLE:
        return
    if not any(not said.start() <= found.start() < said.end() for found in EXAMPLE.finditer(text)):
        what = "Names in practice examples are said to be changed, and the report has no practice example"
        place = document.as_printed(said.start(), said.end(), "a notice on practice examples")
        yield Disagreement("practice-example", f"{what}.", (place,), "likely", "missing")
