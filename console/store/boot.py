"""Which start of the machine this is: monotonic times mean something only within one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import psutil


@cache
def boot_id() -> str:
    """The kernel's boot id, or the boot time where there is none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return f"boot-{int(psutil.boot_time())}"
