// Where names of places stand, so that the pane keeps its values off them.

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

// Boxes in device pixels: left, top, width, height, one after the other.
export function nameBoxes(map, layers) {
  const ratio = devicePixelRatio;
  const boxes = [];
  for (const feature of map.queryRenderedFeatures({ layers }).slice(0, MOST)) {
    if (feature.geometry.type !== "Point") continue;
    const size = textSize(map, feature.layer.id, map.getZoom());
    const { x, y } = map.project(feature.geometry.coordinates);
    const spacing = map.getLayoutProperty(feature.layer.id, "text-letter-spacing") ?? 0;
    const width = size * (1 + spacing) * [...String(feature.properties.name ?? "")].length + 6;
    const height = size * 1.35;
    boxes.push(...[x - width / 2, y - height / 2, width, height].map((part) => Math.round(part * ratio)));
  }
  return boxes;
}
