"""A file of context figures as it was uploaded: looked at before it is read, then read by the library."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from inspectorate.context.reading import read_records
from inspectorate.context.record import Record
from inspectorate.errors import BadInput
from inspectorate_app.actions.caseload_file import ending


def read(content: bytes, file_name: str, names: Mapping[str, str]) -> tuple[tuple[int, Record], ...]:
    """The records of a file with the row of each; ``names`` are further names of the levels.

    Raises ``BadInput`` with every fault by row, naming the file as it was given.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"figures{ending(content, file_name)}"
        path.write_bytes(content)
        try:
            return read_records(path, names)
        except BadInput as error:
            raise BadInput(replace(fault, file=file_name) for fault in error.faults) from None
