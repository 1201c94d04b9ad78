// The smallest picture there is, uploaded as the composer does.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const PIXEL_BYTES = PIXEL.byteLength

/** Its id as a file of the product, ready to be attached. */
export async function uploadPixel(url: string): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([PIXEL], { type: 'image/png' }), 'pixel.png')
  const uploaded = await fetch(`${url}/api/v1/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer test-token-0123456789abcdef' },
    body: form,
  })
  return ((await uploaded.json()) as { id: string }).id
}
