"""The editions that come with the library, and those in a folder of the user's own."""

from pathlib import Path

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.loader import load_edition
from inspectorate.framework.model import Edition

EDITIONS = Path(__file__).parent / "editions"


def edition_folders() -> dict[str, Path]:
    """The folder of each edition that comes with the library, by name."""
    return {path.parent.name: path.parent for path in sorted(EDITIONS.glob("*/framework.yaml"))}


def find_edition(name: str) -> Edition:
    """An edition by its name or the path of its folder. Raises ``BadInput`` where there is none, or it has faults."""
    folders = edition_folders()
    if name in folders:
        return load_edition(folders[name])
    if Path(name).is_dir():
        return load_edition(Path(name))
    listed = ", ".join(folders)
    raise BadInput([Fault(name, 0, "edition", "there is no such edition", f"give one of {listed}, or a folder")])
