"""The first cell of each row of a table as the heading of its row, in a PDF as Typst writes it.

Typst tags the cells of a table's head as headings of their columns. For headings of rows it has ``pdf.header-cell``,
behind a switch that its Python package does not have. So the structure is mended here: Typst writes each element of it
as an object in plain text, and only the cells of tables change. Typst also names the headings of each cell one by one
(``/Headers``), which would leave those of rows out; what is left is the ``/Scope`` of headings, which says the same for
rows and columns (ISO 14289-1, 7.5).
"""

import re

_ROW = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+) 0 R[^\]]*\]")
_CELL = re.compile(rb"(\d+ 0 obj\n<</Type/StructElem/S)/TD(/P \d+ 0 R/A\[<</O/Table)/Headers\[(?:\([^)]*\))*\]")
_END = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY_BYTES = 20


def with_row_headings(pdf: bytes) -> bytes:
    """The same PDF, where the first cell of each row of a table's body is a ``/TH`` with the scope of its row."""
    end = _held(_END.search(pdf))
    table = int(end[1])
    offsets = _offsets(pdf, table)
    objects = _objects(pdf, offsets, table)
    first = {int(row[1]) for each in objects.values() if (row := _ROW.match(each))}
    mended = {number: _mended(each, number in first) for number, each in objects.items()}
    return _written(pdf[: min(offsets.values())], mended, pdf[pdf.index(b"trailer", table) : end.start()])


def _held(found: re.Match[bytes] | None) -> re.Match[bytes]:
    if found is None:
        raise ValueError("this PDF is not written as Typst writes one: its table of objects is elsewhere")
    return found


def _offsets(pdf: bytes, table: int) -> dict[int, int]:
    """Where each object begins, by its number, after the table at the end: a line each, the first one free."""
    head = _held(_TABLE.match(pdf, table))
    starts = range(head.end(), head.end() + int(head[1]) * _ENTRY_BYTES, _ENTRY_BYTES)
    lines = [pdf[start : start + _ENTRY_BYTES] for start in starts]
    return {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}


def _objects(pdf: bytes, offsets: dict[int, int], table: int) -> dict[int, bytes]:
    """Each object by its number, in the order in which they stand; each ends where the next begins."""
    ordered = sorted(offsets, key=offsets.__getitem__)
    ends = [*(offsets[number] for number in ordered[1:]), table]
    return {number: pdf[offsets[number] : end] for number, end in zip(ordered, ends, strict=True)}


def _mended(content: bytes, is_first: bool) -> bytes:
    return _CELL.sub(rb"\1/TH\2/Scope/Row" if is_first else rb"\1/TD\2", content, count=1)


def _written(head: bytes, objects: dict[int, bytes], trailer: bytes) -> bytes:
    """The file put together again, its table of objects anew."""
    lines, at = {}, len(head)
    for number, content in objects.items():
        lines[number] = b"%010d 00000 n\r\n" % at
        at += len(content)
    free = b"0000000000 65535 f\r\n"
    entries = b"".join(lines.get(number, free) for number in range(max(lines) + 1))
    table = b"xref\n0 %d\n%s" % (max(lines) + 1, entries)
    return b"".join([head, *objects.values(), table, trailer, b"startxref\n%d\n%%%%EOF" % at])
