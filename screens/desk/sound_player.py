"""Plays the tones that the rule asks for. The tones are made here, once; without audio the desk is simply silent."""

from __future__ import annotations

import logging
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication

from console.domain.entities import Alarm
from console.models.alarms.sound import SUMMARY, SoundRule
from console.models.world import World

log = logging.getLogger(__name__)
RATE = 22_050
LOUDNESS = 0.5
FRESH_MS = 30_000
"""Only what was raised a moment ago is heard: a start or a reconnect does not replay the past."""
TONES: dict[int, tuple[tuple[float, float], ...]] = {
    1: ((988, 0.14), (0, 0.05), (988, 0.14), (0, 0.05), (988, 0.14)),
    2: ((784, 0.16), (0, 0.06), (784, 0.16)),
    3: ((659, 0.2),),
    4: ((523, 0.14),),
    SUMMARY: ((659, 0.12), (784, 0.12), (988, 0.2)),
}
"""(frequency in Hz, seconds) one after the other; the more urgent, the higher and the more often."""


def samples(steps: tuple[tuple[float, float], ...]) -> bytes:
    """A tone as 16-bit samples, its edges softened so that nothing clicks."""
    parts = []
    for hertz, seconds in steps:
        at = np.arange(int(RATE * seconds)) / RATE
        edge = np.clip(np.minimum(at, seconds - at) / 0.012, 0.0, 1.0)
        parts.append(np.sin(2 * np.pi * hertz * at) * edge * LOUDNESS)
    return (np.concatenate(parts) * 32_767).astype("<i2").tobytes()


def write_tone(path: Path, steps: tuple[tuple[float, float], ...]) -> None:
    """A tone as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples(steps))


class SoundPlayer(QObject):
    """Listens to new alarms of a world and plays what the rule says."""

    def __init__(self, world: World, parent: QObject) -> None:
        super().__init__(parent)
        self._world = world
        self.rule = SoundRule()
        self._heard: set[str] = set()
        self._effects: dict[int, Any] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.played: list[int] = []
        world.alarms.changed.connect(self._listen)

    def silence(self) -> None:
        """The silence key."""
        self.rule.silence(time.monotonic())
        for effect in self._effects.values():
            effect.stop()

    def silent(self) -> bool:
        """Whether the silence key is in force."""
        return self.rule.silent(time.monotonic())

    def keep_state(self) -> tuple[SoundRule, set[str]]:
        """What was heard already, and the silence key."""
        return self.rule, self._heard

    def restore_state(self, state: tuple[SoundRule, set[str]]) -> None:
        """Go on where another player ended."""
        self.rule, self._heard = state

    def _listen(self) -> None:
        now = self._world.now()
        fresh = [alarm for key in self._world.alarms.touched if (alarm := self._new(key, now)) is not None]
        for alarm in sorted(fresh, key=lambda each: each.priority):
            tone = self.rule.tone(alarm.priority, time.monotonic(), self._world.link_truth().quality)
            if tone is not None:
                self._play(tone)

    def _new(self, key: int, now: int) -> Alarm | None:
        try:
            alarm = self._world.alarms.entity(key)[1]
        except KeyError:
            return None
        mark = f"{alarm.id}@{alarm.raised}"
        if alarm.acknowledged or alarm.hidden or not alarm.active or abs(now - alarm.raised) > FRESH_MS:
            return None
        if mark in self._heard:
            return None
        if len(self._heard) > 5_000:
            self._heard.clear()
        self._heard.add(mark)
        return alarm

    def _play(self, tone: int) -> None:
        self.played = [*self.played[-20:], tone]
        if QGuiApplication.platformName() in ("offscreen", "minimal"):
            return
        try:
            self._effect(tone).play()
        except (ImportError, OSError) as error:
            log.warning("no sound: %s", error)
            self._world.alarms.changed.disconnect(self._listen)

    def _effect(self, tone: int) -> Any:
        from PySide6.QtMultimedia import QSoundEffect  # absent on a machine without audio libraries

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="commandwall-tones-")
        if tone not in self._effects:
            path = Path(self._folder.name) / f"{tone}.wav"
            write_tone(path, TONES[tone])
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(path)))
            self._effects[tone] = effect
        return self._effects[tone]
