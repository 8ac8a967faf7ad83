// The few lines of WebGL2 that both of our own layers share.

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

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

// Bytes of our own server.
export async function bytes(path) {
  const response = await fetch(path, { cache: "no-store" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

// Fetches the newest of something: one request at a time, what came meanwhile is skipped. What failed is not held: it
// is asked for again, ever less often while it goes on failing.
export class Newest {
  #wanted = 0;
  #held = 0;
  #busy = false;
  #pause = FIRST_PAUSE_MS;

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
      this.#held = revision;
      this.#pause = FIRST_PAUSE_MS;
    } catch (problem) {
      this.fail(problem);
      await new Promise((again) => setTimeout(again, this.#pause));
      this.#pause = Math.min(LONGEST_PAUSE_MS, 2 * this.#pause);
    }
    this.#busy = false;
    this.#fetch();
  }
}
