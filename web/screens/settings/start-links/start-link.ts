// A link with which a customer begins a chat, made of what the channel's capabilities say. Pure.

/** Null where the inbox has no number to put into it. */
export function startLink(template: string, address: string, text: string): string | null {
  const digits = address.replace(/\D/g, '')
  if (!/^\+?\d{3,15}$/.test(address.replace(/[\s().-]/g, ''))) return null
  const link = template
    .replace('{address}', (address.trim().startsWith('+') ? '+' : '') + digits)
    .replace('{digits}', digits)
  const words = text.trim()
  // Without words, nothing stands where they would be.
  if (words === '') return link.replace(/[?&]*\w+=\{text\}$/, '')
  return link.replace('{text}', encodeURIComponent(words))
}
