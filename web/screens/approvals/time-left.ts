// How long a draft may still wait, as a person reads it. Pure.

const MINUTE = 60_000
/** Below this it is time to hurry, and the line says so by its colour too. */
const SOON_MS = 60 * MINUTE

export function timeLeft(expiresAt: string, now: Date): { text: string; soon: boolean } {
  const left = Date.parse(expiresAt) - now.getTime()
  if (left <= 0) return { text: 'Expired', soon: true }
  const minutes = Math.ceil(left / MINUTE)
  const text =
    minutes < 60
      ? `${minutes} min left`
      : minutes < 48 * 60
        ? `${Math.round(minutes / 60)} h left`
        : `${Math.round(minutes / 1440)} days left`
  return { text, soon: left < SOON_MS }
}
