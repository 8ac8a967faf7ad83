// The page draws what the pane tells it and knows nothing else: no input, no links, no words but the map's own.

import { Map as Chart, MercatorCoordinate, setWorkerUrl } from "./maplibre-gl.mjs";
import { Fleet } from "./fleet.js";
import { HazeLayer } from "./haze.js";
import { Layers } from "./layers.js";
import { Hidden, namesOf } from "./names.js";
import { Over } from "./over.js";
import { Sprites } from "./sprites.js";

const FONTS = ['400 24px "CW Sans SC Regular"', '700 24px "CW Sans SC Bold"'];
const MOST_PROBLEMS = 20;
const TILTED = 2; // degrees of pitch from which buildings stand up
const BUILDINGS = { building: "fill-opacity", "building-shadow": "fill-opacity", "building-3d": "fill-extrusion-opacity" };
const STANDING_FROM = 13; // as the style has it
const PACES = 4;
const NAMES_MS = 150; // from one look for the names of places to the next: a flight need not wait for one in each picture

const problems = [];
const state = { ready: false, lost: false, drawn: 0, told: 0, latest: null };
let chart = null;
let baseShown = true;
let standing = null;
let buildings = [];
let groundShown = "";
let aboveShown = "";
let placeLayers = [];
let layers = null;
let hidden = null;
let renewed = 0;
let names = "";
let namesTold = "";
let namesAt = -Infinity;
let namesDue = 0;
let groundDue = false; // the ground is to be painted, and what lies over it with it
let groundWhole = false; // and all of it was there when it was
let overDue = false;
const paces = []; // ms of the newest pictures of the ground, until the screen was ready for another

function fail(kind, problem) {
  if (problems.length < MOST_PROBLEMS) problems.push([kind, String(problem?.message ?? problem).slice(0, 300)]);
}

// What the map's library could not do; of a tile, which one.
function heard({ sourceId, error, tile }) {
  const place = tile?.tileID?.canonical;
  const where = place ? `${place.z}/${place.x}/${place.y}: ` : "";
  fail(sourceId?.startsWith("own-") ? "layer" : sourceId ? "tile" : "map", `${where}${error?.message ?? error}`);
}

const fleet = new Fleet(MercatorCoordinate, paintOver, (problem) => fail("fleet", problem));
const haze = new HazeLayer();
const sprites = new Sprites(paintOver, (problem) => fail("sprites", problem));
const over = new Over(fleet, sprites, () => baseShown && standing && buildings.length > 0 && chart.getZoom() > STANDING_FROM);

async function loadFonts() {
  const loaded = await Promise.allSettled(FONTS.map((font) => document.fonts.load(font, "示范Ab1")));
  const lost = FONTS.filter((_, at) => loaded[at].status === "rejected" || !loaded[at].value.length);
  if (lost.length) fail("font", lost.join(", "));
}

// All of the ground can be hidden.
function showGround(base) {
  if (base === baseShown) return;
  baseShown = base;
  for (const { id, source } of chart.getStyle().layers) {
    if (source !== "city" && source !== "pictures") continue;
    chart.setLayoutProperty(id, "visibility", base ? "visible" : "none");
  }
}

// Buildings lie flat seen from above and stand up once the view is tilted. By their opacity alone: a layer that is switched
// off and on has every tile of its source made ready anew, in the middle of a flight.
function stand(tall) {
  if (tall === standing) return;
  standing = tall;
  for (const { id, paint } of buildings) {
    const name = BUILDINGS[id];
    chart.setPaintProperty(id, name, tall === (id === "building-3d") ? paint[name] : 0);
  }
}

function paintGround() {
  groundDue = true;
  groundWhole = false;
  chart.triggerRepaint();
}

// What lies over the ground, alone, in the next animation frame; a ground that is due then paints it along.
function paintOver() {
  if (overDue) return;
  overDue = true;
  requestAnimationFrame(() => {
    overDue = false;
    if (groundDue) return;
    if (!over.again()) paintGround();
    else if (groundWhole) drawn();
  });
}

// How long a picture of the ground takes: frames wait for the one before the last. The shortest of some, for now and then
// one waits for something else.
function timePicture() {
  const began = performance.now();
  const end = () => paces.unshift(performance.now() - began);
  requestAnimationFrame(() => requestAnimationFrame(end));
  paces.length = Math.min(paces.length, PACES - 1);
}

