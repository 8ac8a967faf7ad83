"""Departments of the hall: what they are called for short, and how they stand in a case."""

from __future__ import annotations

DEPARTMENTS = {
    "应急": "市应急管理局", "城管": "市城市管理局", "交通": "市交通运输局", "环境": "市生态环境局",
    "政法委": "市委政法委", "公安": "市公安局", "网格": "市网格化服务管理中心",
}  # fmt: skip


def full_name(department: str) -> str:
    """A department's whole name, whichever of the two is given."""
    return DEPARTMENTS.get(department, department)
