/** Something that looks like a QR symbol and holds nothing. */
import type { SymbolView } from "./bindings";

export function fakeSymbol(side: number, seed: number): SymbolView {
  const dark = (x: number, y: number) => finder(x, y, side) ?? ((x * 7919) ^ (y * 104729) ^ (seed * 31 + x * y)) % 5 < 2;
  let path = "";
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) if (dark(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { side, path };
}

/** The three corners with their empty rims; null elsewhere. */
function finder(x: number, y: number, side: number): boolean | null {
  for (const [left, top] of [[0, 0], [side - 7, 0], [0, side - 7]] as const) {
    const [dx, dy] = [x - left, y - top];
    if (dx < -1 || dy < -1 || dx > 7 || dy > 7) continue;
    const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
    return ring === 3 || ring < 2;
  }
  return null;
}
