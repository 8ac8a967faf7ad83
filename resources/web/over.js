// What lies over the ground: the fleet below points of layers and names of places, and the markers above all.
//
// The ground is dear and rests; the fleet is cheap and moves. So each picture of the ground is kept, and that of the
// points and names over it for itself: the map paints them on an empty canvas. What is seen is put together from both with the fleet
// between and the markers above, and a new frame of the fleet needs no more than that. It all happens in the map's own
// context and on its own canvas, so ground and fleet are of one camera in every picture.

import { Depth } from "./depth.js";
import { program, uniforms } from "./gl.js";

const VERTEX = `
#version 300 es
void main() {
  vec2 at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  gl_Position = vec4(at, 0.0, 1.0);
}`;

const FRAGMENT = `
#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D u_picture;
out vec4 colour;

void main() {
  colour = texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0);
}`;

// The library keeps so much of the depth for each layer that lies flat; what stands has the rest.
const LAYER_DEPTH = 14 / 2 ** 16;

// A copy of the whole canvas.
class Picture {
  #width = 0;
  #height = 0;

  constructor(gl) {
    this.gl = gl;
    this.texture = gl.createTexture();
  }

  // Whether it is as large as the canvas is now.
  get fits() {
    return this.#width === this.gl.drawingBufferWidth && this.#height === this.gl.drawingBufferHeight;
  }

  take() {
    this.bind();
    if (!this.fits) this.#fit();
    this.gl.copyTexSubImage2D(this.gl.TEXTURE_2D, 0, 0, 0, 0, 0, this.#width, this.#height);
  }

  bind() {
    this.gl.activeTexture(this.gl.TEXTURE0);
    this.gl.bindTexture(this.gl.TEXTURE_2D, this.texture);
  }

  #fit() {
    const gl = this.gl;
    [this.#width, this.#height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, this.#width, this.#height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.NEAREST],
      [gl.TEXTURE_MAG_FILTER, gl.NEAREST],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
      [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
    ]) {
      gl.texParameteri(gl.TEXTURE_2D, name, value);
    }
  }
}

export class Over {
  #kept = false;

  // `standing` tells whether buildings stand up in the picture that is painted.
  constructor(fleet, sprites, standing) {
    this.standing = standing;
    this.fleet = fleet;
    this.sprites = sprites;
    const common = { type: "custom", renderingMode: "2d" };
    // Above all of the ground and below points and names; and above these.
    const begin = (map, gl) => this.#begin(map, gl);
    this.below = { ...common, id: "ground-kept", onAdd: begin, render: () => this.#keepGround() };
    this.above = { ...common, id: "names-kept", render: (_, camera) => this.#keepNames(camera.defaultProjectionData) };
  }

  // Paint the newest fleet and markers on the ground as it was. False when there is none of the canvas's size.
  again() {
    const gl = this.gl;
    if (!this.#kept || !this.names.fits || gl.isContextLost()) return false;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.colorMask(true, true, true, true);
    for (const test of [gl.SCISSOR_TEST, gl.STENCIL_TEST, gl.CULL_FACE]) gl.disable(test);
    this.#paint();
    return true;
  }

  #begin(map, gl) {
    this.gl = gl;
    this.program = program(gl, VERTEX, FRAGMENT);
    this.at = uniforms(gl, this.program, ["u_picture"]);
    this.array = gl.createVertexArray();
    this.ground = new Picture(gl);
    this.names = new Picture(gl);
    this.map = map;
    this.depth = new Depth(gl);
    this.fleet.onAdd(map, gl, this.depth);
    this.sprites.onAdd(gl);
  }

  #keepGround() {
    this.ground.take();
    this.depth.take(this.standing() ? 1 - (this.map.getLayersOrder().length + 2) * LAYER_DEPTH : 0);
    this.gl.colorMask(true, true, true, true);
    this.gl.clearColor(0, 0, 0, 0);
    this.gl.clear(this.gl.COLOR_BUFFER_BIT);
  }

  #keepNames({ mainMatrix }) {
    this.names.take();
    this.fleet.aim(mainMatrix);
    this.#kept = true;
    this.#paint();
  }

  #paint() {
    const gl = this.gl;
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.BLEND);
    this.#fill(this.ground);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.fleet.render(gl);
    this.#fill(this.names);
    this.sprites.render(gl);
  }

  #fill(picture) {
    const gl = this.gl;
    gl.useProgram(this.program);
    gl.uniform1i(this.at.u_picture, 0);
    picture.bind();
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    gl.bindVertexArray(null);
    gl.bindTexture(gl.TEXTURE_2D, null);
  }
}
