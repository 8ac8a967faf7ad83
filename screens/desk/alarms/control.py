"""Acts on the chosen alarms: what is offered, what is sent at once, and which dialog asks for the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from console.commands import intents as do
from console.commands.intents import AnyIntent
from console.domain.entities import Alarm
from console.models.alarms.acts import Act, Offer, act_name, offers
from console.models.alarms.in_order import LOCAL
from console.models.alarms.sources import SourceWatch
from console.models.rows import AlarmRow
from console.models.world import World
from screens.desk.alarms.dialogs import CommentDialog, DispatchDialog, Owned, ServiceDialog, ShelveDialog
from screens.desk.incident.merging import MergeDialog
from screens.desk.incident.opening import OpenDialog
from screens.desk.incident.room import Room

Chosen = Callable[[], list[int]]
"""Cache keys of the alarms that are meant."""
SETTLE_MS = 100
_AT_ONCE: dict[Act, Callable[[str], AnyIntent]] = {
    Act.ACKNOWLEDGE: lambda about: do.Acknowledge(about=about),
    Act.RESET: lambda about: do.ResetLatch(about=about),
    Act.UNSHELVE: lambda about: do.Unshelve(about=about),
    Act.RETURN: lambda about: do.ReturnToService(about=about),
}


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("alarm_control", text)


class AlarmControl(QObject):
    """One doorway for keys, buttons and menus. ``changed``: what is offered may be different now."""

    changed = Signal()
    said = Signal(str, str)
    sign_in_asked = Signal()
    acknowledging = Signal(object)
    """Keys of the chosen alarms that are about to be acknowledged: the list still stands as the person saw it."""
    hiding = Signal()
    """The chosen alarms are to be shelved, or taken out of service: they will go to the end of the list."""

    def __init__(
        self, world: World, room: Room | None, chosen: Chosen, window: QWidget, sources: SourceWatch | None = None
    ) -> None:
        super().__init__(window)
        self._sources = sources
        self.has_door = False
        """Whether a person can sign in at this desk."""
        self._world, self._room, self._chosen, self._window = world, room, chosen, window
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self.changed)
        world.alarms.changed.connect(self._alarms_changed)
        if room is not None:
            room.acting.changed.connect(self.changed)

    def _alarms_changed(self) -> None:
        """Only changes of what is chosen matter here, and in a flood not every frame of them."""
        if not self._settle.isActive() and not set(self._chosen()).isdisjoint(self._world.alarms.touched):
            self._settle.start()

    def alarms(self, keys: Sequence[int] | None = None) -> list[tuple[int, Alarm]]:
        """The alarms that are meant, as they are now."""
        found = []
        for key in self._chosen() if keys is None else keys:
            try:
                found.append((key, self._world.alarms.entity(key)[1]))
            except KeyError:
                continue
        return found

    def acting(self) -> bool:
        """Whether somebody is signed in here who may act at all."""
        operations = self._room.acting.operations if self._room else None
        return operations is not None and operations.person is not None and not operations.locked

    def may(self, act: Act) -> bool:
        """Whether the person who sits here has the right at all."""
        return self.acting() and self._room is not None and self._room.acting.may(act.value)

    def offers(self, keys: Sequence[int] | None = None) -> dict[Act, Offer]:
        """Every act, possible or not, and why not."""
        may = self._room.acting.may if self._room else lambda _act: False
        return offers(self.alarms(keys), may, self._world.now(), locked=not self.acting())

    def chosen(self) -> tuple[int, ...]:
        """What is meant at this moment, for who asks and acts later: the list may move under an open menu."""
        return tuple(self._chosen())

    def do(self, act: Act, keys: Sequence[int] | None = None) -> QDialog | None:
        """Do it, or ask for what it needs; a refusal is said in words."""
        offer = self.offers(keys)[act]
        if not offer.possible or self._room is None:
            self.said.emit(tr("不能{}：{}").format(act_name(act), offer.reason), "delayed")
            return None
        chosen = self.alarms(offer.keys)
        if not self._known(chosen, self._room):
            return None
        if act is Act.ACKNOWLEDGE and (keys is None or set(keys) == set(self._chosen())):
            self.acknowledging.emit(offer.keys)
        if act in _AT_ONCE:
            self._send(chosen, _AT_ONCE[act])
            return None
        if act is Act.ATTACH and len(self._owned(chosen)) > 1:
            self.said.emit(tr("所选告警来自不同后端，请分别并入事件。"), "delayed")
            return None
        dialog = self._dialog(act, chosen, self._room)
        if act in (Act.SHELVE, Act.OUT_OF_SERVICE):
            dialog.accepted.connect(self.hiding)
        dialog.open()
        return dialog

    def propose_shelving(self, keys: Sequence[int], reason: str) -> QDialog | None:
        """The shelve dialog for these, with a reason to begin with."""
        offer = self.offers(keys)[Act.SHELVE]
        if not offer.possible or self._room is None:
            self.said.emit(tr("不能{}：{}").format(act_name(Act.SHELVE), offer.reason), "delayed")
            return None
        chosen = self.alarms(offer.keys)
        if not self._known(chosen, self._room):
            return None
        dialog = ShelveDialog(self._room, self._owned(chosen), self._window, reason)
        dialog.open()
        return dialog

    def _known(self, chosen: list[tuple[int, Alarm]], room: Room) -> bool:
        """Whether every backend of these knows who sits here; the first that does not is asked for its login."""
        backends = {self._world.alarms.entity(key)[0]: None for key, _ in chosen if key < LOCAL}
        return all(room.acting.known_at(backend) for backend in backends)

    def _dialog(self, act: Act, chosen: list[tuple[int, Alarm]], room: Room) -> QDialog:
        owned = self._owned(chosen)
        if act is Act.SHELVE:
            return ShelveDialog(room, owned, self._window)
        if act is Act.DISPATCH:
            return DispatchDialog(room, owned, self._window)
        if act is Act.COMMENT:
            return CommentDialog(room, owned, self._window)
        if act is Act.OUT_OF_SERVICE:
            return ServiceDialog(room, owned, self._window)
        if act is Act.ATTACH:
            return MergeDialog(room, owned[0], self._window)
        rows: list[AlarmRow] = [self._world.alarms.by_key(key) for key, _ in chosen]
        return OpenDialog(room, rows, self._window)

    def _owned(self, chosen: list[tuple[int, Alarm]]) -> Owned:
        """The alarms by their backends, in the order in which they were chosen."""
        found: dict[int, list[Alarm]] = {}
        for key, alarm in chosen:
            found.setdefault(self._world.alarms.entity(key)[0], []).append(alarm)
        return list(found.items())

    def _send(self, chosen: list[tuple[int, Alarm]], make: Callable[[str], AnyIntent]) -> None:
        room = self._room
        if room is None:
            return
        by_backend: dict[int, list[tuple[AnyIntent, int]]] = {}
        for key, alarm in chosen:
            if key >= LOCAL:
                if self._sources is not None:
                    self._sources.acknowledge(key, room.acting.name())
                continue
            backend = self._world.alarms.entity(key)[0]
            by_backend.setdefault(backend, []).append((make(alarm.id), alarm.v))
        for backend, intents in by_backend.items():
            room.acting.send(backend, "Alarm", intents)
