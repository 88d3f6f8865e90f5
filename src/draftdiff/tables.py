"""TOML files checked against the keys they may have.

A shape is a dict of key -> form. Forms: `str`, `int`, `float`, `bool`; `[form]` an array of it; a dict, a table of
that shape. A key that ends in `!` must be there; the key `*` stands for any name. `(form, form)` allows either.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from draftdiff.errors import InputFileError

Shape = dict[str, Any]


def load_table(path: str | Path, shape: Shape) -> dict[str, Any]:
    """Return the content of a TOML file of that shape.

    Raises `InputFileError` with file, line and key for anything else.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputFileError(
            where=name, what=f"cannot be read ({reason})", mend="Check the path and its permissions."
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputFileError(
            where=name, what=f"is not UTF-8 at byte {error.start}", mend="Save it as UTF-8."
        ) from error
    return parse_table(text, shape, name)


def parse_table(text: str, shape: Shape, name: str) -> dict[str, Any]:
    """Return the content of TOML text of that shape; errors name `name`."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputFileError(
            where=name, what=f"is not TOML: {error}", mend="TOML is described at https://toml.io."
        ) from error
    _check(data, shape, name, text, "")
    return data


def _check(value: Any, form: Any, name: str, text: str, key: str) -> None:
    if isinstance(form, tuple):
        if any(_fits(value, one) for one in form):
            chosen = next(one for one in form if _fits(value, one))
            _check(value, chosen, name, text, key)
            return
        _wrong(value, form, name, text, key)
    elif not _fits(value, form):
        _wrong(value, form, name, text, key)
    elif isinstance(form, dict):
        _check_keys(value, form, name, text, key)
    elif isinstance(form, list):
        for number, item in enumerate(value, 1):
            _check(item, form[0], name, text, f"{key}[{number}]")


def _check_keys(value: dict[str, Any], form: Shape, name: str, text: str, key: str) -> None:
    known = {item.rstrip("!"): one for item, one in form.items()}
    for item, content in value.items():
        path = f"{key}.{item}" if key else item
        if item not in known and "*" not in known:
            raise InputFileError(
                where=f"{name}, line {_line(text, item)}",
                what=f"unknown key '{path}'",
                mend=f"Known here: {', '.join(known)}.",
            )
        _check(content, known.get(item, known.get("*")), name, text, path)
    for item in form:
        if item.endswith("!") and item[:-1] not in value:
            where = f"{name}, line {_line(text, re.sub(r'[^a-z_-].*', '', key) or item[:-1])}"
            raise InputFileError(
                where=where, what=f"'{key or 'the file'}' lacks the key '{item[:-1]}'", mend="Add it."
            )


def _fits(value: Any, form: Any) -> bool:
    if isinstance(form, dict):
        return isinstance(value, dict)
    if isinstance(form, list):
        return isinstance(value, list)
    if form is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if form is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, form)


def _wrong(value: Any, form: Any, name: str, text: str, key: str) -> None:
    last = re.sub(r"\[\d+\]$", "", key).rsplit(".", 1)[-1]
    raise InputFileError(
        where=f"{name}, line {_line(text, last)}",
        what=f"'{key}' is {_form_name(type(value))}",
        mend=f"It must be {_form_name(form)}.",
    )


def _form_name(form: Any) -> str:
    if isinstance(form, tuple):
        return " or ".join(_form_name(one) for one in form)
    if isinstance(form, list) or form is list:
        return "an array"
    if isinstance(form, dict) or form is dict:
        return "a table"
    names = {str: "text in quotes", int: "a whole number", float: "a number", bool: "true or false"}
    return names.get(form, getattr(form, "__name__", str(form)))


def _line(text: str, key: str) -> int:
    """Return the number of the first line that sets a key, else of the first that opens its table; 1 for none."""
    lines = [line.split("#", 1)[0] for line in text.splitlines()]
    name = rf"""["']?{re.escape(key)}["']?"""
    for pattern in (rf"(^|[{{,.\s]){name}\s*=", rf"[\[.\s]{name}\s*[\].]"):
        for number, line in enumerate(lines, 1):
            if re.search(pattern, line):
                return number
    return 1
