// TwiML is XML, and what people typed stands in it: everything is escaped here, and nowhere by hand.

/** A piece of XML that is known to be well formed. */
export type Xml = { readonly xml: string }
type Attributes = Record<string, string | number | boolean | null | undefined>

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Control characters, lone surrogates and the last two of the plane are not allowed in XML 1.0, not even escaped. */
function isAllowed(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
}

export function escapeXml(text: string): string {
  return [...text]
    .filter(isAllowed)
    .join('')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
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
