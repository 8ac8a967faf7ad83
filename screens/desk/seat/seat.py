"""Who sits at this desk: signing in and out, and the lock of a seat that nobody touches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from console.commands.session import SignedIn
from console.models.acting.operations import Operations
from console.models.world import World
from resources.theme import Theme
from screens.desk.gear import DeskGear
from screens.desk.seat.idle_lock import IdleLock
from screens.desk.seat.login import Doors, LoginDialog
from widgets.words import on_button, one_line


def tr(text: str) -> str:
    """Translate one of this module's texts."""
    return QCoreApplication.translate("seat", text)


class Seat(QObject):
    """Opens the login dialog, takes its answer to the operations, and locks after a rest."""

    said = Signal(str, str)

    def __init__(
        self, world: World, theme: Theme, operations: Operations | None, gear: DeskGear, window: QWidget
    ) -> None:
        super().__init__(window)
        self._world, self._theme, self._operations = world, theme, operations
        self._gear, self._window = gear, window
        self.dialog: LoginDialog | None = None
        if operations is not None and gear.lock_minutes > 0 and gear.door is not None:
            self._idle = IdleLock(self, gear.lock_minutes)
            self._idle.idle.connect(self.lock)

    def lock(self) -> None:
        """Nobody is here: offer nothing until somebody proves who they are."""
        if self._operations is not None and self._operations.person is not None and not self._operations.locked:
            self._operations.lock()
            self.said.emit(tr("席位已锁定：长时间无人操作。点右下角姓名或按 F6 输入密码解锁。"), "delayed")

    def ask(self) -> None:
        """The person button: sign in, unlock, or what a person who is signed in may want."""
        operations = self._operations
        if operations is None or self._gear.door is None:
            return
        if operations.person is None or operations.locked:
            self.open_login()
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in operations.logins.lacking():
            name = on_button(self._world.backends[key].name)
            menu.addAction(tr("登录{}…").format(name)).triggered.connect(
                lambda _checked=False, key=key: self.ask_for(key)
            )
        menu.addAction(tr("锁定席位")).triggered.connect(lambda _checked=False: self.lock())
        menu.addAction(tr("换人登录…")).triggered.connect(lambda _checked=False: self.open_login(another=True))
        menu.addAction(tr("退出登录")).triggered.connect(lambda _checked=False: operations.sign_out())
        corner = self._window.mapToGlobal(QPoint(self._window.width(), self._window.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), menu.sizeHint().height() + self._theme.space(12)))

    def ask_for(self, backend: int) -> None:
        """An act is meant for a backend that does not know who sits here yet: its login, and nothing typed is lost."""
        row = self._world.backends.get(backend)
        if row is not None and self._gear.door is not None:
            self.said.emit(tr("尚未登录{}，登录后再操作。").format(one_line(row.name)), "delayed")
            self.open_login(backend)

    def open_login(self, backend: int = 0, *, another: bool = False) -> LoginDialog | None:
        """The login dialog, at this backend or else at the first one that is known.

        ``another`` person is to sit here: the name is theirs to type, and a try that fails is not the other's.
        """
        rows = [self._world.backends[key] for key in sorted(self._world.backends)]
        door_of = self._gear.door
        if door_of is None or not rows:
            self.said.emit(tr("尚未连接过任何网关，不能登录。"), "delayed")
            return None
        urls = {row.name: row.url for row in rows}
        chosen = self._world.backends.get(backend, rows[0]).name
        doors = Doors(tuple(urls), chosen, lambda name: door_of(urls[name]))
        if self.dialog is not None:
            self.dialog.deleteLater()  # a desk locks and opens for months
        own = self._operations is not None and self._operations.person is not None
        self.dialog = LoginDialog(self._theme, doors, "" if another else self._account(), self._window, sure=own)
        self.dialog.signed_in.connect(self._signed_in)
        self.dialog.open()
        return self.dialog

    def _account(self) -> str:
        return self._gear.prefs.prefs.account

    def _signed_in(self, signed: SignedIn, backend: str) -> None:
        if self._operations is None:
            return
        self._operations.sign_in(signed.person, signed.session, backend)
        if self.dialog is not None and self.dialog.user.text().strip():
            self._gear.prefs.prefs.account = self.dialog.user.text().strip()
            self._gear.prefs.save()
