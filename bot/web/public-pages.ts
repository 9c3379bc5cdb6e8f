import { createHash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { PublicPage } from '../feature.ts';
import { languages, localeOf, otherLanguage, type Language } from '../language/language.ts';
import { languageFor, send } from './answer.ts';
import { webText } from './web.text.ts';

/** Pages by the name they stand under; the nameless one is the root. */
export type PublicPages = Record<string, (language: Language) => PublicPage>;

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; overflow-wrap: anywhere; }
main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
h1 { line-height: 1.2; }
h2 { margin: 1.5rem 0 .25rem; font-size: 1.15rem; }
dt { margin-top: .75rem; font-weight: 600; }
dd { margin: 0; }
ul { margin: .25rem 0; padding-left: 1.25rem; }
nav a { display: inline-block; margin-right: 1rem; padding: .5rem 0; }
a { color: LinkText; }
`;

// The one style is known by its hash; nothing else may be loaded, run, framed or sent from here.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pages anybody may read, in the language that the address asks for (`?lang=cy`), or else the browser. */
export function servePublicPages(server: Server, pages: PublicPages, operator: string): void {
  for (const [name, page] of Object.entries(pages)) {
    server.get(`/${name}`, async (request: Request, response: Response) => {
      const asked = new URLSearchParams(request.getQuery()).get('lang');
      const language = languages.find(one => one === asked) ?? languageFor(request);
      send(response, 200, drawn(page(language), { name, language, pages, operator }), {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': language,
        'Content-Security-Policy': policy,
        Vary: 'Accept-Language',
      });
    });
  }
}

type Around = { name: string; language: Language; pages: PublicPages; operator: string };

function drawn({ title, lead, parts }: PublicPage, { name, language, pages, operator }: Around): string {
  const text = webText[language];
  const other = otherLanguage(language);
  const others = Object.entries(pages)
    .filter(([one]) => one !== name)
    .map(([one, page]) => `<a href="/${one}?lang=${language}">${asText(page(language).title)}</a>`);
  return `<!doctype html>
<html lang="${localeOf[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${asText(title)}</h1>
<p>${asText(lead)}</p>
${parts.map(part).join('\n')}
</main>
<footer>
<p>${asText(text.runBy(operator))}</p>
<nav aria-label="${asText(text.otherPages)}">
<a href="/${name}?lang=${other}" lang="${localeOf[other]}" hreflang="${localeOf[other]}">${asText(webText[other].inThisLanguage)}</a>
${others.join('\n')}
</nav>
</footer>
</body>
</html>
`;
}

function part({ heading, lines }: PublicPage['parts'][number]): string {
  const pairs = lines.filter(line => typeof line !== 'string').map(([word, said]) => `<dt>${asText(word)}</dt><dd>${asText(said)}</dd>`);
  const points = lines.filter(line => typeof line === 'string').map(line => `<li>${asText(line)}</li>`);
  const lists = [pairs.length > 0 ? `<dl>${pairs.join('')}</dl>` : '', points.length > 0 ? `<ul>${points.join('')}</ul>` : ''];
  return `<h2>${asText(heading)}</h2>\n${lists.join('')}`;
}

const asText = (value: string): string => value.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
