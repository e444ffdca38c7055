/** A made-up printed page for the fake desk, painted on a canvas; a one-pixel PNG where none is. */
import type { SlipView, Stock } from "./bindings";

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

export async function paintPage(slips: SlipView[], stock: Stock): Promise<ArrayBuffer> {
  const canvas = document.createElement("canvas");
  canvas.width = 1240;
  canvas.height = 1754;
  const pen = canvas.getContext("2d");
  if (!pen) return Uint8Array.from(atob(PIXEL), (letter) => letter.charCodeAt(0)).buffer;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  slips.forEach((slip, index) => {
    if (stock === "labels24" || stock === "l7160") {
      paint(pen, slip, (index % 3) * 413, 3 + Math.floor(index / 3) * 218, 413, 218);
    } else if (stock !== "id1") paint(pen, slip, 110, 140, 1020, 620);
    else paint(pen, slip, 90 + (index % 2) * 540, 90 + Math.floor(index / 2) * 350, 505, 318);
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return blob ? blob.arrayBuffer() : new ArrayBuffer(0);
}

function paint(
  pen: CanvasRenderingContext2D,
  slip: SlipView,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  const unit = width / 1020;
  pen.strokeStyle = "#999";
  pen.setLineDash([6, 6]);
  pen.strokeRect(left, top, width, height);
  pen.setLineDash([]);
  pen.fillStyle = "#111";
  const side = Math.floor((height - 80 * unit) / 57);
  const room = width - side * 57 - 120 * unit;
  const say = (text: string, size: number, down: number) => {
    pen.font = `${size > 40 ? 700 : 400} ${size * unit}px "Noto Sans CJK SC", sans-serif`;
    pen.fillText(text.slice(0, 24), left + 50 * unit, top + down * unit, room);
  };
  say(slip.title, 30, 90);
  say(slip.claimed ? "未核验 NOT VERIFIED" : (slip.holder?.name ?? ""), 52, 170);
  say(slip.until, 34, 250);
  for (let y = 0; y < 57; y += 1) {
    for (let x = 0; x < 57; x += 1) {
      const dark = ((x * 7919) ^ (y * 104729) ^ (slip.id * 31 + x * y)) % 5 < 2;
      if (dark) pen.fillRect(left + width - side * 57 - 40 * unit + x * side, top + 40 * unit + y * side, side, side);
    }
  }
}

/** A page of a made-up photographed report. */
export async function paintDocument(page: number): Promise<ArrayBuffer> {
  const canvas = document.createElement("canvas");
  canvas.width = 1240;
  canvas.height = 1754;
  const pen = canvas.getContext("2d");
  if (!pen) return Uint8Array.from(atob(PIXEL), (letter) => letter.charCodeAt(0)).buffer;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#222";
  pen.font = '700 64px "Noto Sans CJK SC", sans-serif';
  pen.fillText(page === 0 ? "入学预防接种查验报告" : "第 2 页", 140, 220);
  pen.fillStyle = "#bbb";
  for (let line = 0; line < 16; line += 1) pen.fillRect(140, 320 + line * 72, 960 - ((line * 137) % 300), 20);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return blob ? blob.arrayBuffer() : new ArrayBuffer(0);
}
