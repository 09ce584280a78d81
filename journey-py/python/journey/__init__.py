"""Customer journey maps that measure themselves."""

from ._native import *
from ._native import __version__ as __version__
from .errors import *
