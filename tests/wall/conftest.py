"""Loads the hypothesis profile that these tests share."""

import tests.fakes.profile  # noqa: F401
