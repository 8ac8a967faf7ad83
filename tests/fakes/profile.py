"""How hypothesis works in these tests: the same examples on every machine, and no clock that decides."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "rules",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("rules")
