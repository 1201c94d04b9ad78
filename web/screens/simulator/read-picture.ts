import type { PictureChoice } from '#wire/simulator.ts'

/** The largest that carriers take in a message. */
const MAX_BYTES = 5_000_000

/** A chosen file as it travels to the simulator; null where it is too large. */
export async function readPicture(file: File): Promise<PictureChoice | null> {
  if (file.size > MAX_BYTES) return null
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '')
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'))
    reader.readAsDataURL(file)
  })
  return {
    from: 'upload',
    name: file.name || 'picture',
    type: file.type || 'application/octet-stream',
    data: address.slice(address.indexOf(',') + 1),
  }
}
