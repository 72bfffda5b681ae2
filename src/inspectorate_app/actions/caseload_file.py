"""The file of a caseload as it was uploaded: looked at before it is read, then read by the library.

What a file is, is told by its content. A workbook is looked into before it is opened, since a small one can be made to
fill the memory: by what it unpacks to, by a cell far out, or by one long text that many cells share.
"""

import datetime
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault, FaultLog
from inspectorate.framework.model import Edition, SamplingSpecification
from inspectorate.sampling.caseload import CaseloadRow

#: A workbook may unpack to so many times what may be uploaded.
_UNPACKED = 10
#: Cells from the first to the last, the blank ones between them too: 100,000 rows of 50 columns.
_MOST_CELLS = 5_000_000
#: Characters if every cell held the longest text of the workbook.
_MOST_CHARACTERS = 1_000_000_000
#: Where a cell or a row says that it stands, in every way in which XML may write it and the reader takes it.
_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']\s*([A-Za-z]*)([0-9]+)""")
#: Letters and digits of a place that are looked at: more of them lie further out than any sheet goes.
_LONGEST_PLACE = 9
#: What the tables hold of each text of a row.
_LONGEST = {"reference": 80, "area": 160, "team": 160, "practitioner": 160}
_LONGEST_OF_PERSON = {"person_id": 80, "family_name": 120, "first_name": 120}


def read(
    content: bytes, file_name: str, edition: Edition, specification: SamplingSpecification, as_of: datetime.date
) -> tuple[CaseloadRow, ...]:
    """The rows of an uploaded caseload. Raises ``BadInput`` with every fault by row, naming the file as it was given.

    The file is written for as long as it is read, and to no longer place.
    """
    from inspectorate.sampling.caseload import read_caseload

    found = ending(content, file_name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"caseload{found}"
        path.write_bytes(content)
        try:
            rows = read_caseload(path, edition, specification, as_of)
        except BadInput as error:
            raise BadInput(replace(fault, file=file_name) for fault in error.faults) from None
    _require_storable(rows, file_name)
    return rows


def ending(content: bytes, file_name: str) -> str:
    """``.csv`` or ``.xlsx``, by the content; raises ``BadInput`` where the name says otherwise or it is neither."""
    if len(content) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1_000_000
        raise _refusal(
            file_name, _("the file is larger than {limit} MB").format(limit=limit), _("leave out what is not needed")
        )
    named = Path(file_name).suffix.casefold()
    if named not in (".csv", ".xlsx"):
        raise _refusal(file_name, _("it is neither a CSV file nor an XLSX workbook"), _("save it as one of these"))
    if content.startswith(b"PK\x03\x04"):
        _look_into(content, file_name)
        found = ".xlsx"
    elif b"\0" in content:
        raise _refusal(file_name, _("it is neither a CSV file nor an XLSX workbook"), _("save it as one of these"))
    else:
        found = ".csv"
    if found != named:
        kind = _("a workbook") if found == ".xlsx" else _("not a workbook")
        raise _refusal(
            file_name,
            _("its name ends in {named}, but it is {kind}").format(named=named, kind=kind),
            _("name it with {found} at the end").format(found=found),
        )
    return found


def _refusal(file_name: str, problem: str, mend: str) -> BadInput:
    return BadInput([Fault(file_name, 0, "", problem, mend)])


def _look_into(content: bytes, file_name: str) -> None:
    """Raise ``BadInput`` where a zip is no workbook, or one that would fill the memory."""
    from inspectorate.register.opening.archive import open_archive, read_member
    from inspectorate.register.opening.limits import Limits

    most = _UNPACKED * settings.UPLOAD_LIMIT
    limits = Limits(file_bytes=most, members=1_000, uncompressed_bytes=most, ratio=1_000)
    with open_archive(file_name, BytesIO(content), limits) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise _refusal(file_name, _("it is neither a CSV file nor an XLSX workbook"), _("save it as one of these"))
        cells, longest = 1, 1
        for member in archive.infolist():
            data = read_member(file_name, archive, member, limits)
            # A sheet may lie anywhere: which members are sheets, another member says.
            cells = max(cells, _cells(data))
            if member.filename.casefold().startswith("xl/sharedstrings"):
                longest = max(longest, max(map(len, data.split(b"</si>"))))
    if cells > _MOST_CELLS or cells * longest > _MOST_CHARACTERS:
        problem = _("the workbook has too many cells, or far too long a text in one")
        raise _refusal(file_name, problem, _("copy the rows of the caseload into a new workbook, or save it as CSV"))


def _cells(sheet: bytes) -> int:
    """How many cells lie between the first of a sheet and the last."""
    row = column = 1
    for letters, number in _PLACE.findall(sheet):
        row = max(row, int(number[:_LONGEST_PLACE]))
        column = max(column, _column(letters[:_LONGEST_PLACE].upper()))
    return row * column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _require_storable(rows: Sequence[CaseloadRow], file_name: str) -> None:
    """Raise ``BadInput`` for texts that are longer than the tables hold, or hold what no database does."""
    log = FaultLog(file_name)
    for row in rows:
        for field, text, longest in _texts(row):
            if len(text) > longest:
                problem = _("the text has {text} characters; the most is {longest}").format(
                    text=len(text), longest=longest
                )
                log.add(problem, _("shorten it"), line=row.row, field=field)
            if "\0" in text:
                log.add(
                    _("the text holds a character that cannot be kept"), _("type it anew"), line=row.row, field=field
                )
    log.raise_if_any()


def _texts(row: CaseloadRow) -> Iterator[tuple[str, str, int]]:
    for field, longest in _LONGEST.items():
        yield field, getattr(row, field), longest
    for field, longest in _LONGEST_OF_PERSON.items():
        yield field, getattr(row.person, field), longest
    for field, text in row.as_written.items():
        yield field, text, 160
