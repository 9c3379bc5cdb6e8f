import { readPng, type Picture } from './png.ts';

export const sides = { color: 192, outline: 32 };

/** What Teams asks of the two icons and the schema cannot see. */
export function iconFaults(kind: 'color' | 'outline', file: string, bytes: Uint8Array): string[] {
  const picture = readOrReason(bytes);
  if (typeof picture === 'string') return [`${file} ${picture}.`];
  const side = sides[kind];
  if (picture.width !== side || picture.height !== side) {
    return [`${file} is ${picture.width} by ${picture.height}. The ${kind} icon must be ${side} by ${side}.`];
  }
  return kind === 'color' ? colourFaults(file, picture) : outlineFaults(file, picture);
}

function colourFaults(file: string, picture: Picture): string[] {
  const pixels = pixelsOf(picture);
  const faults = [];
  if (pixels.some(pixel => pixel.alpha < 255)) faults.push(`${file} has transparent pixels. The colour icon fills its square.`);
  if (new Set(pixels.map(pixel => pixel.rgb)).size < 2) faults.push(`${file} has only one colour, so it shows nothing.`);
  return faults;
}

function outlineFaults(file: string, picture: Picture): string[] {
  const drawn = pixelsOf(picture).filter(pixel => pixel.alpha > 0);
  const faults = [];
  if (drawn.some(pixel => pixel.rgb !== 0xffffff)) faults.push(`${file} has a colour. The outline icon is white on nothing.`);
  if (drawn.length === 0) faults.push(`${file} is empty.`);
  if (drawn.length === picture.width * picture.height) faults.push(`${file} has no transparent pixel, so it is a white square.`);
  if (drawn.length > 0 && Math.max(extent(drawn, 'x'), extent(drawn, 'y')) < sides.outline - 2) {
    faults.push(`${file} has an empty border. The outline icon reaches the edges.`);
  }
  return faults;
}

type Pixel = { x: number; y: number; rgb: number; alpha: number };

function pixelsOf({ width, height, pixels }: Picture): Pixel[] {
  return Array.from({ length: width * height }, (_, i) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(i * 4, i * 4 + 4);
    return { x: i % width, y: Math.floor(i / width), rgb: (red << 16) | (green << 8) | blue, alpha };
  });
}

function extent(pixels: Pixel[], axis: 'x' | 'y'): number {
  const places = pixels.map(pixel => pixel[axis]);
  return Math.max(...places) - Math.min(...places) + 1;
}

function readOrReason(bytes: Uint8Array): Picture | string {
  try {
    return readPng(bytes);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
