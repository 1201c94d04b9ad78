// The page behind the link of a mail. Only the button (or one call of a mail program, RFC 8058) does something: scanners
// open every link of a mail, and nobody may be opted out by them.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { readUnsubscribe, unsubscribe } from '#flow/unsubscribe.ts'
import { escapeHtml } from '#lib/html.ts'
import type { App, Http } from './context.ts'

const Params = z.object({ token: z.string().max(1_000) })
const hide = { hide: true }

export function unsubscribeRoutes(app: App, http: Http): void {
  void app.register((scope: FastifyInstance, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1_024 }, (_request, body, parsed) =>
      parsed(null, body),
    )
    scope.get('/unsubscribe/:token', { schema: hide }, async (request, reply) => {
      const found = await readUnsubscribe(http.flow, Params.parse(request.params).token)
      if (!found)
        return page(
          reply,
          404,
          'This link is not valid any more',
          'Answer the mail and say that you want no more of them.',
        )
      if (found.optedOut)
        return page(reply, 200, 'You get no more mails', `Nothing is sent to ${found.address}.`)
      return page(
        reply,
        200,
        'No more of these mails?',
        `They go to ${found.address}.`,
        '<form method="post"><button>Yes, no more mails</button></form>',
      )
    })
    scope.post('/unsubscribe/:token', { schema: hide }, async (request, reply) => {
      const how =
        request.body === 'List-Unsubscribe=One-Click'
          ? 'List-Unsubscribe=One-Click'
          : 'The button on the page'
      const done = await unsubscribe(http.flow, Params.parse(request.params).token, how)
      return done
        ? page(reply, 200, 'Done', 'You get no more mails from us.')
        : page(
            reply,
            404,
            'This link is not valid any more',
            'Answer the mail and say that you want no more of them.',
          )
    })
    done()
  })
}

function page(reply: FastifyReply, status: number, title: string, text: string, more = ''): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .header('x-robots-tag', 'noindex')
    .send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark}body{display:grid;place-items:center;min-height:100dvh;margin:0;font:16px/1.5 system-ui,sans-serif}main{max-width:26rem;padding:1.5rem;text-align:center}h1{font-size:1.4rem}button{font:inherit;font-weight:600;padding:.6rem 1.2rem;border:0;border-radius:.6rem;background:#04644b;color:#fff;cursor:pointer}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${more}</main></body></html>`)
}
