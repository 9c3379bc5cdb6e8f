import { toDataURL, toString } from 'qrcode';

// Medium correction survives a fold or a smudge on a poster; the white margin is part of the code.
const options = { errorCorrectionLevel: 'M', margin: 4 } as const;

/** A QR code as a picture inside an address of its own: a card can show it without anybody fetching anything. */
export const qrPicture = (link: string): Promise<string> => toDataURL(link, { ...options, type: 'image/png', scale: 6 });

/** The same as SVG, for a poster of any size. */
export const qrDrawing = (link: string): Promise<string> => toString(link, { ...options, type: 'svg' });
