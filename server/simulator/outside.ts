// What the simulator needs of the product: its doors under loopback, and nothing of its inside but rows and clocks.
import type { Http } from '#http/context.ts'

export type Outside = {
  http: Http
  /** Where this process listens, without trailing slash. */
  loopback(): string
  /** Port of the product's own mail receiver; null where it does not run. */
  smtpPort(): number | null
}

/**
 * An address that the product gave to the world, as this machine reaches it. Null for everybody else's: the simulator
 * calls nobody but the product.
 */
export function toLoopback(url: string, publicUrl: string, loopback: string): string | null {
  if (url !== publicUrl && !url.startsWith(`${publicUrl}/`)) return null
  return loopback + url.slice(publicUrl.length)
}
