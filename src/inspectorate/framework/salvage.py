"""What can still be read of a faulty file, so that one run reports every fault of an edition and not the first layer.

Faulty entries of lists are left out, misspelt keys dropped, missing text stood in for. Nothing salvaged is ever used
to inspect: an edition with a fault is refused.
"""

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
                details = [(tuple(detail["loc"]), detail["type"]) for detail in error.errors()]
            # The last entries of a list first, so that those before them keep their places.
            for path, kind in sorted(set(details), key=lambda detail: [str(part).zfill(9) for part in detail[0]])[::-1]:
                self._mend(path, kind)
        return None

    def _mend(self, path: Path_, kind: str) -> None:
        parent, found = self._at(path[:-1])
        if not found:
            return  # it went with an entry that is out already
        if kind == "missing" and isinstance(parent, dict):
            parent[path[-1]] = PLACEHOLDER
        elif kind == "extra_forbidden" and isinstance(parent, dict):
            parent.pop(path[-1], None)
        else:
            self._leave_out(path)

    def _leave_out(self, path: Path_) -> None:
        """Take out the entry of the innermost list round a path, or the first key of the path where there is none."""
        places = [depth for depth, part in enumerate(path) if isinstance(part, int)]
        depth = places[-1] if places else 0
        parent, found = self._at(path[:depth])
        place = path[depth] if path else None
        if not found or not isinstance(parent, list | dict):
            return
        if isinstance(parent, list) and isinstance(place, int) and place < len(parent):
            self.kept.setdefault(self.original(path[:depth]), list(range(len(parent)))).pop(place)
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
