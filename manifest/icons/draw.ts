import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Run by hand after a change to mark.svg: node manifest/icons/draw.ts [path of a Chromium]
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const mark = await readFile(here('mark.svg'), 'utf8');

const icons = [
  // Teams rounds and crops the colour icon, so the symbol keeps to the middle of a full square.
  { file: 'color.png', side: 192, symbol: 124, style: 'background: #0b5d66; color: #fff; --head: #ffd38a' },
  // The outline icon has one colour and no padding.
  { file: 'outline.png', side: 32, symbol: 32, style: 'color: #fff' },
];

const browser = await chromium.launch({ executablePath: process.argv[2] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const { file, side, symbol, style } of icons) {
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(
    `<body style="margin: 0; height: ${side}px; display: grid; place-content: center; ${style}">
      <style>svg { display: block; width: ${symbol}px; height: ${symbol}px }</style>${mark}`,
  );
  await page.screenshot({ path: here(file), omitBackground: true });
}
await browser.close();
console.log(`Drew ${icons.map(icon => icon.file).join(' and ')} from mark.svg.`);
