// The page behind the link of an alert: one button, no sign-in. Only the button does something: scanners open every link
// of a mail, and none of them takes care of a customer.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { readTakeLink, takeByLink } from '#flow/take-link.ts'
import { escapeHtml } from '#lib/html.ts'
import type { App, Http } from './context.ts'

const Params = z.object({ token: z.string().max(200) })
const hide = { hide: true }

export function takeRoutes(app: App, http: Http): void {
  void app.register((scope: FastifyInstance, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1_024 }, (_request, body, parsed) =>
      parsed(null, body),
    )
    scope.get('/take/:token', { schema: hide }, async (request, reply) => {
      const found = await readTakeLink(http.flow, Params.parse(request.params).token)
      if (!found) return gone(reply)
      if (found.state === 'over')
        return page(reply, 200, 'This is over', `${found.customer} is with the AI again, or was dealt with.`)
      if (found.state === 'taken')
        return page(
          reply,
          200,
          `${found.by} takes care of it`,
          `${found.customer}, since ${found.since}.`,
          open(found.threadUrl),
        )
      return page(
        reply,
        200,
        `${found.customer} ${found.did}`,
        `You are ${found.person}. When you take it, nobody else is alerted.`,
        `<blockquote>${escapeHtml(found.wants)}</blockquote><form method="post"><button>I take care of it</button></form>${open(found.threadUrl)}`,
        found.urgent,
      )
    })
    scope.post('/take/:token', { schema: hide }, async (request, reply) => {
      const done = await takeByLink(http.flow, Params.parse(request.params).token)
      if (!done) return gone(reply)
      return done.yours
        ? page(
            reply,
            200,
            'It is yours',
            `You take care of ${done.customer}. The others are told.`,
            open(done.threadUrl),
          )
        : page(
            reply,
            200,
            `${done.by} was faster`,
            `${done.by} takes care of ${done.customer} already.`,
            open(done.threadUrl),
          )
    })
    done()
  })
}

const open = (url: string): string => `<p><a href="${escapeHtml(url)}">Open the conversation</a></p>`

function gone(reply: FastifyReply): FastifyReply {
  return page(reply, 404, 'This link is not valid', 'The conversation may be closed, or the link is cut off.')
}

function page(
  reply: FastifyReply,
  status: number,
  title: string,
  text: string,
  more = '',
  urgent = false,
): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .header('x-robots-tag', 'noindex')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark;--ink:#16201c;--ink-2:#55625c;--bg:#f4f6f4;--card:#fff;--line:#dfe5e1;--accent:#04644b;--danger:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e9efec;--ink-2:#a3b0aa;--bg:#101614;--card:#18201d;--line:#2b3632;--accent:#0b7d5f;--danger:#f0837b}}
*{box-sizing:border-box}body{display:grid;place-items:center;min-height:100dvh;margin:0;padding:1rem;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:0 1px 2px #0001,0 8px 24px #0000000f}
h1{margin:0 0 .5rem;font-size:1.25rem;line-height:1.3;text-wrap:balance}p{margin:.5rem 0;color:var(--ink-2)}blockquote{margin:1rem 0;padding:.6rem .9rem;border-inline-start:3px solid var(--line);overflow-wrap:anywhere}
button{display:block;width:100%;min-height:3rem;margin:1.25rem 0 .75rem;font:inherit;font-weight:600;border:0;border-radius:.7rem;background:var(--accent);color:#fff;cursor:pointer}button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}a{color:inherit;font-weight:600}.urgent{color:var(--danger);font-weight:700;font-size:.8rem;letter-spacing:.04em;text-transform:uppercase}</style></head>
<body><main>${urgent ? '<div class="urgent">Emergency</div>' : ''}<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${more}</main></body></html>`)
}
