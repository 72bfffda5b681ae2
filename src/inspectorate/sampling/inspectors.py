"""The file of inspectors who will read the cases -> inspectors, or every fault in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.model import SamplingSpecification
from inspectorate.language import gettext as _
from inspectorate.sampling.person import plain
from inspectorate.tabular import fold, read_table

COLUMNS = {
    "name": ("inspector", "inspector_name"),
    "capacity": ("cases", "workload", "maximum"),
    "skills": ("skill",),
    "conflicts": ("conflict", "conflict_of_interest", "conflicts_of_interest"),
}


@dataclass(frozen=True)
class Inspector:
    """Who reads cases: at most ``capacity`` of them, and none that a conflict of interest forbids.

    ``conflicts`` are names of areas, teams or practitioners, or references of cases.
    """

    name: str
    capacity: int
    skills: frozenset[str] = frozenset()
    conflicts: tuple[str, ...] = ()


def read_inspectors(path: Path | str, specification: SamplingSpecification) -> tuple[Inspector, ...]:
    """The inspectors of a CSV or XLSX file with the columns name, capacity, skills and conflicts; lists by ';'.

    Raises ``BadInput`` with every fault: a blank or double name, a capacity that is no whole number, a skill that the
    edition does not have.
    """
    table = read_table(path)
    places = table.columns(COLUMNS, required=("name", "capacity"))
    log = FaultLog(table.file)
    skills = {fold(word): skill.id for skill in specification.skills for word in (skill.title, skill.id)}
    inspectors: dict[str, Inspector] = {}
    try:
        for number, cells in table.rows:
            texts = {name: cells[place] for name, place in places.items()}
            name = " ".join(texts["name"].split())
            if not name:
                log.add(_("it is blank"), _("give the inspector's name"), line=number, field="name")
            elif plain(name) in inspectors:
                log.add(
                    _("'{name}' stands here a second time").format(name=name),
                    _("keep one row"),
                    line=number,
                    field="name",
                )
            inspectors[plain(name)] = Inspector(
                name,
                _capacity(texts["capacity"], number, log),
                frozenset(_skills(texts.get("skills", ""), skills, number, log)),
                tuple(_listed(texts.get("conflicts", ""))),
            )
    except BadInput as error:
        log.faults += error.faults
    if not inspectors:
        log.add(_("there is no inspector in the file"), _("add a row for each inspector"))
    log.raise_if_any()
    return tuple(inspectors[name] for name in sorted(inspectors))


def _listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


def _capacity(text: str, number: int, log: FaultLog) -> int:
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    log.add(
        _("'{text}' is not a whole number").format(text=text),
        _("give the most cases they can read"),
        line=number,
        field="capacity",
    )
    return 0


def _skills(text: str, known: dict[str, str], number: int, log: FaultLog) -> Sequence[str]:
    found = []
    for word in _listed(text):
        if fold(word) in known:
            found.append(known[fold(word)])
        else:
            listed = ", ".join(sorted(set(known.values()))) or "none"
            log.add(
                _("there is no skill '{word}'").format(word=word),
                _("give skills of the edition: {listed}").format(listed=listed),
                line=number,
                field="skills",
            )
    return found
