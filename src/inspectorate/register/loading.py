"""The folders of the register -> a register, or every fault in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.document import Document
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.register.correction import corrected, holding, value_at
from inspectorate.register.file import CORRECTIONS, inspection_files, read_entry
from inspectorate.register.inspection import CORRECTABLE, Correction, CorrectionsFile, PublishedInspection
from inspectorate.register.register import Register, in_order
from inspectorate.register.validation import edition_of, fault, faults_in, organisation_of, score_faults

#: The inspections that come with the library.
SHIPPED = Path(__file__).parent / "published"


def load_register(*folders: Path | str, shipped: bool = True) -> Register:
    """The inspections that come with the library, and those of folders of the user's own.

    Raises ``BadInput`` with every fault: of a file, of a unit or edition that is nowhere, of ratings and questions that
    the edition does not have, of an inspection given twice, of a correction that corrects nothing.
    """
    loading = _Loading(product_directory().by_id)
    for folder in [*([SHIPPED] if shipped else []), *map(Path, folders)]:
        loading.read(folder)
    return loading.register()


@dataclass
class _Loading:
    """What has been read so far, and what was wrong with it."""

    directory: Mapping[str, Organisation]
    faults: list[Fault] = field(default_factory=list)
    inspections: dict[str, tuple[PublishedInspection, Document]] = field(default_factory=dict)
    corrections: list[tuple[Correction, Document, int]] = field(default_factory=list)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    editions: dict[str, Edition | None] = field(default_factory=dict)

    def read(self, folder: Path) -> None:
        """Every file of a folder."""
        if not folder.is_dir():
            mend = "name the folder that holds the register, or make it with 'inspectorate register add'"
            self.faults.append(Fault(str(folder), 0, "", "there is no such folder", mend))
            return
        for path in inspection_files(folder):
            self._inspection(path)
        if (folder / CORRECTIONS).exists():
            file, document = read_entry(folder / CORRECTIONS, CorrectionsFile)
            self.faults += document.faults
            entries = enumerate(file.corrections) if file else ()
            self.corrections += [(entry, document, place) for place, entry in entries]

    def _inspection(self, path: Path) -> None:
        inspection, document = read_entry(path, PublishedInspection)
        self.faults += document.faults
        if inspection is None:
            return
        if inspection.inspection in self.inspections:
            there = self.inspections[inspection.inspection][1].file
            mend = "keep one; of two in one month, give the second an id that ends in -2"
            self.faults.append(fault(document, ("inspection",), f"the inspection stands in {there} already", mend))
            return
        self.inspections[inspection.inspection] = (inspection, document)
        organisation = organisation_of(inspection, self.directory)
        edition = self._edition(inspection, document)
        if organisation:
            self.organisations[inspection.unit] = organisation
        if edition or not inspection.edition:
            self.faults += faults_in(inspection, document, organisation, edition)

    def _edition(self, inspection: PublishedInspection, document: Document) -> Edition | None:
        name = inspection.edition
        if name is None:
            return None
        if name not in self.editions:
            try:
                self.editions[name] = edition_of(name)
            except BadInput as error:
                self.editions[name] = None
                self.faults.append(fault(document, ("edition",), error.faults[0].problem, error.faults[0].mend))
        return self.editions[name]

    def register(self) -> Register:
        """All that was read, with its corrections applied. Raises ``BadInput`` where there is any fault."""
        sound = [place for place in self.corrections if self._fits(*place)]
        by_inspection: dict[str, list[Correction]] = {}
        for correction, _, _ in sound:
            by_inspection.setdefault(correction.inspection, []).append(correction)
        used = [self._used(name, by_inspection.get(name, [])) for name in self.inspections]
        if self.faults:
            raise BadInput(self.faults)
        return Register(
            in_order(used),
            {name: inspection for name, (inspection, _) in self.inspections.items()},
            tuple(correction for correction, _, _ in sound),
            self.organisations,
            {name: edition for name, edition in self.editions.items() if edition},
        )

    def _fits(self, correction: Correction, document: Document, place: int) -> bool:
        """Whether a correction corrects something; a fault is noted where it does not."""
        path = ("corrections", place)
        if correction.inspection not in self.inspections:
            problem = f"there is no inspection '{correction.inspection}'"
            mend = "give the id of one, as in 'inspectorate register list'"
            self.faults.append(fault(document, (*path, "inspection"), problem, mend))
            return False
        try:
            stands = value_at(self.inspections[correction.inspection][0], correction.path)
        except KeyError:
            problem, mend = f"there is no field '{correction.field}'", f"name one of {', '.join(CORRECTABLE)}"
            self.faults.append(fault(document, (*path, "field"), problem, mend))
            return False
        if stands != correction.published:
            told = "nothing" if stands is None else f"'{stands}'"
            problem = f"{told} stands there as published, and not '{correction.published}'"
            self.faults.append(fault(document, (*path, "published"), problem, "look again, and give what is published"))
            return False
        return True

    def _used(self, name: str, corrections: list[Correction]) -> PublishedInspection:
        inspection, document = self.inspections[name]
        try:
            used = corrected(inspection, corrections) if corrections else inspection
        except ValueError as error:
            problem, mend = f"a correction cannot stand: {error}", "correct the correction"
            self.faults.append(fault(document, (), problem, mend))
            return inspection
        edition = self._edition(used, document)
        if corrections:
            organisation = organisation_of(used, self.directory)
            self.faults += faults_in(used, document, organisation, edition)
        self.faults += score_faults(used, document, edition, holding(corrections))
        return _in_order_of_framework(used, edition) if corrections and edition else used


def _in_order_of_framework(inspection: PublishedInspection, edition: Edition) -> PublishedInspection:
    """The inspection with a standard that was supplied in its place among the others."""
    given = inspection.standards
    ordered = {standard.id: given[standard.id] for standard in edition.standards if standard.id in given}
    return inspection.model_copy(update={"standards": {**ordered, **given}})
