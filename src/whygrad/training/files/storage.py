"""The model file: one safetensors file that holds a training run, and nothing that is run.

Its tensors are `initial.NAME`, `final.NAME`, `initial_state.NAME`, `state.NAME`, `history.NAME`
and, up to 1 MB in all, `data.NAME`; its metadata are in `records`. Reading one opens that file
only, and evaluates nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from whygrad.language.messages import WhygradError
from whygrad.training.binding import bind
from whygrad.training.data import data_hash
from whygrad.training.files.metadata import Damaged, Unreadable, read_json
from whygrad.training.files.records import FORMAT, FORMAT_VERSION, Rebuild, decode, encode
from whygrad.training.files.writing import PathLike, check_target, write
from whygrad.training.held import Held
from whygrad.training.history import Arrays, History
from whygrad.training.opening import open_file, reason
from whygrad.training.validation import held_out, own_set

LARGEST_FILE = 4 * 10**9  # bytes
LARGEST_HEADER = 4 * 10**6
LONGEST_MESSAGE = 2_000  # characters
LENGTH = 8  # bytes that hold the header's length
METADATA = "__metadata__"
TRAIN_AGAIN = "Take another copy of it, or train again."


def save(history: History, path: PathLike, *, force: bool = False) -> Path:
    """Write the run, whole or not at all; `force` replaces an existing file.

    Data of up to 1 MB go with it. Raises `WhygradError` where the file cannot be written.
    """
    check_target(path, force=force)
    try:
        content = serialized(*encode(history))
    except Damaged as damage:
        raise WhygradError(f"This run cannot be saved: {damage}.") from None
    write(path, content, force=force)
    return Path(path)


def load(path: PathLike, data: Any = None, validation: Any = None, *, rebuild: Rebuild) -> History:
    """The run in a model file.

    `rebuild(forward, optimizer)` derives the whole step from the one in the file. `data` are
    needed where the file does not hold them; they must be those of the training. Reads that
    one file and nothing else. Raises `WhygradError`.
    """
    try:
        with open_file(path, "a model file", LARGEST_FILE) as file:
            metadata, tensors = read(file, str(path))
        history = decode(tensors, metadata, rebuild)
    except Unreadable as fault:
        raise WhygradError(f"`{path}`: its equations cannot be used.\n{showable(fault)}") from None
    except Damaged as damage:
        raise WhygradError(damaged(path, damage)) from None
    except OSError as error:
        raise WhygradError(f"`{path}` cannot be read: {reason(error)}.") from None
    if data is not None:
        history = with_data(history, data, path)
    return history if validation is None else with_validation(history, validation, path)


def describe(path: PathLike) -> dict[str, str]:
    """What a model file says of itself: its format, and the versions that wrote it."""
    try:
        with open_file(path, "a model file", LARGEST_FILE) as file:
            return read(file, str(path))[0]
    except Damaged as damage:
        raise WhygradError(damaged(path, damage)) from None


def damaged(path: PathLike, damage: Damaged) -> str:
    return f"`{path}` is damaged: {showable(damage)}.\n{TRAIN_AGAIN}"


def showable(fault: Damaged) -> str:
    """A message with pieces of a foreign file in it, which could be long, or steer a terminal."""
    text = str(fault)
    plain = "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)
    return plain if len(plain) <= LONGEST_MESSAGE else f"{plain[:LONGEST_MESSAGE]}..."


def with_data(history: History, data: Any, path: PathLike) -> History:
    """The run with its data. Raises `WhygradError` if other data trained it.

    Where a share was held out, `data` may be all of them, or those of the training alone.
    """
    bound = bind(history.step, data, dtype=history.dtype)
    record = history.validation
    if record is not None and record.share is not None and data_hash(bound) != history.data_hash:
        bound, apart = held_out(
            history.step, bound, record.share, seed=history.seed, dtype=history.dtype
        )
        if apart is not None and data_hash(apart.data) == record.data_hash:
            history = replace(history, validation=replace(record, data=apart.data))
    if data_hash(bound) != history.data_hash:
        raise WhygradError(
            f"These are not the data that trained `{path}`.\n"
            "Pass the very data of the training, every sample in the same order."
        )
    return replace(history, data=Held(bound, history.dtype))


def with_validation(history: History, data: Any, path: PathLike) -> History:
    """The run with the data that it is validated on. Raises `WhygradError` for others."""
    record = history.validation
    if record is None:
        raise WhygradError(f"`{path}`: this run has no validation.\nLeave `validation` out.")
    bound = own_set(history.step, dict(history.data or {}), data, history.dtype)
    if data_hash(bound) != record.data_hash:
        raise WhygradError(
            f"These are not the data on which `{path}` was validated.\n"
            "Pass the very data, every sample in the same order."
        )
    return replace(history, validation=replace(record, data=bound))


def serialized(tensors: Arrays, metadata: dict[str, str]) -> bytes:
    """The bytes of the file, the same for the same run."""
    from safetensors.numpy import save as to_bytes

    raw = to_bytes(tensors, metadata)
    length = int.from_bytes(raw[:LENGTH], "little")
    header = json.loads(raw[LENGTH : LENGTH + length])
    header[METADATA] = dict(sorted(header[METADATA].items()))  # the library's order is random
    ordered = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    ordered += b" " * (-len(ordered) % LENGTH)
    if len(ordered) > LARGEST_HEADER or len(raw) > LARGEST_FILE:
        raise Damaged("it is too large for a model file")
    return len(ordered).to_bytes(LENGTH, "little") + ordered + raw[LENGTH + length :]


def read(file: IO[bytes], path: str) -> tuple[dict[str, str], Arrays]:
    """Metadata and tensors. Nothing is read that the file's size does not bear out."""
    start = file.read(LENGTH)
    length = int.from_bytes(start, "little")
    available = os.fstat(file.fileno()).st_size - LENGTH
    if len(start) < LENGTH or not 0 < length <= min(available, LARGEST_HEADER):
        raise WhygradError(no_model(path))
    header = file.read(length)
    metadata = metadata_of(header, path)
    check_format(metadata, path)
    return metadata, tensors_of(start + header + file.read(available - length))


