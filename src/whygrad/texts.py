"""Text files of equations, as a person names them."""

from __future__ import annotations

from pathlib import Path

from whygrad.language.messages import WhygradError, nearest
from whygrad.training.opening import reason

LARGEST_TEXT = 1_000_000  # bytes of a file that are looked at


def read_text(path: Path) -> str:
    """The text of an `.eq` file."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TEXT + 1)
    except FileNotFoundError:
        near = nearest(path.name, (p.name for p in path.parent.glob("*.eq")))
        raise WhygradError(f"There is no file `{path}`.\n{near}".rstrip()) from None
    except (OSError, ValueError) as error:
        if path.is_dir():
            raise WhygradError(f"`{path}` is a folder; expected a file of equations.") from None
        raise WhygradError(f"`{path}` cannot be read: {reason(error)}.") from None
    return decoded(content, str(path))


def decoded(content: bytes, source: str) -> str:
    """Bytes as text."""
    if len(content) > LARGEST_TEXT:
        raise WhygradError(f"{source}: more than {LARGEST_TEXT:,} bytes; is this an `.eq` file?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WhygradError(f"{source}: byte {error.start + 1} is not UTF-8 text.") from None
