"""Which rows of a caseload are one and the same person's."""

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence

from inspectorate.sampling.caseload import CaseloadRow

#: What people write where there is no number: the same in two rows, it says nothing of the persons.
_NO_NUMBER = frozenset({"na", "n/a", "none", "nil", "null", "unknown", "notknown", "notrecorded", "tbc", "x"})


def plain(name: str) -> str:
    """A name or number with nothing left that people vary: accents, case, spaces."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join("".join(c for c in decomposed if not unicodedata.combining(c)).split()).casefold()


def rows_by_person(rows: Sequence[CaseloadRow]) -> Iterator[list[CaseloadRow]]:
    """The rows of each person, linked through every row of the file, transitively.

    Two rows are one person's where the person number, the reference, or both names and the date of birth are the same.
    What is blank never matches, nor does a redacted name: sensitive cases share their asterisks.
    """
    from networkx.utils import UnionFind

    links: UnionFind[Hashable] = UnionFind()
    for place, row in enumerate(rows):
        links.union(place, *_marks(row))
    people: dict[Hashable, list[CaseloadRow]] = {}
    for place, row in enumerate(rows):
        people.setdefault(links[place], []).append(row)
    yield from people.values()


def _marks(row: CaseloadRow) -> Iterable[tuple[str, ...]]:
    """Whatever of a row would be the same in another row of the same person."""
    person = row.person
    yield "reference", plain(row.reference)
    number = plain(person.person_id)
    if number not in _NO_NUMBER and number.strip("-.?*/_0"):
        yield "person", number
    names = plain(person.family_name), plain(person.first_name)
    if all(names) and person.date_of_birth and not person.is_sensitive:
        yield "name", *names, person.date_of_birth.isoformat()
