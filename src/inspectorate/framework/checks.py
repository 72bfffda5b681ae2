"""The checks of one edition across its files: ids used twice, names that lead nowhere."""

from collections.abc import Iterable, Iterator

from inspectorate.errors import Fault
from inspectorate.framework.document import Document, Path_, dotted
from inspectorate.framework.loader import LoadedEdition
from inspectorate.framework.model import (
    Answer,
    Characteristic,
    CharacteristicValue,
    Condition,
    Edition,
    Module,
    Scale,
    Section,
    Standard,
    fold_id,
)
from inspectorate.framework.salvage import PLACEHOLDER

Place = tuple[str, Path_]

#: In which files a thing stands; everything else stands in framework.yaml.
HELD_IN = {
    "standard": ["standards/*.yaml"],
    "rated standard": ["standards/*.yaml"],
    "question": ["standards/*.yaml", "questions.yaml"],
    "rating": ["rating.yaml"],
}


class Checks:
    """The checks of one edition, gathering faults as they go."""

    def __init__(self, loaded: LoadedEdition):
        self.edition: Edition = loaded.edition
        self.documents: dict[str, Document] = loaded.documents
        self.faults: list[Fault] = []
        self.standard_files = [name for name in loaded.documents if name.startswith("standards/")]
        self._salvaged = loaded.faults
        self._lost = loaded.lost
        self._left_out = {
            name for document in loaded.documents.values() if document.salvage for name in _names(document)
        }

    def fault(self, place: Place, problem: str, mend: str) -> None:
        """Note one fault at a path inside a file."""
        name, path = place
        document = self.documents[name]
        path = document.original(path)
        field = dotted(path)
        for fault in self._salvaged:
            if fault.file == document.file and _same_place(fault.field, field):
                return  # a consequence of a fault that is reported already
        self.faults.append(Fault(document.file, document.line(path), field, problem, mend))

    def known(self, place: Place, value: str | None, known: Iterable[str], what: str) -> None:
        """Note a fault where a name stands for nothing in the edition."""
        known = list(known)
        if value is None or value in known or value == PLACEHOLDER or value in self._left_out:
            return
        if PLACEHOLDER in known:
            return  # something has lost its name, perhaps this one
        if not self._lost.intersection(HELD_IN.get(what, ["framework.yaml"])):
            listed = ", ".join(f"'{name}'" for name in known[:12]) or "none so far"
            self.fault(place, f"there is no {what} '{value}'", f"give one that the edition has ({listed}), or add it")

    def ids(self) -> None:
        """Each id stands once in the whole edition, even where case and spaces differ."""
        self.unique((file, ("id",), s.id) for file, s in zip(self.standard_files, self.edition.standards, strict=True))
        self.unique((place[0], (*place[1], "id"), id_) for place, id_ in self._question_places())
        framework = self.edition.framework
        lists: dict[str, tuple[Section | Module | Scale | Characteristic, ...]] = {
            "sections": framework.sections,
            "modules": framework.modules,
            "scales": framework.scales,
            "characteristics": framework.characteristics,
        }
        for name, entries in lists.items():
            self.unique(("framework.yaml", (name, place, "id"), entry.id) for place, entry in enumerate(entries))
        for name, ways in (("scales", "answers"), ("characteristics", "values")):
            for place, entry in enumerate(lists[name]):
                self._one_meaning(("framework.yaml", (name, place, ways)), getattr(entry, ways))
        if self.edition.report:
            outline = self.edition.report.outline
            self.unique(("report.yaml", ("outline", place, "id"), part.id) for place, part in enumerate(outline))

    def _one_meaning(self, place: Place, entries: tuple[Answer | CharacteristicValue, ...]) -> None:
        """What a file of judgements or a caseload may write stands for one answer, or one value."""
        meant: dict[str, int] = {}
        for number, entry in enumerate(entries):
            name = entry.answer if isinstance(entry, Answer) else entry.value
            for written in {fold_id(name), *map(fold_id, entry.aliases)}:
                if meant.setdefault(written, number) != number:
                    problem = f"'{written}' would stand for two of the {place[1][-1]}"
                    self.fault((place[0], (*place[1], number)), problem, "keep it in one of the two")

    def unique(self, ids: Iterable[tuple[str, Path_, str]]) -> None:
        """Note a fault for each id, with its file and path, that an earlier one differs from in case or spaces only."""
        first: dict[str, str] = {}
        for name, path, id_ in ids:
            folded = fold_id(id_)
            if folded in first and id_ != PLACEHOLDER:
                self.fault(
                    (name, path), f"'{id_}' is already the id of something in {first[folded]}", "give it another"
                )
            first.setdefault(folded, name)

    def _question_places(self) -> Iterator[tuple[Place, str]]:
        for file, standard in zip(self.standard_files, self.edition.standards, strict=True):
            for k, key_question in enumerate(standard.key_questions):
                yield (file, ("key_questions", k)), key_question.id
                for p, prompt in enumerate(key_question.prompts):
                    yield (file, ("key_questions", k, "prompts", p)), prompt.id
        for q, question in enumerate(self.edition.case_questions):
            yield ("questions.yaml", ("questions", q)), question.id

    def questions(self) -> None:
        """The scale, the relevance rule and the module of each question stand for something."""
        for (file, path), id_ in self._question_places():
            question = self.edition.question_by_id.get(id_)
            if question is None:
                continue  # a key question of an organisational standard: judged as a whole, not answered case by case
            self.known((file, (*path, "scale")), question.scale, self.edition.scale_by_id, "scale")
            if question.relevance:
                self.conditions((file, (*path, "relevance", "when")), question.relevance.when)
            if self._waits_for_itself(id_):
                at = (file, (*path, "relevance"))
                self.fault(at, "whether it applies depends on its own answer", "let it depend on another question")
        for place, question in enumerate(self.edition.case_questions):
            at = ("questions.yaml", ("questions", place, "module"))
            self.known(at, question.module, self.edition.module_by_id, "module")
        for place, module in enumerate(self.edition.framework.modules):
            if module.relevance:
                self.conditions(("framework.yaml", ("modules", place, "relevance", "when")), module.relevance.when)

    def _waits_for_itself(self, id_: str) -> bool:
        todo: list[str] = [id_]
        met: set[str] = set()
        while todo:
            question = self.edition.question_by_id.get(todo.pop())
            conditions = question.relevance.when if question and question.relevance else ()
            asked = {condition.question for condition in conditions if condition.question} - met
            if id_ in asked:
                return True
            met |= asked
            todo += asked
        return False

    def conditions(self, place: Place, conditions: Iterable[Condition]) -> None:
        """Each condition names one thing that exists, and values that it can have."""
        file, path = place
        for number, condition in enumerate(conditions):
            here = (*path, number)
            if (condition.characteristic is None) == (condition.question is None):
                self.fault((file, here), "a condition is on one thing", "give either 'characteristic' or 'question'")
            elif condition.characteristic is not None:
                known = self.edition.characteristic_by_id
                self.known((file, (*here, "characteristic")), condition.characteristic, known, "characteristic")
                if condition.characteristic in known:
                    values = [value.value for value in known[condition.characteristic].values]
                    self._values((file, (*here, "is")), condition, values)
            else:
                asked = self.edition.question_by_id
                self.known((file, (*here, "question")), condition.question, asked, "question")
                question = asked.get(condition.question or "")
                scale = self.edition.scale_by_id.get(question.scale) if question else None
                if scale:
                    self._values((file, (*here, "is")), condition, [answer.answer for answer in scale.answers])

    def _values(self, place: Place, condition: Condition, values: list[str]) -> None:
        for number, value in enumerate(condition.any_of):
            self.known((place[0], (*place[1], number)), value, values, "value")

    def standards(self) -> None:
        """Standards stand in sections that exist, and have the questions that their kind needs."""
        sections = [section.id for section in self.edition.framework.sections]
        for file, standard in zip(self.standard_files, self.edition.standards, strict=True):
            self.known((file, ("section",)), standard.section, sections, "section")
            self.known((file, ("module",)), standard.module, self.edition.module_by_id, "module")
            self.known((file, ("service",)), standard.service, self.edition.framework.services, "service")
            if standard.kind == "case" and standard.rated and not standard.key_questions:
                self.fault(
                    (file, ("key_questions",)),
                    f"the standard {standard.id} is rated on cases and has no key question",
                    "add its key questions, or say 'kind: organisational'",
                )
            if standard.kind == "case":
                self._rateable(file, standard)
            if standard.rated and self.edition.rating is None and not (self.edition.folder / "rating.yaml").exists():
                self.fault((file, ("rated",)), "it is rated, and the edition has no rating.yaml", "add one")
            known = self.edition.rating.points if self.edition.rating else {}
            for rating in standard.rating_characteristics:
                self.known((file, ("rating_characteristics", rating)), rating, known, "rating")

    def _rateable(self, file: str, standard: Standard) -> None:
        """A key question counts cases for and against, so its scale has answers of both kinds."""
        for place, key_question in enumerate(standard.key_questions):
            scale = self.edition.scale_by_id.get(key_question.scale)
            if (
                scale
                and not self.documents["framework.yaml"].salvage
                and not {"yes", "no"} <= {answer.counts_as for answer in scale.answers}
            ):
                problem = f"no percentage can be taken of answers on the scale '{scale.id}'"
                mend = "give a scale with answers that count as yes and as no"
                self.fault((file, ("key_questions", place, "scale")), problem, mend)

    def sampling(self) -> None:
        """Strata, skills and monitored characteristics speak of characteristics that are recorded."""
        sampling = self.edition.sampling
        if sampling is None:
            return
        file = "sampling.yaml"
        self.conditions((file, ("eligible",)), sampling.eligible)
        for place, stratum in enumerate(sampling.strata):
            self.conditions((file, ("strata", place, "where")), stratum.where)
        self.unique((file, ("strata", place, "id"), stratum.id) for place, stratum in enumerate(sampling.strata))
        for place, skill in enumerate(sampling.skills):
            self.conditions((file, ("skills", place, "where")), skill.where)
        for place, id_ in enumerate(sampling.monitored):
            self.known((file, ("monitored", place)), id_, self.edition.characteristic_by_id, "characteristic")
        for place, further in enumerate(sampling.further_samples):
            at = (file, ("further_samples", place, "module"))
            self.known(at, further.module, self.edition.module_by_id, "module")
            self.conditions((file, ("further_samples", place, "where")), further.where)

    def report(self) -> None:
        """The parts of the report that tell of a standard name one that exists."""
        if self.edition.report is None:
            return
        for place, section in enumerate(self.edition.report.outline):
            at = ("report.yaml", ("outline", place, "standard"))
            self.known(at, section.standard, self.edition.standard_by_id, "standard")


def _names(document: Document) -> Iterator[str]:
    """Whatever a faulty file names, so that a name is not called unknown because its entry was left out."""
    todo = [document.content]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            yield from (str(value[key]) for key in ("id", "rating", "value", "answer") if key in value)
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def _same_place(fault: str, other: str) -> bool:
    """Whether one field stands inside the other, or both are the same."""
    shorter, longer = sorted((fault, other), key=len)
    return bool(shorter) and longer.startswith(shorter) and longer[len(shorter) :][:1] in ("", ".", "[")
