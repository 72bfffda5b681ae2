"""What no single file of an edition can show: ids used twice, names that lead nowhere, bands with gaps."""

from collections import Counter
from collections.abc import Iterable, Iterator

from inspectorate.errors import Fault
from inspectorate.framework.loader import Document, LoadedEdition, Path_, dotted
from inspectorate.framework.model import (
    Characteristic,
    Condition,
    Edition,
    Module,
    RatingRules,
    Scale,
    Section,
    fold_id,
)

Place = tuple[str, Path_]


def faults_across(loaded: LoadedEdition) -> list[Fault]:
    """Every fault across the files of an edition, each with its file, its line and the mend."""
    checks = Checks(loaded)
    checks.ids()
    checks.questions()
    checks.standards()
    checks.sampling()
    checks.rating()
    checks.report()
    return checks.faults


class Checks:
    """The checks of one edition, gathering faults as they go."""

    def __init__(self, loaded: LoadedEdition):
        self.edition: Edition = loaded.edition
        self.documents: dict[str, Document] = loaded.documents
        self.faults: list[Fault] = []
        self.standard_files = [name for name in loaded.documents if name.startswith("standards/")]

    def fault(self, place: Place, problem: str, mend: str) -> None:
        """Note one fault at a path inside a file."""
        name, path = place
        document = self.documents[name]
        self.faults.append(Fault(document.file, document.line(path), dotted(path), problem, mend))

    def known(self, place: Place, value: str | None, known: Iterable[str], what: str) -> None:
        """Note a fault where a name stands for nothing in the edition."""
        known = list(known)
        if value is not None and value not in known:
            listed = ", ".join(f"'{name}'" for name in known[:12]) or "none so far"
            self.fault(place, f"there is no {what} '{value}'", f"give one that the edition has ({listed}), or add it")

    def ids(self) -> None:
        """Each id stands once in the whole edition, even where case and spaces differ."""
        self._unique((file, ("id",), s.id) for file, s in zip(self.standard_files, self.edition.standards, strict=True))
        self._unique((place[0], (*place[1], "id"), id_) for place, id_ in self._question_places())
        framework = self.edition.framework
        lists: dict[str, tuple[Section | Module | Scale | Characteristic, ...]] = {
            "sections": framework.sections,
            "modules": framework.modules,
            "scales": framework.scales,
            "characteristics": framework.characteristics,
        }
        for name, entries in lists.items():
            self._unique(("framework.yaml", (name, place, "id"), entry.id) for place, entry in enumerate(entries))

    def _unique(self, ids: Iterable[tuple[str, Path_, str]]) -> None:
        first: dict[str, str] = {}
        for name, path, id_ in ids:
            folded = fold_id(id_)
            if folded in first:
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
        for place, question in enumerate(self.edition.case_questions):
            at = ("questions.yaml", ("questions", place, "module"))
            self.known(at, question.module, self.edition.module_by_id, "module")
        for place, module in enumerate(self.edition.framework.modules):
            if module.relevance:
                self.conditions(("framework.yaml", ("modules", place, "relevance", "when")), module.relevance.when)

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
            if standard.rated and self.edition.rating is None:
                self.fault((file, ("rated",)), "it is rated, and the edition has no rating.yaml", "add one")
            known = self.edition.rating.points if self.edition.rating else {}
            for rating in standard.rating_characteristics:
                self.known((file, ("rating_characteristics", rating)), rating, known, "rating")

    def sampling(self) -> None:
        """Strata, skills and monitored characteristics speak of characteristics that are recorded."""
        sampling = self.edition.sampling
        if sampling is None:
            return
        file = "sampling.yaml"
        self.conditions((file, ("eligible",)), sampling.eligible)
        for place, stratum in enumerate(sampling.strata):
            self.conditions((file, ("strata", place, "where")), stratum.where)
        self._unique((file, ("strata", place, "id"), stratum.id) for place, stratum in enumerate(sampling.strata))
        for place, skill in enumerate(sampling.skills):
            self.conditions((file, ("skills", place, "where")), skill.where)
        for place, id_ in enumerate(sampling.monitored):
            self.known((file, ("monitored", place)), id_, self.edition.characteristic_by_id, "characteristic")
        for place, further in enumerate(sampling.further_samples):
            at = (file, ("further_samples", place, "module"))
            self.known(at, further.module, self.edition.module_by_id, "module")

    def rating(self) -> None:
        """Bands cover 0 to 100 and every mean score once, and decision rules bind standards that are rated."""
        rules = self.edition.rating
        if rules is None:
            return
        self._scoring(rules)
        self._bands(rules)
        self._overall(rules)
        rated = [standard.id for standard in self.edition.standards if standard.rated]
        sections = [section.id for section in self.edition.framework.sections]
        for place, rule in enumerate(rules.decision_rules):
            path = ("decision_rules", place)
            self.known(("rating.yaml", (*path, "standard")), rule.standard, rated, "rated standard")
            self.known(("rating.yaml", (*path, "section")), rule.section, sections, "section")
            for key, rating in (("all_rated", rule.all_rated), ("gives", rule.gives)):
                self.known(("rating.yaml", (*path, key)), rating, rules.points, "rating")

    def _scoring(self, rules: RatingRules) -> None:
        place = ("rating.yaml", ("scoring", "ratings"))
        points = [point.points for point in rules.scoring.ratings]
        if points != sorted(set(points)):
            self.fault(place, f"the points {points} do not rise", "list the ratings worst first, with more points each")
        for rating, count in Counter(point.rating for point in rules.scoring.ratings).items():
            if count > 1:
                self.fault(place, f"the rating '{rating}' stands there {count} times", "keep one")

    def _bands(self, rules: RatingRules) -> None:
        place = ("rating.yaml", ("bands", "bands"))
        if rules.bands is None or rules.rounding is None:
            if any(s.rated and s.kind == "case" for s in self.edition.standards):
                missing = "bands" if rules.bands is None else "rounding"
                self.fault(("rating.yaml", ()), f"standards are rated on cases, and there are no {missing}", "add them")
            return
        starts = [band.from_percent for band in rules.bands.bands]
        if starts != sorted(set(starts)):
            self.fault(place, f"the bands begin at {starts}", "list them from the lowest percentage up")
        if starts[0] != 0:
            self.fault((place[0], (*place[1], 0)), f"the lowest band begins at {starts[0]}", "begin it at 0")
        for number, band in enumerate(rules.bands.bands):
            self.known((place[0], (*place[1], number, "rating")), band.rating, rules.points, "rating")

    def _overall(self, rules: RatingRules) -> None:
        overall = rules.overall
        place = ("rating.yaml", ("overall", "bands"))
        for number, band in enumerate(overall.bands):
            self.known((place[0], (*place[1], number, "rating")), band.rating, rules.points, "rating")
        if overall.rule != "mean_points":
            return
        limits = [band.up_to for band in overall.bands]
        if not limits or limits != sorted(set(limits)):
            self.fault(
                place, "the limits do not rise", "list the overall ratings worst first, each with a higher 'up_to'"
            )
        elif limits[-1] < max(rules.points.values()):
            self.fault(
                (place[0], (*place[1], len(limits) - 1)),
                f"a mean above {limits[-1]} has no overall rating",
                f"let the last band go up to {max(rules.points.values())}",
            )
        for number, published in enumerate(rules.published_bands):
            for rating in published.points:
                path: Path_ = ("published_bands", number, "points", rating)
                self.known(("rating.yaml", path), rating, rules.points, "rating")

    def report(self) -> None:
        """The parts of the report that tell of a standard name one that exists."""
        if self.edition.report is None:
            return
        for place, section in enumerate(self.edition.report.outline):
            at = ("report.yaml", ("outline", place, "standard"))
            self.known(at, section.standard, self.edition.standard_by_id, "standard")
