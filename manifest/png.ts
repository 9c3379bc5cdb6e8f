import { inflateSync } from 'node:zlib';

/** Pixels row by row, four bytes each: red, green, blue, alpha. */
export type Picture = { width: number; height: number; pixels: Uint8Array };

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** Reads a PNG of 8-bit RGB or RGBA without interlacing; anything else throws with the reason. */
export function readPng(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, 8).equals(signature)) throw new Error('is not a PNG');
  const header = chunksOf(file).find(chunk => chunk.type === 'IHDR')?.content;
  if (header?.length !== 13) throw new Error('has no PNG header');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colourType, interlacing] = [header[8], header[9], header[12]];
  const channels = colourType === 6 ? 4 : colourType === 2 ? 3 : 0;
  if (depth !== 8 || channels === 0 || interlacing !== 0) throw new Error('must be an 8-bit RGB or RGBA PNG without interlacing');
  const packed = Buffer.concat(
    chunksOf(file)
      .filter(chunk => chunk.type === 'IDAT')
      .map(chunk => chunk.content),
  );
  const lines = inflateSync(packed, { maxOutputLength: 64 * 1024 * 1024 });
  return { width, height, pixels: withAlpha(unfiltered(lines, width * channels, height, channels), channels) };
}

function chunksOf(file: Buffer): { type: string; content: Buffer }[] {
  const chunks = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), content: file.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Each line begins with the number of its filter, which guesses a byte from those to the left of it and above it. */
function unfiltered(lines: Buffer, bytesPerLine: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(bytesPerLine * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (bytesPerLine + 1)];
    for (let x = 0; x < bytesPerLine; x++) {
      const at = y * bytesPerLine + x;
      const left = x >= channels ? (out[at - channels] ?? 0) : 0;
      const above = y > 0 ? (out[at - bytesPerLine] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (out[at - bytesPerLine - channels] ?? 0) : 0;
      out[at] = (lines[y * (bytesPerLine + 1) + 1 + x] ?? 0) + guessed(filter, left, above, corner);
    }
  }
  return out;
}

function guessed(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter === 4) return nearest(left + above - corner, left, above, corner);
  throw new Error('has a damaged line');
}

function nearest(target: number, left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [Math.abs(target - left), Math.abs(target - above), Math.abs(target - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function withAlpha(bytes: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return bytes;
  const pixels = new Uint8Array((bytes.length / 3) * 4).fill(255);
  for (let i = 0; i < bytes.length / 3; i++) pixels.set(bytes.subarray(i * 3, i * 3 + 3), i * 4);
  return pixels;
}
