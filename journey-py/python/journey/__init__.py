"""Customer journey maps that measure themselves."""

from . import _native, errors
from ._native import *
from ._native import __version__
from .errors import *

__all__: list[str] = []
__all__ += _native.__all__
__all__ += errors.__all__
