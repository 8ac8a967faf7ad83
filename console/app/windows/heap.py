"""The C library's heap: what lies free on it, and when it goes back to the system. Only glibc is told anything.

Left to itself glibc returns what the arrays of one picture of a fleet took (about 10 MB), and the next picture takes
every page of it anew from the kernel: a thousand page faults, half of the time of the picture.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""The numbers of ``mallopt`` in glibc's malloc.h."""
SPARE = 32 * 1024 * 1024
"""Bytes that may lie free at the end of the heap."""
LARGE = 4 * 1024 * 1024
"""A block of so many bytes (a monitor's picture) is a mapping of its own, and gone when it is freed: on the heap it
would leave a hole. glibc by itself lets this grow up to 32 MB."""


def keep_freed() -> None:
    """Keep a little of what was freed for the next picture; to be called once, when the process begins."""
    _glibc("mallopt", M_MMAP_THRESHOLD, LARGE)
    _glibc("mallopt", M_TRIM_THRESHOLD, SPARE)


def give_back() -> None:
    """Collect what closed windows left behind, and hand the memory back, also where it lies between other."""
    gc.collect()
    _glibc("malloc_trim", 0)


def _glibc(name: str, *numbers: int) -> None:
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library
            getattr(ctypes.CDLL(None), name)(*numbers)
