// A small web page of the business, as its customers would find it, with the real loader on it: one script tag.
import { listServices } from '#db/knowledge.ts'
import { findWorkspace, type WorkspaceRecord } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { weekdays } from '#domain/hours.ts'
import type { Service } from '#domain/knowledge.ts'
import type { App } from '#http/context.ts'
import { appOf } from './inboxes.ts'
import type { Outside } from './outside.ts'
import css from './site-style.ts'

const MAX_SERVICES = 6

export function simulatedSite(app: App, outside: Outside): void {
  const { store, flow } = outside.http
  app.get<{ Params: { key: string } }>('/site/:key', { schema: { hide: true } }, async (request, reply) => {
    const connected = await flow.accounts.byKey(request.params.key)
    const workspace = connected && (await findWorkspace(store, connected.account.workspaceId))
    if (!connected || !workspace || appOf(connected.account) !== 'site')
      throw new Refusal('not_found', 'No web chat has this key.')
    const services = await listServices(store, workspace.id)
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
      )
      .send(page(workspace, services.slice(0, MAX_SERVICES), connected.account.key))
  })
}

function page({ name, profile, hours }: WorkspaceRecord, services: Service[], inboxKey: string): string {
  const about = profile.description || 'A small business with a front desk that always answers.'
  const week = weekdays.map((day) => {
    const spans = hours.week[day].map(({ opens, closes }) => `${opens} – ${closes}`).join(', ')
    return `<tr><th scope="row">${day[0]?.toUpperCase()}${day.slice(1)}</th><td>${spans || 'Closed'}</td></tr>`
  })
  const offers = services.map(
    (service) =>
      `<li><h3>${escape(service.name)}</h3><p>${escape(service.description)}</p><span>${escape(price(service, profile.locale, profile.currency))}</span></li>`,
  )
  const reach = [profile.phone, profile.email, profile.address]
    .filter(Boolean)
    .map((line) => `<p>${escape(line)}</p>`)
  return `<!doctype html>
<html lang="${escape(profile.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escape(name)}</title><style>${css}</style></head>
<body><header><strong>${escape(name)}</strong><span>Home</span><span>Services</span><span>Contact</span></header>
<main><section class="hero"><h1>${escape(name)}</h1><p>${escape(about)}</p></section>
${offers.length > 0 ? `<section><h2>What we do</h2><ul>${offers.join('')}</ul></section>` : ''}
<section class="two"><div><h2>Opening hours</h2><table>${week.join('')}</table></div><div><h2>Find us</h2>${reach.join('') || '<p>Write to us in the chat.</p>'}</div></section></main>
<script async src="/widget.js" data-inbox="${escape(inboxKey)}"></script></body></html>`
}

function price({ priceKind, priceMinor }: Service, locale: string, currency: string): string {
  if (priceKind === 'on_request' || priceMinor === null) return 'Price on request'
  if (priceMinor === 0) return 'Free'
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  // Yen have no minor unit, dinars have thousandths.
  const money = format.format(priceMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  return priceKind === 'from' ? `from ${money}` : money
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
