// Layers over the base map: sources from our own server, and one style layer for each way of drawing a shape.

const HATCH = 8;
const ARROW = 24;

const isA = (kind, ...more) => ["all", ["==", ["get", "k"], kind], ...more];
const faded = (value, opacity) => ["*", value, opacity];

// Points go over what moves, and so over all other shapes, whichever layer they are of.
const isOver = ({ type }) => type === "circle";

// The style layers of one of ours, from the lowest to the topmost.
function looks({ key, from, to, opacity, halo }) {
  const common = { source: `own-${key}`, minzoom: from, maxzoom: to };
  const lined = ["has", "l"];
  const line = { "line-color": ["get", "l"], "line-width": ["get", "w"], "line-opacity": opacity };
  return [
    {
      id: `own-${key}-fill`,
      type: "fill",
      filter: isA("a", ["has", "f"], ["==", ["get", "h"], 0]),
      paint: { "fill-color": ["get", "f"], "fill-opacity": faded(["get", "a"], opacity), "fill-antialias": false },
    },
    {
      id: `own-${key}-hatch`,
      type: "fill",
      filter: isA("a", ["has", "f"], ["==", ["get", "h"], 1]),
      paint: { "fill-pattern": ["concat", "hatch-", ["get", "f"]], "fill-opacity": opacity },
    },
    {
      id: `own-${key}-line`,
      type: "line",
      filter: ["all", ["!=", ["get", "k"], "p"], lined, ["==", ["get", "d"], 0]],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: line,
    },
    {
      id: `own-${key}-dashes`,
      type: "line",
      filter: ["all", ["!=", ["get", "k"], "p"], lined, ["==", ["get", "d"], 1]],
      layout: { "line-join": "round" },
      paint: { ...line, "line-dasharray": [3, 2] },
    },
    {
      id: `own-${key}-arrows`,
      type: "symbol",
      filter: ["has", "s"],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 90,
        "icon-image": "own-arrow",
        "icon-size": ["/", ["get", "s"], ARROW / 2],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "icon-color": ["get", "l"], "icon-halo-color": halo, "icon-halo-width": 1, "icon-opacity": opacity },
    },
    {
      id: `own-${key}-points`,
      type: "circle",
      filter: isA("p"),
      paint: {
        "circle-radius": ["get", "r"],
        "circle-pitch-scale": "viewport", // as large as their numbers, and as hits count them
        "circle-color": ["coalesce", ["get", "f"], "transparent"],
        "circle-opacity": faded(["coalesce", ["get", "a"], 0], opacity),
        "circle-stroke-color": ["coalesce", ["get", "l"], "transparent"],
        "circle-stroke-width": ["coalesce", ["get", "w"], 0],
        "circle-stroke-opacity": opacity,
      },
    },
  ].map((layer) => ({ ...common, ...layer }));
}

function raster({ key, from, to, opacity }) {
  const paint = { "raster-opacity": opacity, "raster-fade-duration": 0 };
  return [{ id: `own-${key}-picture`, type: "raster", source: `own-${key}`, minzoom: from, maxzoom: to, paint }];
}

// A tile of slanting strokes, in device pixels; it fits to itself on all sides.
function hatch(colour, ratio) {
  const edge = Math.max(4, Math.round(HATCH * ratio));
  const data = new Uint8Array(edge * edge * 4);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const along = (x + y + 1) % edge;
      const away = Math.min(along, edge - along) / Math.SQRT2;
      const ink = Math.min(1, Math.max(0, ratio + 0.5 - away));
      data.set([red, green, blue, Math.round(255 * ink)], (y * edge + x) * 4);
    }
  }
  return { width: edge, height: edge, data };
}

// An arrow head pointing right, as distances from its edge, so that the page colours it.
function arrow() {
  const data = new Uint8Array(ARROW * ARROW * 4);
  for (let y = 0; y < ARROW; y++) {
    for (let x = 0; x < ARROW; x++) {
      const right = (x + 0.5 - ARROW / 2) / (ARROW / 2);
      const up = Math.abs(y + 0.5 - ARROW / 2) / (ARROW / 2);
      const away = Math.max((right + 2.2 * up - 0.9) / 2.4, -0.75 - right) * (ARROW / 2);
      data[(y * ARROW + x) * 4 + 3] = Math.round(255 * Math.min(1, Math.max(0, 0.75 - away / 8)));
    }
  }
  return { width: ARROW, height: ARROW, data };
}

export class Layers {
  #held = new Map();
  #order = "";

  constructor(chart, under, over) {
    this.chart = chart;
    this.under = under; // they go below this style layer, and their points below that one
    this.over = over;
    chart.addImage("own-arrow", arrow(), { sdf: true, pixelRatio: 1 });
  }

  show(wanted) {
    const order = wanted.map(({ key }) => key).join();
    const started = this.#order && order.startsWith(this.#order) ? this.#order : "";
    if (order !== this.#order && !started) for (const key of [...this.#held.keys()]) this.#drop(key);
    for (const layer of wanted) {
      const held = this.#held.get(layer.key);
      if (!held) this.#add(layer);
      else this.#change(held, layer);
      this.#held.set(layer.key, layer);
    }
    this.#order = order;
  }

  #url({ key, revision }) {
    return new URL(`layers/${key}/${revision}`, import.meta.url).href;
  }

  #add(layer) {
    const source = layer.corners
      ? { type: "image", url: this.#url(layer), coordinates: layer.corners }
      : { type: "geojson", data: this.#url(layer), tolerance: 0.3, buffer: 64 };
    this.chart.addSource(`own-${layer.key}`, source);
    this.#hatches(layer);
    for (const look of layer.corners ? raster(layer) : looks(layer)) {
      this.chart.addLayer(look, isOver(look) ? this.over : this.under);
    }
  }

  #change(held, layer) {
    if (held.revision !== layer.revision) {
      const source = this.chart.getSource(`own-${layer.key}`);
      this.#hatches(layer);
      if (layer.corners) source.updateImage({ url: this.#url(layer), coordinates: layer.corners });
      else source.setData(this.#url(layer));
    }
    if (held.opacity === layer.opacity && held.from === layer.from && held.to === layer.to) return;
    for (const { id, paint, minzoom, maxzoom } of layer.corners ? raster(layer) : looks(layer)) {
      this.chart.setLayerZoomRange(id, minzoom, maxzoom);
      for (const [name, value] of Object.entries(paint)) {
        if (name.endsWith("opacity")) this.chart.setPaintProperty(id, name, value);
      }
    }
  }

  #drop(key) {
    const held = this.#held.get(key);
    for (const { id } of held.corners ? raster(held) : looks(held)) this.chart.removeLayer(id);
    this.chart.removeSource(`own-${key}`);
    this.#held.delete(key);
  }

  #hatches({ hatches }) {
    for (const colour of hatches ?? []) {
      if (this.chart.hasImage(`hatch-${colour}`)) continue;
      this.chart.addImage(`hatch-${colour}`, hatch(colour, devicePixelRatio), { pixelRatio: devicePixelRatio });
    }
  }
}
