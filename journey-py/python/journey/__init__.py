"""Customer journey maps that measure themselves."""

from . import _native, errors
from ._native import *
from .errors import *

__version__ = _native.__version__

__all__: list[str] = ["__version__"]
__all__ += _native.__all__
__all__ += errors.__all__
