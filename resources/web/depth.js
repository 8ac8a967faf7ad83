// How near what stands is at each pixel of the ground's picture, so that what lies behind a building is painted faintly:
// a dot on the wall of a tower would look as if it were there.

export class Depth {
  #width = 0;
  #height = 0;
  #works = true;
  #asked = false; // whether the card has said so, for this size: to ask is to wait for all it has still to do

  constructor(gl) {
    this.gl = gl;
    this.texture = gl.createTexture();
    this.frame = gl.createFramebuffer();
    this.far = 0; // the end of what stands, on the card's own scale from 0 to 1; 0 for nothing kept
  }

  // Keep what the map has just painted. A card that will not hand it over is not asked again.
  take(far) {
    this.far = 0;
    if (!this.#works || !far) return;
    const gl = this.gl;
    const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, this.frame);
    if (width !== this.#width || height !== this.#height) this.#fit(width, height);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.DEPTH_BUFFER_BIT, gl.NEAREST);
    if (!this.#asked) this.#works = gl.getError() === gl.NO_ERROR;
    this.#asked = true;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    if (this.#works) this.far = far;
  }

  bind() {
    this.gl.activeTexture(this.gl.TEXTURE1);
    this.gl.bindTexture(this.gl.TEXTURE_2D, this.texture);
    this.gl.activeTexture(this.gl.TEXTURE0);
  }

  #fit(width, height) {
    const gl = this.gl;
    [this.#width, this.#height, this.#asked] = [width, height, false];
    this.bind();
    gl.activeTexture(gl.TEXTURE1);
    gl.texImage2D(
      gl.TEXTURE_2D, 0, gl.DEPTH24_STENCIL8, width, height, 0, gl.DEPTH_STENCIL, gl.UNSIGNED_INT_24_8, null,
    );
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
    gl.activeTexture(gl.TEXTURE0);
    gl.framebufferTexture2D(gl.DRAW_FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.TEXTURE_2D, this.texture, 0);
  }
}
