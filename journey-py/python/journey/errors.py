"""What can go wrong.

Every exception is a `JourneyError` and the built-in exception that fits, so both
`except journey.JourneyError` and `except ValueError` work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._native import Issue, Place

__all__ = [
    "BadValueError",
    "CancelledError",
    "DuplicateColumnError",
    "EncodingError",
    "FileError",
    "InputSyntaxError",
    "InvalidMapError",
    "InvalidOptionError",
    "InvalidSourceError",
    "JourneyError",
    "LimitError",
    "MissingColumnError",
    "UnknownNameError",
    "UnsupportedError",
]


class JourneyError(Exception):
    """Base of every error of this package.

    The text is for people and may change; `code` is stable and equal in all languages.
    """

    code: str
    """Stable name of the kind of error, such as `missing_column`."""

    place: Place | None
    """Where in the input the problem lies, if it has one place."""

    issues: list[Issue]
    """All problems of a journey map or source document; empty for other errors."""

    details: dict[str, object]
    """The parts of the error under stable names, such as `field`, `value` and `expected`."""

    def __init__(
        self,
        message: str,
        code: str = "",
        place: Place | None = None,
        issues: Sequence[Issue] = (),
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.place = place
        self.issues = list(issues)
        self.details = dict(details or {})

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class InvalidMapError(JourneyError, ValueError):
    """A journey map document has problems; all of them are listed."""


class InvalidSourceError(JourneyError, ValueError):
    """A source document has problems; all of them are listed."""


class BadValueError(JourneyError, ValueError):
    """A cell of the input cannot be read as what it must be."""


class InputSyntaxError(JourneyError, ValueError):
    """The input is not in the stated format (unclosed quote, broken JSON, not a gzip file, …)."""


class EncodingError(JourneyError, ValueError):
    """The input is not valid UTF-8 text."""


class MissingColumnError(JourneyError, KeyError):
    """A column that was asked for does not exist."""


class DuplicateColumnError(JourneyError, ValueError):
    """Two columns have one name."""


class InvalidOptionError(JourneyError, ValueError):
    """An option has a value that is not allowed, or two options contradict each other."""

    def add_note(self, note: str, /) -> None:
        """Takes the name of the argument from the note with which it comes out of the conversion."""
        argument = re.fullmatch("while processing '(.+)'", note)
        if not argument:
            super().add_note(note)
        elif not self._named:
            self._named = True
            old, new = f"option `{self.details.get('field')}`", f"option `{argument[1]}`"
            self.args = (str(self).replace(old, new, 1),)
            self.details["field"] = argument[1]

    _named = False


class UnknownNameError(JourneyError, KeyError):
    """A touchpoint, stage, persona or column was named that the log or map does not have."""


class LimitError(JourneyError, ValueError):
    """The input is larger or deeper than a stated limit."""


class FileError(JourneyError, OSError):
    """A file could not be read or written."""


class UnsupportedError(JourneyError, NotImplementedError):
    """A feature that this build was made without is needed."""


class CancelledError(JourneyError):
    """The work was told to stop. Nothing is half done."""