function nameSoon() {
  const rest = namesAt + NAMES_MS - performance.now();
  if (rest <= 0) name();
  else namesDue ||= setTimeout(name, rest);
}

function name() {
  clearTimeout(namesDue);
  namesDue = 0;
  namesAt = performance.now();
  names = JSON.stringify(namesOf(chart, placeLayers));
}

function drawn() {
  if (fleet.frames.current && sprites.pictures.current) state.drawn = state.told;
}

// A new frame of the fleet alone is painted when its bytes are here, so one change costs one picture.
function show(message) {
  const { revision, ...look } = message.fleet;
  const ground = JSON.stringify([message.camera, message.base, message.layers, look.rim]);
  const above = JSON.stringify([look, message.quads]);
  const moved = ground !== groundShown;
  const changed = above !== aboveShown;
  [groundShown, aboveShown] = [ground, above];
  if (changed) sprites.place(message.quads);
  fleet.look(look);
  fleet.frames.want(revision);
  sprites.pictures.want(message.sprites);
  if (moved) arrangeGround(message);
  const renamed = hidden.choose(message.hidden);
  if (renew(message.ground) || moved || renamed) paintGround();
  else if (changed || fleet.frames.current) paintOver();
}

function arrangeGround({ camera, base, layers: wanted, fleet: { rim } }) {
  const [lng, lat, zoom, pitch, bearing] = camera;
  chart.jumpTo({ center: [lng, lat], zoom, pitch, bearing });
  showGround(base);
  stand(pitch > TILTED);
  layers.show(wanted);
  haze.colour = rim;
}

// Whether tiles are asked for again, as there may be better ones.
function renew(count) {
  if (count === renewed) return false;
  renewed = count;
  if (!chart.getSource("pictures")) return false;
  chart.refreshTiles("pictures");
  return true;
}

// The pane's only way in. What comes back: how far the page is, and what went wrong since it was last asked.
function tell(message) {
  if (message.camera) {
    state.told = message.number;
    if (state.ready) show(message);
    state.latest = message;
  }
  const answer = { ready: state.ready, lost: state.lost, drawn: state.drawn, problems: problems.splice(0) };
  if (paces.length > 1) answer.pace = Math.min(...paces);
  if (names !== namesTold) {
    namesTold = names;
    answer.names = JSON.parse(names);
  }
  return JSON.stringify(answer);
}

function project(lon, lat) {
  const { x, y } = chart.project([lon, lat]);
  return JSON.stringify([x, y]);
}

// Without a graphics card every sample of an edge costs processor time; MapLibre smooths lines and areas by itself.
function drawnInSoftware() {
  const gl = document.createElement("canvas").getContext("webgl2");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /llvmpipe|softpipe|swiftshader|software|basic render/i.test(name);
}

async function begin() {
  setWorkerUrl(new URL("maplibre-gl-worker.mjs", import.meta.url).href);
  const [style] = await Promise.all([fetch("style.json").then((response) => response.json()), loadFonts()]);
  chart = new Chart({
    container: "map",
    style,
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    maxPitch: 60,
    localIdeographFontFamily: false,
    canvasContextAttributes: { antialias: !drawnInSoftware(), powerPreference: "high-performance" },
    center: style.center,
    zoom: style.zoom,
  });
  chart.on("error", heard);
  chart.on("webglcontextlost", () => (state.lost = true));
  chart.on("render", () => {
    groundDue = groundWhole = false;
    timePicture();
  });
  chart.on("idle", () => {
    if (!state.ready) return;
    nameSoon();
    groundWhole = !groundDue;
    drawn();
  });
  chart.on("load", () => {
    placeLayers = style.layers.map((layer) => layer.id).filter((id) => id.startsWith("place-"));
    chart.addLayer(haze, placeLayers[0]);
    chart.addLayer(over.below, placeLayers[0]);
    chart.addLayer(over.above);
    layers = new Layers(chart, style.layers.find(({ type }) => type === "symbol")?.id ?? placeLayers[0], placeLayers[0]);
    hidden = new Hidden(chart);
    buildings = style.layers.filter(({ id }) => id in BUILDINGS);
    state.ready = true;
    if (state.latest) show(state.latest);
  });
}

globalThis.cw = Object.freeze({ tell, project });
addEventListener("error", (event) => fail("script", event.error ?? event.message));
addEventListener("unhandledrejection", (event) => fail("script", event.reason));
begin().catch((problem) => fail("start", problem));
