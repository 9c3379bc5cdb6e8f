import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readPng, type Picture } from '../../manifest/png.ts';
import { aPng } from './app-package.ts';

const icon = async (name: string) => readPng(await readFile(new URL(`../../manifest/icons/${name}`, import.meta.url)));

describe('the icons', () => {
  it('show the same symbol in colour and as an outline', async () => {
    const [colour, outline] = [await icon('color.png'), await icon('outline.png')];
    const background = lightness(colour, 0, 0);
    const inColour = cells(colour, (x, y) => Math.abs(lightness(colour, x, y) - background) > 60);
    const inOutline = cells(outline, (x, y) => alpha(outline, x, y) > 127);
    const different = inColour.filter((filled, i) => filled !== inOutline[i]).length;
    assert.ok(inOutline.filter(Boolean).length > 40, 'the outline shows too little to compare');
    assert.ok(different <= inColour.length * 0.08, `${different} of ${inColour.length} cells differ`);
  });
});

describe('reading a PNG', () => {
  it('gives back the pixels that were drawn', () => {
    const picture = readPng(aPng(3, 2, (x, y) => [x, y, x + y, 200]));
    assert.deepEqual([picture.width, picture.height], [3, 2]);
    assert.deepEqual([...picture.pixels.subarray(5 * 4)], [2, 1, 3, 200]);
  });

  it('reads what a browser draws, with every kind of line it chooses', async () => {
    const picture = await icon('color.png');
    assert.deepEqual([...picture.pixels.subarray(0, 4)], [0x0b, 0x5d, 0x66, 255]);
    assert.equal(picture.pixels.length, 192 * 192 * 4);
  });

  it('says why it cannot read something else', () => {
    const grey = aPng(2, 2, () => [1, 1, 1, 1]);
    grey[8 + 8 + 9] = 0;
    assert.throws(() => readPng(grey), /8-bit RGB or RGBA/);
    assert.throws(() => readPng(Buffer.from('GIF89a')), /is not a PNG/);
  });
});

/** Which cells of a grid over the symbol's own rectangle are filled, so that size and margin do not matter. */
function cells(picture: Picture, drawn: (x: number, y: number) => boolean): boolean[] {
  const places = Array.from(
    { length: picture.width * picture.height },
    (_, i) => [i % picture.width, Math.floor(i / picture.width)] as const,
  ).filter(([x, y]) => drawn(x, y));
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const side = 16;
  return Array.from({ length: side * side }, (_, i) => {
    const x = left + Math.floor((((i % side) + 0.5) / side) * (right - left + 1));
    const y = top + Math.floor(((Math.floor(i / side) + 0.5) / side) * (bottom - top + 1));
    return drawn(x, y);
  });
}

const alpha = (picture: Picture, x: number, y: number) => picture.pixels[(y * picture.width + x) * 4 + 3] ?? 0;

function lightness(picture: Picture, x: number, y: number): number {
  const at = (y * picture.width + x) * 4;
  return ((picture.pixels[at] ?? 0) + (picture.pixels[at + 1] ?? 0) + (picture.pixels[at + 2] ?? 0)) / 3;
}
