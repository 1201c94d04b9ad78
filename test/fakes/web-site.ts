// A web site on loopback that is changed while it is read: pages by path, a robots.txt, a sitemap.
import { serve, world } from './small-web.ts'

type Page = string | { status?: number; type?: string; body?: string | Buffer; location?: string }

export async function startSite(host = 'acme.example') {
  const pages = new Map<string, Page>()
  const server = await serve(
    'https',
    (request, response) => {
      const page = pages.get(request.url ?? '')
      const {
        status = 200,
        type = 'text/html; charset=utf-8',
        body = '',
        location,
      } = page === undefined
        ? { status: 404, body: 'gone' }
        : typeof page === 'string'
          ? { body: page }
          : page
      if (location) response.setHeader('location', location)
      response.writeHead(status, { 'content-type': type }).end(body)
    },
    'file',
  )
  const { fetch } = world({ [host]: [['127.0.0.1']], [`www.${host}`]: [['127.0.0.1']] }, [server.port])
  return {
    fetch,
    pages,
    address: `https://${host}:${server.port}`,
    /** The paths that were asked for since this was last called, in order. */
    asked: () => server.seen.splice(0).map((seen) => seen.path),
    seen: server.seen,
  }
}

/** A page as many sites make them, with a menu above and a footer below. */
export function sitePage(title: string, content: string, links: string[] = []): string {
  const menu = ['/', ...links].map((href) => `<li><a href="${href}">${href}</a></li>`).join('')
  return `<!doctype html><html lang="en"><head><title>${title} | Acme</title><script>var tracking = "secret words"</script></head>
    <body><header><nav><ul>${menu}</ul></nav></header><div class="cookie-banner">We use cookies. <button>Accept</button></div>
    <main><h1>${title}</h1>${content}</main>
    <footer><p>Acme Plumbing, 5 Dock Street, phone 555 0100</p><p>© 2026 Acme. All rights reserved.</p></footer></body></html>`
}
