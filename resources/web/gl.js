// The few lines of WebGL2 that both of our own layers share.

export function program(gl, vertex, fragment) {
  const made = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source.trimStart());
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  if (!gl.getProgramParameter(made, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`shader: ${gl.getProgramInfoLog(made)}`);
  }
  return made;
}

// Where a program keeps its uniforms, by name.
export function uniforms(gl, made, names) {
  return Object.fromEntries(names.map((name) => [name, gl.getUniformLocation(made, name)]));
}

// Bytes of our own server, or null when it has none.
export async function bytes(path) {
  const response = await fetch(path, { cache: "no-store" });
  return response.ok ? response.arrayBuffer() : null;
}

// Fetches the newest of something: one request at a time, what came meanwhile is skipped.
export class Newest {
  #wanted = 0;
  #held = 0;
  #busy = false;

  constructor(load, fail) {
    this.load = load;
    this.fail = fail;
  }

  get current() {
    return this.#held === this.#wanted;
  }

  want(revision) {
    this.#wanted = revision;
    this.#fetch();
  }

  async #fetch() {
    if (this.#busy || this.current) return;
    this.#busy = true;
    const revision = this.#wanted;
    try {
      await this.load(revision);
    } catch (problem) {
      this.fail(problem);
    }
    this.#held = revision;
    this.#busy = false;
    this.#fetch();
  }
}
