"""Files put in a zip that is the same whenever it is made."""

import io
import zipfile
from collections.abc import Mapping

#: The earliest time that a zip can say, which every file in it bears.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes], stored: str = "") -> bytes:
    """The files in their order; the one that ``stored`` names is not compressed, as OpenDocument asks of its first."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return held.getvalue()
