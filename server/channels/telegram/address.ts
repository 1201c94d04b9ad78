// People on Telegram by their numeric id. Other networks number people too, so an address says whose number it is.
const PREFIX = 'telegram:'

export function toAddress(userId: number): string {
  return PREFIX + userId
}

/** The chat in which this address is written to, or null where it is no address on Telegram. */
export function toChatId(address: string): number | null {
  const digits = address.startsWith(PREFIX) ? address.slice(PREFIX.length) : ''
  return /^\d{1,16}$/.test(digits) ? Number(digits) : null
}

/** Telegram numbers messages within each chat only. */
export function toExternalId(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`
}
