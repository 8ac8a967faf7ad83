"""A provider's key: from the settings, the environment or a file; never in an argument, a log or an error's words."""

from __future__ import annotations

import os
from collections.abc import Mapping

from console.basemap.provider import Fault, ProviderError
from console.config.map_settings import Remote, Tianditu, addresses

LONGEST = 512


def key_of(base: Remote, environment: Mapping[str, str] = os.environ) -> str:
    """The key, empty where none is given. Raises ``ProviderError`` where one is said to be and is not."""
    if base.key_env:
        key = environment.get(base.key_env, "").strip()
        if not key:
            raise ProviderError(
                f"the environment variable {base.key_env} that should hold the key is empty", Fault.NO_KEY, base.key_env
            )
    elif base.key_file is not None:
        key = _read(base)
    else:
        key = base.key
    if not key and (isinstance(base, Tianditu) or any("{key}" in url for url in addresses(base))):
        raise ProviderError("it needs a key: give key_env, key_file or key", Fault.NO_KEY)
    return key


def _read(base: Remote) -> str:
    assert base.key_file is not None
    try:
        key = base.key_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        words = f"the key file {base.key_file.name} cannot be read"
        raise ProviderError(words, Fault.NO_KEY, base.key_file.name) from problem
    if not key or len(key) > LONGEST or not key.isprintable():
        raise ProviderError(f"the key file {base.key_file.name} holds no key", Fault.NO_KEY, base.key_file.name)
    return key
