"""The text of a workbook, XLSX or ODS: every sheet under its name, a line for each row, a tab between cells.

Calamine reads the file in Rust, and what was made to exhaust it takes the process down, so this is called in a process
that may be ended.
"""

from io import BytesIO

from inspectorate.register.document import Document
from inspectorate.register.opening.block import Block, joined, table
from inspectorate.register.opening.limits import Limits, check_characters, refusal


def workbook_document(file: str, data: bytes, limits: Limits) -> Document:
    """A workbook as text. Raises ``BadInput`` where it cannot be read, holds no text, or too much."""
    from python_calamine import CalamineError, CalamineWorkbook

    blocks: list[Block] = []
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            for name in workbook.sheet_names:
                rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True)
                blocks += [Block(name), table([" ".join(str(value).split()) for value in row] for row in rows)]
                check_characters(file, sum(len(block.text) for block in blocks), limits)
    except CalamineError as error:
        raise refusal(file, f"the workbook cannot be read ({error})", "open it and save it again as XLSX") from error
    text = joined(block for block in blocks if block.text)
    return Document(file, "workbook", text.replace("\0", ""))
