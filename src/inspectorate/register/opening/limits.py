"""How much of anything is read: beyond it a file is refused, with the limit and what was found."""

from dataclasses import dataclass

from inspectorate.errors import BadInput, Fault


@dataclass(frozen=True)
class Limits:
    """What one document, one archive and one reading may take.

    The longest inspection report known has some 70 pages, 200,000 characters and 5 MB, so that the limits leave room
    for a hundred times as much and still stop a file that was made to exhaust the machine. An archive inside an
    archive is always refused. ``memory_bytes`` is held where the operating system can hold it (not on Windows).
    ``any_office`` lets XLSX, ODS, PPTX and ODT through, which hold no publication and are of use to whoever wants all
    text alone.
    """

    file_bytes: int = 50_000_000
    characters: int = 20_000_000
    pages: int = 2_000
    members: int = 20_000
    uncompressed_bytes: int = 2_000_000_000
    ratio: int = 200
    seconds: float = 60.0
    memory_bytes: int = 2_000_000_000
    any_office: bool = False


DEFAULT = Limits()


def refusal(file: str, problem: str, mend: str) -> BadInput:
    """A file as a whole refused, for one reason."""
    return BadInput([Fault(file, 0, "", problem, mend)])


def check_bytes(file: str, found: int, limits: Limits) -> None:
    """Raise ``BadInput`` where a file has more bytes than are read."""
    if found > limits.file_bytes:
        problem = f"it has {megabytes(found)}; the limit of one document is {megabytes(limits.file_bytes)}"
        raise refusal(file, problem, "give its text, or the file without its pictures")


def check_characters(file: str, found: int, limits: Limits) -> None:
    """Raise ``BadInput`` where a document has more text than is read."""
    if found > limits.characters:
        problem = f"it has {found:,} characters of text or more; the limit of one document is {limits.characters:,}"
        raise refusal(file, problem, "split it into one file for each document")


def check_pages(file: str, found: int, limits: Limits) -> None:
    """Raise ``BadInput`` where a document has more pages than are read."""
    if found > limits.pages:
        problem = f"it has {found:,} pages; the limit of one document is {limits.pages:,}"
        raise refusal(file, problem, "split it into one file for each document")


def memory_refusal(file: str, limits: Limits) -> BadInput:
    """A document refused because memory ran out on it."""
    problem = f"it takes more memory than the limit of {megabytes(limits.memory_bytes)}"
    return refusal(file, problem, "give its text")


def megabytes(size: int) -> str:
    """A number of bytes as a person says it, never rounded to the limit that it passes: 50 MB, 50.1 MB, 2,000 MB."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10:,} MB" if tenths % 10 == 0 else f"{tenths / 10:,.1f} MB"
