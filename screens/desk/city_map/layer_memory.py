"""Which layers each person has on their map and how: taken up when they sit down, kept as they change it."""

from __future__ import annotations

from console.config.desk_prefs import LayerPref, PrefsFile
from console.models.city_map.layers.book import LayerBook, Shown
from console.models.city_map.layers.catalogue import colours_ground
from screens.desk.city_map.own_layers import OwnLayers


class LayerMemory:
    """``book`` has the layers of the city's data, ``own`` those that people brought."""

    def __init__(self, prefs: PrefsFile, book: LayerBook, own: OwnLayers | None) -> None:
        self._prefs, self._book, self._own = prefs, book, own
        self._person: str | None = None
        self._following = False

    def follow(self, person: str) -> None:
        """The person of this id sits here now; an empty one is nobody. Theirs are shown, and no others."""
        if person == self._person:
            return
        self._person = person
        self._following = True
        try:
            self._show(person)
        finally:
            self._following = False

    def _show(self, person: str) -> None:
        book = self._book
        for name in book.order():
            book.switch(name, False)
        kept = self._prefs.prefs.map_layers.get(person, [])
        ground = [each.name for each in kept if colours_ground(each.name)]
        for each in kept:
            if each.name in ground[:-1]:
                continue  # kept when two could still be mixed
            book.set_wish(each.name, Shown(each.opacity, each.from_zoom, each.to_zoom))
            book.switch(each.name, True)
        if self._own is not None:
            self._own.arrange(self._prefs.prefs.own_layers.get(person, []))

    def remember(self) -> None:
        """What is shown now, for this person; nothing is written while it is the same."""
        if self._following or self._person is None:
            return
        prefs = self._prefs.prefs
        kept = [_pref(name, self._book.wish(name)) for name in self._book.order()]
        own = self._own.arranged() if self._own is not None else prefs.own_layers.get(self._person, [])
        if (prefs.map_layers.get(self._person, []), prefs.own_layers.get(self._person, [])) != (kept, own):
            prefs.map_layers[self._person], prefs.own_layers[self._person] = kept, own
            self._prefs.save()


def _pref(name: str, wish: Shown) -> LayerPref:
    return LayerPref(name, wish.opacity, wish.from_zoom, wish.to_zoom)
