"""Accounts for demonstrations: one a role, a 调度员 a department. Their passwords are in docs/login.md for all to read.

So they exist only while the gateway runs the simulated city, and are gone at its next start without.
"""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher

from console.domain.roles import Person, Role
from console.gateway.people.accounts import Accounts, Origin

GRID, EMERGENCY, ENVIRONMENT, TRAFFIC, CITY, POLICE, LAW = (
    "市网格化服务管理中心",
    "市应急管理局",
    "市生态环境局",
    "市交通运输局",
    "市城市管理局",
    "市公安局",
    "市委政法委",
)
PEOPLE: Final = (
    Person("commander", "演示指挥长", Role.COMMANDER, EMERGENCY),
    Person("watch", "演示值班长", Role.WATCH_LEADER),
    Person("grid", "演示网格调度员", Role.DISPATCHER, GRID),
    Person("emergency", "演示应急调度员", Role.DISPATCHER, EMERGENCY),
    Person("environment", "演示环保调度员", Role.DISPATCHER, ENVIRONMENT),
    Person("traffic", "演示交通调度员", Role.DISPATCHER, TRAFFIC),
    Person("city", "演示城管调度员", Role.DISPATCHER, CITY),
    Person("police", "演示公安调度员", Role.DISPATCHER, POLICE),
    Person("law", "演示政法调度员", Role.DISPATCHER, LAW),
    Person("wall", "演示大屏", Role.WALL),
    Person("briefing", "演示领导简报", Role.BRIEFING),
    Person("technician", "演示技术保障", Role.TECHNICIAN),
    Person("supervision", "演示督查", Role.SUPERVISION),
    Person("sysadmin", "演示系统管理员", Role.SYSTEM_ADMIN),
    Person("auditor", "演示审计管理员", Role.AUDIT_ADMIN),
    Person("security", "演示安全管理员", Role.SECURITY_ADMIN),
)


def password_of(name: str) -> str:
    """The documented password of a demo account."""
    return f"demo-{name}-2024"


def settle(accounts: Accounts, *, wanted: bool) -> None:
    """Add what is missing of the demo accounts, or take all of them away."""
    if not wanted:
        accounts.remove(Origin.DEMO)
        return
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)  # there is no secret to keep
    for person in PEOPLE:
        if accounts.find(person.id) is None:
            accounts.add(person, cheap.hash(password_of(person.id)), origin=Origin.DEMO)
