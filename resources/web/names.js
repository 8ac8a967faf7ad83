// The names of places that the map has room for, and which of them are not shown: the pane decides, for it knows what else
// is written. A hidden name keeps its room, so what is hidden now can be shown again without a new layout.

const SOURCE = { source: "city", sourceLayer: "place" };
const MOST = 300;

function textSize(map, layer, zoom) {
  const stops = map.getLayoutProperty(layer, "text-size");
  if (typeof stops === "number") return stops;
  const [, , , ...flat] = stops;
  let size = flat[1];
  for (let at = 2; at < flat.length; at += 2) {
    const share = Math.min(1, Math.max(0, (zoom - flat[at - 2]) / (flat[at] - flat[at - 2])));
    if (zoom > flat[at - 2]) size = flat[at - 1] + (flat[at + 1] - flat[at - 1]) * share;
  }
  return size;
}

// Name, level, place in degrees, width and height in device pixels of each, the most important first.
export function namesOf(map, layers) {
  const ratio = devicePixelRatio;
  const names = new Map();
  for (const feature of map.queryRenderedFeatures({ layers })) {
    const name = String(feature.properties.name ?? "");
    if (feature.geometry.type !== "Point" || names.has(name) || names.size >= MOST) continue;
    const size = textSize(map, feature.layer.id, map.getZoom());
    const spacing = map.getLayoutProperty(feature.layer.id, "text-letter-spacing") ?? 0;
    const width = size * (1 + spacing) * [...name].length + 6;
    const [lon, lat] = feature.geometry.coordinates;
    const level = String(feature.properties.level ?? "");
    names.set(name, [name, level, lon, lat, Math.round(width * ratio), Math.round(size * 1.35 * ratio)]);
  }
  return [...names.values()];
}

export class Hidden {
  #names = new Set();

  constructor(map) {
    this.map = map;
  }

  // Whether that is another choice than before.
  choose(wanted) {
    const names = new Set(wanted);
    const changed = [...names, ...this.#names].filter((name) => names.has(name) !== this.#names.has(name));
    if (!this.map.getSource(SOURCE.source)) return false;
    for (const id of changed) this.map.setFeatureState({ ...SOURCE, id }, { hidden: names.has(id) });
    this.#names = names;
    return changed.length > 0;
  }
}
