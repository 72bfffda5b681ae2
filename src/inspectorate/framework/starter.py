"""A small edition to start from, written into a folder together with the schemas for an editor."""

from pathlib import Path

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.loader import FILES
from inspectorate.framework.schema import schema_name

STARTER = Path(__file__).parent / "starter_edition"
#: As they are made from the models: to make them again takes longer than everything else here.
SCHEMAS = Path(__file__).parent / "schema"
NAME = "new-edition"


def write_starter(folder: Path, edition: str) -> list[Path]:
    """Write the edition under its name, and say which files were written.

    Raises ``BadInput`` where something stands in the folder already, or the name would not do as an id.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        mend = "give a folder that does not exist yet, or is empty"
        raise BadInput([Fault(str(folder), 0, "FOLDER", "something stands there already", mend)])
    longest = 60
    if not edition or len(edition) > longest or not edition.replace("-", "").replace("_", "").isalnum():
        mend = f"give at most {longest} letters, digits and hyphens, such as care-homes-2026"
        raise BadInput([Fault("--edition", 0, "", f"'{edition}' will not do as the name of an edition", mend)])
    texts = {
        path.relative_to(STARTER): path.read_text(encoding="utf-8").replace(NAME, edition)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file()
    }
    for name in map(schema_name, FILES):
        texts[Path("schema", name)] = (SCHEMAS / name).read_text(encoding="utf-8")
    for file, text in texts.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return [folder / file for file in texts]
