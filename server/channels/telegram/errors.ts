// Telegram's refusals in plain words. It has few codes and many descriptions; those that people can act on are told
// apart by their words, as every library for bots does, and the others are told in Telegram's own.
import type { IncomingReceipt } from '#channels/channel.ts'
import type { DeliveryError } from '#domain/message.ts'

export type TelegramError = { error: DeliveryError; effect?: IncomingReceipt['effect'] }
type Row = { code: string; when: RegExp; reason: string; action: string; effect?: IncomingReceipt['effect'] }

const OTHER_WAY = 'Write to another address of the customer.'
const TOKEN = 'Copy the token from @BotFather again into the settings of the inbox.'

const byWords: Row[] = [
  {
    code: 'blocked',
    when: /bot was blocked by the user/i,
    reason: 'The customer has blocked the bot',
    action: `They must unblock it in Telegram before anything can be sent. ${OTHER_WAY}`,
    effect: 'address_unusable',
  },
  {
    code: 'deactivated',
    when: /user is deactivated/i,
    reason: 'The customer has deleted their Telegram account',
    action: OTHER_WAY,
    effect: 'address_unusable',
  },
  {
    code: 'not_started',
    when: /can't initiate conversation|chat not found|PEER_ID_INVALID/i,
    reason: 'The customer has never written to this bot, and bots may not write first',
    action: 'Ask the customer to open the bot in Telegram and press Start.',
  },
  {
    code: 'is_bot',
    when: /can't send messages to (the )?bots?/i,
    reason: 'This is a bot, and bots cannot write to each other',
    action: OTHER_WAY,
    effect: 'address_unusable',
  },
  {
    code: 'too_long',
    when: /message is too long|caption is too long/i,
    reason: 'The text is too long for Telegram',
    action: 'Send it in two messages.',
  },
  {
    code: 'file_too_large',
    when: /too (big|large)|PHOTO_INVALID_DIMENSIONS/i,
    reason: 'The file is too large for Telegram',
    action: 'Send a smaller one, or a link: pictures can have 10 MB, other files 50 MB.',
  },
  {
    code: 'bad_picture',
    when: /IMAGE_PROCESS_FAILED|wrong type of the web page content|PHOTO_/i,
    reason: 'Telegram could not read the picture',
    action: 'Save it as JPEG or PNG, then send it again.',
  },
]
const byCode: Record<number, Omit<Row, 'when' | 'code'>> = {
  401: { reason: 'Telegram does not accept the token of this bot', action: TOKEN },
  404: { reason: 'Telegram knows no bot with this token', action: TOKEN },
  413: { reason: 'The file is too large for Telegram', action: 'Send a smaller one, or a link.' },
  429: { reason: 'The bot has sent too many messages', action: 'Nothing to do: it is tried again.' },
}

/** A refusal in plain words, with what it says about the address. */
export function describeError(code: number, said: string): TelegramError {
  const row = byWords.find(({ when }) => when.test(said)) ?? { ...byCode[code], code: String(code) }
  if ('reason' in row && row.reason !== undefined && row.action !== undefined) {
    const { reason, action, effect } = row
    return { error: { code: row.code, reason, action }, ...(effect ? { effect } : {}) }
  }
  return {
    error: {
      code: String(code),
      reason: `Telegram refused the message (error ${code})${said ? `: ${said}` : ''}`,
      action: 'Change the message and send it again, or use another channel.',
    },
  }
}
