import { deflateSync } from 'node:zlib';
import { readAppPackage, type AppPackage } from '../../manifest/app-package.ts';
import type { LanguageFile, Manifest } from '../../manifest/manifest.ts';

export const host = 'networks.example.police.uk';

export const registrations = {
  appId: 'a1111111-2222-4333-8444-555555555555',
  botId: 'b1111111-2222-4333-8444-555555555555',
  tabClientId: 'c1111111-2222-4333-8444-555555555555',
  origin: `https://${host}`,
  version: '1.2.3',
};

export const goodPackage = (): Promise<AppPackage> => readAppPackage(registrations);

export const manifestOf = (files: AppPackage): Manifest => jsonOf(files, 'manifest.json') as Manifest;
export const welshOf = (files: AppPackage): LanguageFile => jsonOf(files, 'cy.json') as LanguageFile;

/** The package with its manifest, its Welsh or its files changed. */
export async function packageWith(edit: (manifest: Manifest, welsh: LanguageFile, files: AppPackage) => void): Promise<AppPackage> {
  const files = await goodPackage();
  const [manifest, welsh] = [manifestOf(files), welshOf(files)];
  edit(manifest, welsh, files);
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  files.set('cy.json', Buffer.from(JSON.stringify(welsh)));
  return files;
}

/** A PNG of RGBA pixels, the colour of each chosen by its place. */
export function aPng(width: number, height: number, colour: (x: number, y: number) => [number, number, number, number]): Buffer {
  const lines = Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: width }, (_, x) => colour(x, y)).flat()]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
}

function jsonOf(files: AppPackage, name: string): unknown {
  return JSON.parse(Buffer.from(files.get(name) ?? []).toString('utf8'));
}
