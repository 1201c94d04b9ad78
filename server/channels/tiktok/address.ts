// Who writes on TikTok is reached by the id of the conversation with them, which is theirs and this account's alone;
// their own id cannot be written to.
const PREFIX = 'tiktok:'

export function toAddress(conversationId: string): string {
  return PREFIX + conversationId
}

/** The conversation that is written into, or null where this is no address on TikTok. */
export function toConversationId(address: string): string | null {
  const id = address.startsWith(PREFIX) ? address.slice(PREFIX.length) : ''
  return id === '' ? null : id
}
