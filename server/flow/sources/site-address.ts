// Addresses of one web site: which belong to it, in their one spelling, and which are not worth reading. Pure.

const TRACKING =
  /^(?:utm_\w+|gclid|fbclid|msclkid|mc_cid|mc_eid|_ga|ref|session_?id|phpsessid|replytocom|share)$/i
const NO_PAGE =
  /\.(?:jpe?g|png|gif|svg|webp|avif|ico|bmp|css|js|mjs|json|xml|rss|atom|zip|gz|rar|7z|exe|dmg|apk|mp[34]|m4[av]|webm|mov|avi|ogg|wav|woff2?|ttf|eot|ics|vcf|docx?|xlsx?|pptx?|csv)$/i
const NOT_CONTENT =
  /\/(?:wp-admin|wp-login\.php|wp-json|xmlrpc\.php|cart|checkout|basket|warenkorb|my-account|account|login|signin|sign-in|signup|register|logout|feed|cdn-cgi)(?:\/|$)/i
const MAX_PATH = 300
/** "/de/de/de/": a link that is relative to itself leads ever deeper. */
const MAX_SAME_SEGMENT = 2
const MAX_PARAMETERS = 3

const bareHost = (host: string) => host.replace(/^www\./, '')

/** Are both of one site? "www." in front makes no other site; any other host does, and so does a port. */
export function isSameSite(a: URL, b: URL): boolean {
  return bareHost(a.host) === bareHost(b.host)
}

/** Links are found in many spellings; a page has one. Null for what is no page of the site. */
export function pageAddress(text: string, site: URL): string | null {
  const url = URL.parse(text, site)
  if (!url || !/^https?:$/.test(url.protocol) || !isSameSite(url, site) || url.username) return null
  url.protocol = site.protocol
  url.host = site.host
  url.hash = ''
  for (const name of Array.from(url.searchParams.keys()))
    if (TRACKING.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  if (url.searchParams.size > MAX_PARAMETERS || url.pathname.length > MAX_PATH) return null
  if (NO_PAGE.test(url.pathname) || NOT_CONTENT.test(url.pathname)) return null
  const segments = url.pathname.split('/').filter(Boolean)
  const most = Math.max(0, ...segments.map((s) => segments.filter((other) => other === s).length))
  return most > MAX_SAME_SEGMENT ? null : url.href
}

/** What somebody typed ("acme.com", "http://acme.com/") as an address to begin with; null where it is none. */
export function startAddress(text: string): string | null {
  const typed = text.trim()
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.') || url.username) return null
  // Only HTTPS is asked.
  url.protocol = 'https:'
  url.hash = ''
  return url.href
}
