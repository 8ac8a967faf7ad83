"""Who is signed in where: each backend has people of its own, and is never shown the session of another one."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.domain.roles import Person
from console.models.world import World


@dataclass(frozen=True, slots=True)
class Login:
    """A person as one backend knows them; the session stays out of every text form."""

    person: Person
    session: str = field(repr=False)


class Logins:
    """The logins of one desk. The first one made is the desk's person; others join it at other backends."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_backend: dict[str, Login] = {}

    def enter(self, backend: str, login: Login, *, join: bool) -> None:
        """A login at a backend. Unless it joins, it begins anew: only the same person's return keeps the others."""
        backend = backend or self._first()
        held = self._by_backend.get(backend)
        if not join and (held is None or held.person.id != login.person.id):
            self._by_backend.clear()
        self._by_backend[backend] = login

    def leave(self) -> None:
        """Nobody is signed in anywhere."""
        self._by_backend.clear()

    def main(self) -> Login | None:
        """The desk's person."""
        return next(iter(self._by_backend.values()), None)

    def at(self, backend: str) -> Login | None:
        """The login at a backend, by its name."""
        held = self._by_backend.get(backend)
        return held or (self._by_backend.get("") if backend == self._first() else None)

    def each(self) -> list[tuple[int, Login]]:
        """Every login with the cache key of its backend, of those backends that are known now."""
        rows = sorted(self._world.backends.items())
        return [(key, login) for key, row in rows if (login := self.at(row.name)) is not None]

    def lacking(self) -> list[int]:
        """Keys of the known backends at which nobody is signed in."""
        return [key for key, row in sorted(self._world.backends.items()) if self.at(row.name) is None]

    def _first(self) -> str:
        """Name of the first backend; empty as long as none is known."""
        backends = self._world.backends
        return backends[min(backends)].name if backends else ""
