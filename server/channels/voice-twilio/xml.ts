// TwiML is XML, and what people typed stands in it: everything is escaped here, and nowhere by hand.

/** A piece of XML that is known to be well formed. */
export type Xml = { readonly xml: string }
type Attributes = Record<string, string | number | boolean | null | undefined>

// Control characters are not allowed in XML 1.0 at all, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

/** An element. Attributes that are null or undefined are left out; strings among the children are text. */
export function el(name: string, attributes: Attributes, ...children: (Xml | string | null)[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  const inside = children
    .map((child) => (child === null ? '' : typeof child === 'string' ? escapeXml(child) : child.xml))
    .join('')
  return { xml: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` }
}

export function document(...verbs: (Xml | null)[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${el('Response', {}, ...verbs).xml}`
}
