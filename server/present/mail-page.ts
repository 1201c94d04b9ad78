// The page of a mail for the sandboxed frame of the thread.
import { showImages } from '#lib/html.ts'

export type MailImages = { inline: Map<string, string>; remote: boolean }

/** A whole document around HTML that was sanitised when it came in. */
export function mailPage(safeHtml: string, images: MailImages): string {
  const body = showImages(safeHtml, {
    inline: (contentId) => images.inline.get(contentId) ?? null,
    remote: (url) => (images.remote ? url : null),
  })
  return `<!doctype html><html><head><meta charset="utf-8"><base target="_blank"><meta name="referrer" content="no-referrer">
<style>body{margin:0;font:14px/1.5 system-ui,sans-serif;color:#1c1f26;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}
table{max-width:100%}blockquote{margin:.5em 0;padding-inline-start:1em;border-inline-start:3px solid #d8dce5;color:#555d6e}</style></head><body>${body}</body></html>`
}
