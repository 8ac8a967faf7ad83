// Distance: towards the horizon of a tilted view the ground fades, so that what is near stays legible.

import { program, uniforms } from "./gl.js";

const VERTEX = `
#version 300 es
out float v_high;

void main() {
  vec2 at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  v_high = at.y;
  gl_Position = vec4(at, 0.0, 1.0);
}`;

const FRAGMENT = `
#version 300 es
precision highp float;
in float v_high;
uniform vec3 u_colour;
uniform float u_strength;
out vec4 colour;

void main() {
  float thick = smoothstep(0.2, 1.05, v_high) * u_strength;
  colour = vec4(u_colour * thick, thick);
}`;

const FROM = 25; // degrees of pitch
const FULL = 55;
const THICKEST = 0.86;

export class HazeLayer {
  id = "haze";
  type = "custom";
  renderingMode = "2d";
  colour = [0, 0, 0];

  onAdd(map, gl) {
    this.map = map;
    this.program = program(gl, VERTEX, FRAGMENT);
    this.at = uniforms(gl, this.program, ["u_colour", "u_strength"]);
    this.array = gl.createVertexArray();
  }

  render(gl) {
    const lean = Math.min(1, Math.max(0, (this.map.getPitch() - FROM) / (FULL - FROM)));
    if (!lean) return;
    gl.useProgram(this.program);
    gl.uniform3fv(this.at.u_colour, this.colour);
    gl.uniform1f(this.at.u_strength, lean * THICKEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.bindVertexArray(null);
  }
}
