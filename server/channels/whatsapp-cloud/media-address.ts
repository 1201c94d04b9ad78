// WhatsApp names files by id, and gives an address for five minutes to whoever asks with the token. Until then a file
// is kept under an address of our own making, which nobody can fetch: `whatsapp-media:<id>`.
const SCHEME = 'whatsapp-media:'

/** Under which a file is kept until it is fetched; null where the id is none of Meta's. */
export function mediaAddress(id: string): string | null {
  return /^[\w-]{1,200}$/.test(id) ? SCHEME + id : null
}

/** The id of a file that is kept so, or null for an address of another kind. */
export function mediaIdOf(url: URL): string | null {
  return url.protocol === SCHEME && /^[\w-]{1,200}$/.test(url.pathname) ? url.pathname : null
}
