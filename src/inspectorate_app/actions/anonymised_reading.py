"""Whether a file for research is anonymous: looked at from what stands in it, and beside its source where that is here.

Everything in it must be a value of its edition or of a fixed form; no combination of what may be known from elsewhere
is rarer than k; no moment is finer than a week; no text of the source stands in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from inspectorate.aggregation.anonymity import rare
from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.framework.model import Edition
from inspectorate_app.actions.archive_file import ANONYMISED, Json, Opened, canonical, opened, rows_of
from inspectorate_app.actions.archive_reading import edition_in
from inspectorate_app.store.queries.anonymised import ANSWERS, CASES, DECISIONS, JUDGEMENTS, NUMBERED
from inspectorate_app.store.queries.archive_content import EDITION

_MEND = "do not give it to anyone; export it again"
_RANDOM = re.compile(r"[bcdfghjklmnpqrstvwxz]{16}")
_WEEK = re.compile(r"[0-9]{4}-W[0-9]{2}")
_FINER = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-9]{2}|[0-9]{9,}")
_ABOUT = ("kind", "edition", "fieldwork", "cases", "cases_left_out", "k", "k_certainty", "suppressed")
_OF_FILE = ("format", "version", "product", "members")
_FIELDS = {
    ANSWERS: ("answer", "case", "question"),
    JUDGEMENTS: ("rating", "standard"),
    DECISIONS: ("computed", "rating", "standard"),
}
_INTERVIEWS = frozenset({"held", "declined", "unavailable", ""})


def findings(path: Path, source: frozenset[str] = frozenset()) -> tuple[Fault, ...]:
    """All by which someone could be told from the file at a path; ``source`` are texts that must not stand in it.

    Raises ``BadInput`` where it is no such file, or not as it was written.
    """
    file, log = opened(path, ANONYMISED), FaultLog(path.name)
    edition = edition_in(file, log)
    if edition is None:
        raise BadInput(log.faults)
    known = {name: rows_of(file, name, log, fields) for name, fields in _fields(edition).items()}
    log.raise_if_any()
    checked = _Checked(file, known, edition)
    found = [*_strays(checked), *_values(checked), *_rare(checked), *_finer(checked), *_of_source(checked, source)]
    return tuple(sorted(set(found)))


class _Checked:
    """A file under check: its rows by member, and the words that its edition allows in each field."""

    def __init__(self, file: Opened, rows: Mapping[str, list[Json]], edition: Edition):
        self.file, self.rows, self.allowed = file, rows, _allowed(edition)
        self.characteristics, self.fewest = tuple(edition.characteristic_by_id), edition.fewest

    def fault(self, member: str, line: int, field: str, problem: str) -> Fault:
        return Fault(self.file.place(member), line, field, problem, _MEND)

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """The values of each row as text with its member and line, then what the manifest says of the inspection."""
        for member, rows in self.rows.items():
            for line, row in enumerate(rows, start=1):
                yield member, line, canonical(list(row.values()))
        about = [
            self.file.manifest.get(name) for name in ("kind", "fieldwork", "cases", "cases_left_out", "suppressed")
        ]
        yield "manifest.json", 0, canonical(about)

    def words(self) -> str:
        """Every word that may stand in the file, whoever bears it as a name."""
        known = [*NUMBERED.values(), *NUMBERED, *self.characteristics, "module", "stratum"]
        known += [str(self.file.manifest.get(name)) for name in ("kind", "fieldwork")]
        return " ".join([*known, *(word for values in self.allowed.values() for word in values)]).casefold()


def _fields(edition: Edition) -> dict[str, tuple[str, ...]]:
    known = ("case", "interview", "module", "stratum", *NUMBERED, *edition.characteristic_by_id)
    return {CASES: known, **_FIELDS}


def _allowed(edition: Edition) -> dict[str, frozenset[str]]:
    """The words of an edition, and of the product, by the field in which each may stand."""
    strata = edition.sampling.strata if edition.sampling else ()
    ratings = {each.rating for each in edition.rating.scoring.ratings} if edition.rating else set()
    answers = {answer.answer for scale in edition.framework.scales for answer in scale.answers}
    return {
        **{name: frozenset(v.value for v in each.values) for name, each in edition.characteristic_by_id.items()},
        "module": frozenset({"main", *edition.module_by_id, *_further(edition)}),
        "stratum": frozenset(each.id for each in strata),
        "interview": _INTERVIEWS,
        "answer": frozenset(answers),
        "question": frozenset(edition.question_by_id),
        "standard": frozenset({*edition.standard_by_id, "overall"}),
        "rating": frozenset(ratings | {"not_rated", "Not rated"}),
        "computed": frozenset(ratings | {""}),
    }


def _further(edition: Edition) -> Iterable[str]:
    return (each.module for each in edition.sampling.further_samples) if edition.sampling else ()


def _strays(checked: _Checked) -> Iterator[Fault]:
    """What no such file has: another member, another word in the manifest."""
    for name in sorted(checked.file.members):
        if name not in checked.rows and not name.startswith(EDITION):
            yield checked.fault(name, 0, "", "no file for research has this member")
    manifest = checked.file.manifest
    for name in sorted(manifest.keys() - {*_ABOUT, *_OF_FILE}):
        yield checked.fault("manifest.json", 0, name[:40], "no file for research says this")
    if type(manifest.get("k")) is not int or manifest["k"] < checked.fewest:
        yield checked.fault("manifest.json", 0, "k", f"it is {manifest.get('k')!r:.20}, and less than {checked.fewest}")
    weeks = manifest.get("fieldwork")
    if not isinstance(weeks, list) or not all(isinstance(each, str) and _WEEK.fullmatch(each) for each in weeks):
        yield checked.fault("manifest.json", 0, "fieldwork", "it is not in weeks")


def _values(checked: _Checked) -> Iterator[Fault]:
    """Each value that is neither of the edition nor of a fixed form."""
    for member, rows in checked.rows.items():
        for line, row in enumerate(rows, start=1):
            for name, value in row.items():
                if not _is_known(checked, name, value):
                    yield checked.fault(
                        member, line, name, "it is no value of the edition, and of no form that is known"
                    )


def _is_known(checked: _Checked, name: str, value: object) -> bool:
    if value is None:
        return name in (*NUMBERED, *checked.characteristics, "stratum")
    if not isinstance(value, str):
        return False
    if name == "case":
        return bool(_RANDOM.fullmatch(value))
    if name in NUMBERED:
        return bool(re.fullmatch(rf"{NUMBERED[name]} [1-9][0-9]{{0,4}}", value))
    return value in checked.allowed[name]


def _rare(checked: _Checked) -> Iterator[Fault]:
    known = ("module", "stratum", *NUMBERED, *checked.characteristics)
    for each in rare([{name: row[name] for name in known} for row in checked.rows[CASES]], checked.fewest):
        told = ", ".join(f"{name} {value}" for name, value in each.values.items()) or _("nothing known of them")
        yield checked.fault(CASES, 0, "", f"{each.records} of {len(checked.rows[CASES])} cases alone have: {told}")


def _finer(checked: _Checked) -> Iterator[Fault]:
    for member, line, text in checked.texts():
        if _FINER.search(text):
            yield checked.fault(member, line, "", "a moment finer than a week stands in it")


def _of_source(checked: _Checked, source: frozenset[str]) -> Iterator[Fault]:
    """Where a text of the source stands, unless it is a word of every such file; the text is not told again."""
    words = checked.words()
    looked_for = [each for each in source if each not in words]
    for member, line, text in checked.texts():
        folded = text.casefold()
        if any(each in folded for each in looked_for):
            yield checked.fault(member, line, "", "a name, reference, address or text of the source stands in it")
