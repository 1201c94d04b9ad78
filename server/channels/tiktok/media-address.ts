// TikTok names a file by four ids, and says where it lies to whoever has the account's token. Until it is fetched, a
// file is kept under an address of our own making, which nobody can fetch.
const SCHEME = 'tiktok-media:'

export type FilePlace = { conversation: string; message: string; media: string; kind: 'IMAGE' | 'VIDEO' }

export function fileAddress(place: FilePlace): string {
  return `${SCHEME}${new URLSearchParams(place).toString()}`
}

/** Null where the address is none of ours. */
export function filePlaceOf(url: URL): FilePlace | null {
  if (url.protocol !== SCHEME) return null
  const fields = new URLSearchParams(url.pathname)
  const read = (name: string) => fields.get(name) ?? ''
  const kind = read('kind') === 'VIDEO' ? 'VIDEO' : 'IMAGE'
  return { conversation: read('conversation'), message: read('message'), media: read('media'), kind }
}
