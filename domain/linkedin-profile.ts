// Profiles on LinkedIn: one spelling for each person or page, whichever of the many addresses somebody copied. Pure.

const KINDS = new Set(['in', 'company', 'school'])

/**
 * `https://www.linkedin.com/in/mara-lund`: no language, no query, no page below. Null where the text is no address of
 * a profile. Their names are told apart without regard to case.
 */
export function normaliseProfile(raw: string): string | null {
  const text = raw.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || !isBelow(url.hostname, 'linkedin.com')) return null
  const [kind = '', name = ''] = url.pathname.split('/').filter(Boolean)
  const slug = decode(name).trim().toLowerCase()
  if (!KINDS.has(kind.toLowerCase()) || !/^[^\s/?#]{1,150}$/u.test(slug)) return null
  return `https://www.linkedin.com/${kind.toLowerCase()}/${encodeURIComponent(slug)}`
}

/** As a person reads it: `linkedin.com/in/mara-lund`. */
export function displayProfile(value: string): string {
  return decode(value.replace(/^https:\/\/www\./, ''))
}

/** Is this host the domain itself or below it? */
export function isBelow(host: string, domain: string): boolean {
  const name = host.toLowerCase()
  return name === domain || name.endsWith(`.${domain}`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
