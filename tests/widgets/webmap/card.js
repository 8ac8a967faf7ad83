// Counts what a page asks of its graphics card, for each picture of the ground. Injected before the page's own scripts.

(() => {
  const none = () => ({ calls: 0, draws: 0, triangles: 0, bytes: 0, buffers: [], waits: 0 });
  let counts = none();
  let pictures = [];
  let kept = 0; // each picture of the ground is kept in two parts (over.js); the title tells how many there were
  const triangles = (mode, points) => (mode === 4 ? points / 3 : mode >= 5 ? Math.max(0, points - 2) : 0);
  const drawn = (mode, points, times = 1) => {
    counts.draws += 1;
    counts.triangles += triangles(mode, points) * times;
  };
  const sent = (data) => {
    counts.bytes += data?.byteLength ?? 0;
    if (data?.byteLength) counts.buffers.push(data.byteLength);
  };
  const sentPicture = (parts) => {
    const data = parts[parts.length - 1];
    if (ArrayBuffer.isView(data)) counts.bytes += data.byteLength;
    else if (data?.width) counts.bytes += data.width * data.height * 4;
  };
  const told = {
    drawArrays: ([mode, , points]) => drawn(mode, points),
    drawArraysInstanced: ([mode, , points, times]) => drawn(mode, points, times),
    drawElements: ([mode, points]) => drawn(mode, points),
    drawElementsInstanced: ([mode, points, , , times]) => drawn(mode, points, times),
    bufferData: ([, data]) => sent(data),
    bufferSubData: ([, , data]) => sent(data),
    getError: () => (counts.waits += 1), // all that was asked of the card is done first
    texImage2D: sentPicture,
    texSubImage2D: sentPicture,
    copyTexSubImage2D: () => {
      kept += 1;
      if (kept % 2) return;
      document.title = kept / 2;
      pictures.push(counts);
      counts = none();
    },
  };
  const card = WebGL2RenderingContext.prototype;
  // The whole of it costs script time; of a page whose script is timed only the pictures are counted.
  for (const name of globalThis.cardCounts ? Object.getOwnPropertyNames(card) : ["copyTexSubImage2D"]) {
    const { value } = Object.getOwnPropertyDescriptor(card, name);
    if (typeof value !== "function" || name === "constructor") continue;
    card[name] = function (...parts) {
      counts.calls += 1;
      told[name]?.(parts);
      return value.apply(this, parts);
    };
  }
  // All since it was last taken: the pictures, and at the end what has come after the last one.
  globalThis.cardTake = () => [JSON.stringify([...pictures, counts]), (pictures = []), (counts = none())][0];
})();
