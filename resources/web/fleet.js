// The fleet: columns of integers go to the graphics card as they came; projection, looks and arrows happen there.

import { Newest, bytes, program, uniforms } from "./gl.js";

const HEADER = 16;
const BYTES = 22; // fixed 8, lon 4, lat 4, heading 2, speed 2, state 2 each vehicle

const VERTEX = `
#version 300 es
precision highp float;
precision highp sampler2D;
in uvec2 a_fixed;
in int a_lon;
in int a_lat;
in uint a_heading;
in uint a_speed;
in uint a_state;
uniform mat4 u_matrix;
uniform ivec2 u_origin;
uniform vec4 u_north;
uniform vec2 u_screen;
uniform uvec2 u_newest;
uniform float u_size;
uniform float u_strength;
uniform float u_arrows;
uniform uint u_pass;
uniform vec3 u_colours[3];
uniform sampler2D u_depth;
uniform vec2 u_standing; // how far what stands reaches in depth, 0 for nothing; how high a vehicle is
out vec2 v_at;
out vec4 v_colour;
out float v_radius;
out float v_arrow;
const float RADIANS = 1.7453292519943295e-8;
const float STEP = 2e-7;
const float BEHIND = 0.3; // of its strength is left of a vehicle behind a building; one with an alarm keeps all

vec2 offset(vec2 micro) {
  float d = micro.y * RADIANS;
  return vec2(micro.x / 3.6e8, -d * (u_north.x + d * (u_north.y + d * (u_north.z + d * u_north.w))));
}

bool old() {
  uint borrow = u_newest.x < a_fixed.x ? 1u : 0u;
  return u_newest.y - a_fixed.y - borrow > 0u || u_newest.x - a_fixed.x > 600000u;
}

// Whether a building stands between the eye and a vehicle.
bool behind(vec2 place, vec4 clip) {
  if (u_standing.x <= 0.0) return false;
  vec4 top = u_matrix * vec4(place, u_standing.y, 1.0);
  vec2 at = (clip.xy / clip.w * 0.5 + 0.5) * u_screen;
  if (any(lessThan(at, vec2(0.0))) || any(greaterThanEqual(at, u_screen)) || top.w <= 0.0) return false;
  float depth = (top.z / top.w * 0.5 + 0.5) * u_standing.x;
  return texelFetch(u_depth, ivec2(at), 0).r < depth;
}

void main() {
  bool aged = old();
  bool alarmed = !aged && (a_state & 1u) != 0u;
  bool moving = a_speed > 0u && (a_state & 4u) == 0u;
  vec2 place = offset(vec2(a_lon - u_origin.x, a_lat - u_origin.y));
  vec4 clip = u_matrix * vec4(place, 0.0, 1.0);
  if (a_fixed == uvec2(0u) || alarmed != (u_pass == 1u) || clip.w <= 0.0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  v_arrow = u_arrows > 0.5 && moving && a_heading <= 3600u ? 1.0 : 0.0;
  float far = clamp(u_matrix[3][3] / clip.w, 0.55, 1.3);
  float size = alarmed && v_arrow < 0.5 ? u_size * 1.35 : u_size;
  size *= far;
  v_radius = v_arrow > 0.5 ? size * 1.15 : size * 0.5;
  float reach = v_radius * (v_arrow > 0.5 ? 1.3 : 1.0) + 2.0;
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  v_at = corner * reach;
  float angle = radians(float(a_heading) * 0.1);
  vec2 ahead = vec2(0.0, 1.0);
  if (v_arrow > 0.5) {
    vec4 next = u_matrix * vec4(place + vec2(sin(angle), -cos(angle)) * STEP, 0.0, 1.0);
    vec2 way = (next.xy / next.w - clip.xy / clip.w) * u_screen;
    ahead = length(way) > 1e-9 ? normalize(way) : ahead;
  }
  vec2 turned = v_at.x * vec2(ahead.y, -ahead.x) + v_at.y * ahead;
  gl_Position = vec4(clip.xy / clip.w + turned * 2.0 / u_screen, 0.0, 1.0);
  float strength = v_arrow > 0.5 ? 1.0 : (moving ? u_strength : u_strength * 0.55);
  if (!alarmed && behind(place, clip)) strength *= BEHIND;
  v_colour = vec4(aged ? u_colours[0] : (alarmed ? u_colours[2] : u_colours[1]), alarmed ? 1.0 : strength * mix(1.0, far, 0.6));
}`;

const FRAGMENT = `
#version 300 es
precision highp float;
in vec2 v_at;
in vec4 v_colour;
in float v_radius;
in float v_arrow;
uniform vec3 u_rim;
out vec4 colour;

float edge(vec2 p, vec2 a, vec2 b) {
  vec2 e = normalize(b - a);
  return dot(p - a, vec2(e.y, -e.x));
}

float arrow(vec2 p, float r) {
  p.x = abs(p.x);
  vec2 tip = vec2(0.0, r), foot = vec2(r * 0.72, -r * 0.8), notch = vec2(0.0, -r * 0.42);
  return max(-edge(p, tip, foot), -edge(p, foot, notch));
}

void main() {
  float away = v_arrow > 0.5 ? arrow(v_at, v_radius) : length(v_at) - v_radius;
  float body = clamp(0.5 - away, 0.0, 1.0) * v_colour.a;
  float rim = v_radius >= 2.5 ? clamp(1.5 - away, 0.0, 1.0) * 0.75 * min(1.0, v_colour.a * 1.8) : 0.0;
  float alpha = body + rim * (1.0 - body);
  colour = vec4(v_colour.rgb * body + u_rim * rim * (1.0 - body), alpha);
}`;

