// What an inbox of a page or of an Instagram account must know.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import type { SettingField } from '#domain/channel.ts'
import type { Dialect } from './dialect.ts'

const NO_TOKEN = 'Fill in the access token: without it nothing can be sent.'
const NO_SECRET = 'Fill in the app secret: it proves that webhooks come from Meta.'
const NO_VERIFY =
  'Make up a verify token (letters and figures, no spaces) and enter the same in the Meta app beside the webhook address.'
const NO_APP = 'The app ID is a long row of figures; it stands at the top of the Meta app.'
const NO_BASE = 'Write an address such as https://graph.example.com.'

/** Forms send blank text for what is not filled in. */
const blankToNothing = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

const secret = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^[\x21-\x7e]{1,1000}$/, message)

function schemaOf(dialect: Dialect) {
  const noId = `The ${dialect.account.label} is a long row of figures, not a name.`
  return z.object({
    [dialect.account.field]: z
      .string(noId)
      .trim()
      .regex(/^\d{5,30}$/, noId),
    accessToken: secret(NO_TOKEN),
    appSecret: secret(NO_SECRET),
    verifyToken: secret(NO_VERIFY),
    appId: z.preprocess(
      blankToNothing,
      z
        .string(NO_APP)
        .trim()
        .regex(/^\d{5,30}$/, NO_APP)
        .optional(),
    ),
    humanAgent: z.boolean('Say yes or no.').optional(),
    apiBase: z.preprocess(
      blankToNothing,
      z.string(NO_BASE).trim().max(500).refine(isBase, NO_BASE).optional(),
    ),
  })
}

function isBase(value: string): boolean {
  // The word for the simulator in this installation.
  if (value === 'simulator') return true
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username + url.password + url.search + url.hash === ''
}

export function fieldsOf(dialect: Dialect): SettingField[] {
  return [
    {
      name: dialect.account.field,
      label: dialect.account.label,
      type: 'text',
      required: true,
      help: dialect.account.help,
    },
    {
      name: 'accessToken',
      label: 'Access token',
      type: 'secret',
      required: true,
      help: 'Of this account, from the Meta app. Use one that does not expire.',
    },
    {
      name: 'appSecret',
      label: 'App secret',
      type: 'secret',
      required: true,
      help: 'In the Meta app. Meta signs its calls to us with it.',
    },
    {
      name: 'verifyToken',
      label: 'Verify token',
      type: 'secret',
      required: true,
      invented: true,
      help: 'Make it up, and enter the same beside the webhook address in the Meta app.',
    },
    {
      name: 'appId',
      label: 'App ID',
      type: 'text',
      required: false,
      help: 'At the top of the Meta app. With it we tell our own messages from those of colleagues and other apps for sure.',
    },
    {
      name: 'humanAgent',
      label: 'The app may use the human agent tag',
      type: 'boolean',
      required: false,
      help: 'After Meta has approved “Human Agent” for the app, people can answer for seven days. The AI never can.',
    },
    {
      name: 'apiBase',
      label: 'API address',
      type: 'url',
      required: false,
      placeholder: dialect.api,
      help: 'Leave empty for Meta. An emulator of its API works too: write its address.',
    },
  ]
}

/** Checks settings as a person typed them; every problem names its field and the remedy. */
export function checkSettingsOf(dialect: Dialect) {
  const schema = schemaOf(dialect)
  return (
    given: Record<string, unknown>,
  ):
    | { ok: true; settings: Record<string, unknown> }
    | { ok: false; problems: { path: string; message: string }[] } => {
    const parsed = schema.safeParse(given)
    if (!parsed.success)
      return {
        ok: false,
        problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      }
    const filled = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
    return { ok: true, settings: Object.fromEntries(filled) }
  }
}

/** The settings of a stored inbox; what is missing is empty, and the call that needs it is refused. */
export function settingsOf(dialect: Dialect, account: InboxAccount) {
  const read = (name: string) => {
    const value = account.settings[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    ownId: read(dialect.account.field),
    accessToken: read('accessToken'),
    appSecret: read('appSecret'),
    verifyToken: read('verifyToken'),
    appId: read('appId'),
  }
}
