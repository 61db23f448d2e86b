"""The demo's folder of pictures: replaced each time, without touching what others put there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from whygrad.language.messages import WhygradError
from whygrad.training.files import write

LIST = ".pictures"  # the names of those that the last demo drew


class Album:
    """Draws pictures into a folder; `close` removes those of an earlier demo that are left."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.names: list[str] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"`{folder}`: this folder cannot be made ({error.strerror})."
            raise WhygradError(message) from None
        self.earlier = self.read_list()

    def read_list(self) -> list[str]:
        """Plain names of pictures only, whatever the list says."""
        try:
            names = (self.folder / LIST).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return []
        return [name for name in names if name == Path(name).name and name.endswith(".png")]

    def add(self, title: str, name: str, draw: Callable[[Path], object]) -> None:
        """Draw a picture, and print its path on a line of its own."""
        draw(self.folder / name)
        self.names.append(name)
        print(f"{title}\n{self.folder / name}\n")

    def close(self) -> None:
        for name in set(self.earlier) - set(self.names):
            (self.folder / name).unlink(missing_ok=True)
        write(self.folder / LIST, "".join(f"{name}\n" for name in self.names).encode(), force=True)
