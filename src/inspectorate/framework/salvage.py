"""What can still be read of a faulty file, so that one run reports every fault of an edition and not the first layer.

Faulty entries of lists are left out, misspelt keys dropped, missing text stood in for. Nothing salvaged is ever used
to inspect: an edition with a fault is refused.
"""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]

#: Stands for text that is missing; no check speaks of it.
PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
ATTEMPTS = 30


class Salvage:
    """The content of one faulty file, and which of its entries are left."""

    def __init__(self, content: Any):
        self.content = content
        self.kept: dict[Path_, list[int]] = {}
        self.filled: set[Path_] = set()

    def original(self, path: Path_) -> Path_:
        """The path in the file of what stands at a path of the salvaged content."""
        found: Path_ = ()
        for part in path:
            found = (*found, self.kept[found][part] if isinstance(part, int) and found in self.kept else part)
        return found

    def attempt(self, model: type[Model]) -> Model | None:
        """The content as ``model`` once the faulty parts are out; None where too little is left."""
        for _ in range(ATTEMPTS):
            try:
                return model.model_validate(self.content)
            except ValidationError as error:
                details = error.errors()
            # The last entries of a list first, so that those before them keep their places.
            for detail in sorted(details, key=lambda detail: [str(part).zfill(9) for part in detail["loc"]])[::-1]:
                self._mend(tuple(detail["loc"]), detail["type"], str(detail.get("ctx", {}).get("expected", "")))
        return None

    def _mend(self, path: Path_, kind: str, expected: str) -> None:
        parent, found = self._at(path[:-1])
        if not found or not path:
            return  # it went with an entry that is out already
        choices = re.findall(r"'([^']+)'", expected)
        if kind == "extra_forbidden":
            parent.pop(path[-1], None)
        elif self.original(path) in self.filled or (kind == "missing" and isinstance(parent, list)):
            self._leave_out(path[:-1])
        elif kind == "missing":
            self.filled.add(self.original(path))
            parent[path[-1]] = PLACEHOLDER
        elif choices:
            parent[path[-1]] = choices[-1]  # of the kinds there are, the last asks the least
        else:
            self._leave_out(path)

    def _leave_out(self, path: Path_) -> None:
        parent, found = self._at(path[:-1])
        if not found or not path:
            return
        place = path[-1]
        if isinstance(parent, list) and isinstance(place, int) and place < len(parent):
            self.kept.setdefault(self.original(path[:-1]), list(range(len(parent)))).pop(place)
            parent.pop(place)
        elif isinstance(parent, dict):
            parent.pop(place, None)

    def _at(self, path: Path_) -> tuple[Any, bool]:
        value = self.content
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None, False
        return value, True