const HIGH_M = 4; // a vehicle is seen as long as what is so far above the ground is
const NAMES = ["u_matrix", "u_origin", "u_north", "u_screen", "u_newest", "u_size", "u_strength", "u_arrows", "u_pass"];

// Derivatives of the mercator ordinate at a latitude, so that a vehicle's offset needs no large numbers.
function northward(lat) {
  const radians = (lat * Math.PI) / 180;
  const sec = 1 / Math.cos(radians);
  const tan = Math.tan(radians);
  const all = [sec, (sec * tan) / 2, (sec * (2 * sec * sec - 1)) / 6, (sec * tan * (6 * sec * sec - 1)) / 24];
  return all.map((part) => part / (2 * Math.PI));
}

// A 4x4 matrix (column major) moved to a point, in double precision before the card halves it.
function moved(matrix, x, y) {
  const out = Float64Array.from(matrix);
  for (let row = 0; row < 4; row++) out[12 + row] += matrix[row] * x + matrix[4 + row] * y;
  return Float32Array.from(out);
}

export class Fleet {
  #count = 0;
  #newest = [0, 0];
  #look = null;

  constructor(mercator, changed, fail) {
    this.mercator = mercator;
    this.changed = changed;
    this.frames = new Newest((revision) => this.#load(revision), fail);
  }

  onAdd(map, gl, depth) {
    this.map = map;
    this.depth = depth;
    this.gl = gl;
    this.program = program(gl, VERTEX, FRAGMENT);
    this.at = uniforms(gl, this.program, [...NAMES, "u_colours", "u_rim", "u_depth", "u_standing"]);
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
  }

  look(look) {
    this.#look = look;
  }

  async #load(revision) {
    const data = await bytes(`fleet/${revision}`);
    const head = new DataView(data);
    this.#count = head.getUint32(0, true);
    this.#newest = [head.getUint32(8, true), head.getUint32(12, true)];
    if (data.byteLength !== HEADER + this.#count * BYTES) throw new Error(`fleet: ${data.byteLength} bytes`);
    this.#upload(new Uint8Array(data, HEADER));
    this.changed();
  }

  #upload(columns) {
    const gl = this.gl;
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, columns, gl.STREAM_DRAW);
    let start = 0;
    for (const [name, parts, kind, width] of [
      ["a_fixed", 2, gl.UNSIGNED_INT, 8],
      ["a_lon", 1, gl.INT, 4],
      ["a_lat", 1, gl.INT, 4],
      ["a_heading", 1, gl.UNSIGNED_SHORT, 2],
      ["a_speed", 1, gl.UNSIGNED_SHORT, 2],
      ["a_state", 1, gl.UNSIGNED_SHORT, 2],
    ]) {
      const slot = gl.getAttribLocation(this.program, name);
      gl.enableVertexAttribArray(slot);
      gl.vertexAttribIPointer(slot, parts, kind, 0, start);
      gl.vertexAttribDivisor(slot, 1);
      start += width * this.#count;
    }
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  // The camera of a picture: the fleet is painted by it until there is another.
  aim(matrix) {
    const centre = this.map.getCenter();
    const [lon, lat] = [Math.round(centre.lng * 1e6), Math.round(centre.lat * 1e6)];
    const anchor = this.mercator.fromLngLat([lon / 1e6, lat / 1e6]);
    const high = HIGH_M * anchor.meterInMercatorCoordinateUnits();
    this.camera = { lon, lat, high, north: northward(lat / 1e6), matrix: moved(matrix, anchor.x, anchor.y) };
  }

  render(gl) {
    if (!this.#count || !this.#look?.show) return;
    const { lon, lat, north, matrix } = this.camera;
    gl.useProgram(this.program);
    gl.uniformMatrix4fv(this.at.u_matrix, false, matrix);
    gl.uniform2i(this.at.u_origin, lon, lat);
    gl.uniform4fv(this.at.u_north, north);
    gl.uniform2f(this.at.u_screen, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.uniform2ui(this.at.u_newest, ...this.#newest);
    gl.uniform1i(this.at.u_depth, 1);
    gl.uniform2f(this.at.u_standing, this.depth.far, this.camera.high);
    this.depth.bind();
    this.#paint(gl);
  }

  #paint(gl) {
    const look = this.#look;
    gl.uniform1f(this.at.u_size, look.size);
    gl.uniform1f(this.at.u_strength, look.strength);
    gl.uniform1f(this.at.u_arrows, look.arrows ? 1 : 0);
    gl.uniform3fv(this.at.u_colours, look.colours);
    gl.uniform3fv(this.at.u_rim, look.rim);
    gl.bindVertexArray(this.array);
    for (const pass of [0, 1]) {
      gl.uniform1ui(this.at.u_pass, pass);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#count);
    }
    gl.bindVertexArray(null);
  }
}
