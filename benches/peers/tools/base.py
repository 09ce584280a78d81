"""What every tool does: load a file, answer four questions, and say the answers in the common form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

DAY_US = 86_400_000_000
WEEK_US = 7 * DAY_US
MONDAY_US = 3 * DAY_US
"""1970-01-01 was a Thursday: three days after the Monday with which week 0 begins."""


@dataclass(frozen=True)
class Task:
    """What is asked."""

    file: Path
    threads: int
    steps: tuple[str, ...]
    window_us: int
    weeks: int
    top: int

    @property
    def is_csv(self) -> bool:
        """Whether the file is text."""
        return self.file.suffix == ".csv"


class Tool(ABC):
    """A tool used in one way.

    Answers are left in whatever form the tool gives them, so that no tool pays for being compared;
    `normal_*` turn them into lines after the clock has stopped.
    """

    unable: ClassVar[dict[str, str]] = {}
    """Questions that the tool cannot answer, each with the reason."""
    partly: ClassVar[dict[str, str]] = {}
    """Questions that the tool answers in part; times of these count in no sum."""

    def __init__(self, task: Task) -> None:
        self.task = task

    @abstractmethod
    def load(self) -> None:
        """Makes the data ready; nothing for a tool that asks the file itself."""

    def transitions(self) -> Any:
        """How often one touchpoint directly follows another, and the exact median of the time between."""
        raise NotImplementedError

    def funnel(self) -> Any:
        """Customers who reach each step in order, each at most a window after the first."""
        raise NotImplementedError

    def variants(self) -> Any:
        """The most frequent whole paths, and how many distinct ones there are."""
        raise NotImplementedError

    def retention(self) -> Any:
        """Customers by week of their first event and by week in which they came."""
        raise NotImplementedError

    @abstractmethod
    def normal_transitions(self, answer: Any) -> list[str]:
        """Transitions in the common form."""

    def normal_funnel(self, answer: Any) -> list[str]:
        """Funnel in the common form."""
        raise NotImplementedError

    @abstractmethod
    def normal_variants(self, answer: Any) -> list[str]:
        """Variants in the common form."""

    def normal_retention(self, answer: Any) -> list[str]:
        """Retention in the common form."""
        raise NotImplementedError
