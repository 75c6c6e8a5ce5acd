/** The few pages people look at: plain, readable without scripts, in light and dark. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, also inside attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const style = `:root{color-scheme:light dark;--line:#8883;--soft:#8882}
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:3rem 1.25rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
code,pre{font:.92em ui-monospace,monospace;background:var(--soft);border-radius:.3rem;padding:.1em .35em}
pre{padding:.8em 1em;overflow:auto}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
a{color:inherit}p.quiet{opacity:.75}`;

/** A whole page. `title` is text, `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>
`;
}
