// What an inbox of a Telegram bot must know. The bot's token is its name and its key in one.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { SettingField } from '#domain/channel.ts'

export const TELEGRAM_API = 'https://api.telegram.org'

const NO_TOKEN = 'Fill in the token that @BotFather gave you: figures, a colon, and letters (123456789:AAE…).'
const NO_SECRET =
  'Make up a webhook secret of 16 to 256 letters, figures, _ and -, and give the same to Telegram as secret_token.'
const NO_BASE = 'Write an address such as https://bots.example.com.'

const Schema = z.object({
  botToken: z
    .string(NO_TOKEN)
    .trim()
    .regex(/^\d{1,20}:[\w-]{8,100}$/, NO_TOKEN),
  webhookSecret: z
    .string(NO_SECRET)
    .trim()
    .regex(/^[\w-]{16,256}$/, NO_SECRET),
  apiBase: z.preprocess(
    // Forms send blank text for what is not filled in.
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.string(NO_BASE).trim().max(500).refine(isBase, NO_BASE).optional(),
  ),
})

function isBase(value: string): boolean {
  // The word for the simulator in this installation.
  if (value === 'simulator') return true
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username + url.password + url.search + url.hash === ''
}

export const settingFields: SettingField[] = [
  {
    name: 'botToken',
    label: 'Bot token',
    type: 'secret',
    required: true,
    placeholder: '123456789:AAE…',
    help: 'From @BotFather in Telegram. Whoever has it can write as your bot.',
  },
  {
    name: 'webhookSecret',
    label: 'Webhook secret',
    type: 'secret',
    required: true,
    invented: true,
    help: 'Make it up: at least 16 letters and figures. Telegram shows it with every call, which proves who calls.',
  },
  {
    name: 'apiBase',
    label: 'API address',
    type: 'url',
    required: false,
    placeholder: TELEGRAM_API,
    help: 'Leave empty for Telegram. A Bot API server of your own or an emulator works too: write its address.',
  },
]

/** Checks settings as a person typed them; every problem names its field and the remedy. */
export function checkSettings(
  given: Record<string, unknown>,
):
  | { ok: true; settings: Record<string, unknown> }
  | { ok: false; problems: { path: string; message: string }[] } {
  const parsed = Schema.safeParse(given)
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    }
  const filled = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  return { ok: true, settings: Object.fromEntries(filled) }
}

/** The secrets of a stored inbox; what is missing is empty, and the call that needs it is refused. */
export function telegramSettings(account: InboxAccount): { botToken: string; webhookSecret: string } {
  const read = (name: string) => {
    const value = account.settings[name]
    return typeof value === 'string' ? value : ''
  }
  return { botToken: read('botToken'), webhookSecret: read('webhookSecret') }
}
