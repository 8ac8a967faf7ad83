// Markers and their labels: pictures from one texture, put where the pane's layout says, in device pixels.

import { Newest, bytes, program, uniforms } from "./gl.js";

const VERTEX = `
#version 300 es
precision highp float;
in ivec4 a_box;
in ivec2 a_from;
uniform vec2 u_screen;
out vec2 v_from;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 at = vec2(a_box.xy) + corner * vec2(a_box.zw);
  v_from = vec2(a_from) + corner * vec2(a_box.zw);
  gl_Position = vec4(at.x / u_screen.x * 2.0 - 1.0, 1.0 - at.y / u_screen.y * 2.0, 0.0, 1.0);
}`;

const FRAGMENT = `
#version 300 es
precision highp float;
precision highp sampler2D;
in vec2 v_from;
uniform sampler2D u_atlas;
out vec4 colour;

void main() {
  colour = texelFetch(u_atlas, ivec2(v_from), 0);
}`;

export class Sprites {
  #quads = new Int16Array();
  #generation = -1;
  #patches = 0;

  constructor(changed, fail) {
    this.changed = changed;
    this.pictures = new Newest(() => this.#load(), fail);
  }

  onAdd(gl) {
    this.gl = gl;
    this.program = program(gl, VERTEX, FRAGMENT);
    this.at = uniforms(gl, this.program, ["u_screen", "u_atlas"]);
    this.texture = gl.createTexture();
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    for (const [name, parts, start] of [
      ["a_box", 4, 0],
      ["a_from", 2, 8],
    ]) {
      const slot = gl.getAttribLocation(this.program, name);
      gl.enableVertexAttribArray(slot);
      gl.vertexAttribIPointer(slot, parts, gl.SHORT, 12, start);
      gl.vertexAttribDivisor(slot, 1);
    }
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  // Six numbers a picture: x, y, width, height on the screen and x, y in the atlas.
  place(quads) {
    this.#quads = Int16Array.from(quads);
    const gl = this.gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.#quads, gl.STREAM_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }

  async #load() {
    const data = await bytes(`sprites/${this.#generation}/${this.#patches}`);
    const head = new DataView(data);
    const [generation, edge, count] = [0, 4, 8].map((at) => head.getUint32(at, true));
    const gl = this.gl;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    if (generation !== this.#generation) this.#begin(generation, edge);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    let at = 12;
    for (let done = 0; done < count; done++) {
      const [x, y, width, height] = [0, 2, 4, 6].map((step) => head.getUint16(at + step, true));
      const pixels = new Uint8Array(data, at + 8, width * height * 4);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      at += 8 + pixels.length;
    }
    this.#patches += count;
    gl.bindTexture(gl.TEXTURE_2D, null);
    this.changed();
  }

  #begin(generation, edge) {
    const gl = this.gl;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, edge, edge, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.NEAREST],
      [gl.TEXTURE_MAG_FILTER, gl.NEAREST],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
      [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
    ]) {
      gl.texParameteri(gl.TEXTURE_2D, name, value);
    }
    this.#generation = generation;
    this.#patches = 0;
  }

  render(gl) {
    if (!this.#quads.length || this.#generation < 0) return;
    gl.useProgram(this.program);
    gl.uniform2f(this.at.u_screen, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.uniform1i(this.at.u_atlas, 0);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.bindVertexArray(this.array);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#quads.length / 6);
    gl.bindVertexArray(null);
    gl.bindTexture(gl.TEXTURE_2D, null);
  }
}