def no_model(path: str) -> str:
    return (
        f"`{path}` is no model file, or it was cut off.\n"
        "Expected a file that `run.save` or `whygrad train` wrote."
    )


def metadata_of(header: bytes, path: str) -> dict[str, str]:
    try:
        found = read_json("header", header.decode())
    except (Damaged, UnicodeDecodeError):
        raise WhygradError(no_model(path)) from None
    metadata = found.get(METADATA) if isinstance(found, dict) else None
    if not isinstance(metadata, dict) or metadata.get("format") != FORMAT:
        raise WhygradError(
            f"`{path}` was not written by whygrad: its metadata do not say so.\n"
            "Expected a file that `run.save` or `whygrad train` wrote."
        )
    for key, value in metadata.items():
        if not isinstance(value, str):
            raise Damaged(f"`{key}` in its metadata is no text")
    return metadata


def check_format(metadata: dict[str, str], path: str) -> None:
    version = metadata.get("format_version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Damaged("it does not say in which format it was written")
    if int(version) > FORMAT_VERSION:
        raise WhygradError(
            f"`{path}` was written in format {int(version)}; this program reads format"
            f" {FORMAT_VERSION}.\nUpdate whygrad: `pip install --upgrade whygrad`."
        )
    if int(version) < 1:
        raise Damaged("it does not say in which format it was written")


def tensors_of(content: bytes) -> Arrays:
    from safetensors.numpy import load as from_bytes

    try:
        return dict(from_bytes(content))
    except Exception:  # whatever a foreign parser raises, the file is at fault
        raise Damaged("its tensors are not what its header says") from None
