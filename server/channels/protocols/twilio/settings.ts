// What an inbox at this provider must know: the account, how to sign in to it, and who sends.
import { z } from 'zod'
import type { SettingField } from '#domain/channel.ts'

const optional = z.string().trim().max(200).default('')

const Schema = z.object({
  accountSid: z
    .string('Fill in the Account SID: it stands on the first page of the Twilio console.')
    .trim()
    .regex(
      /^AC[0-9a-zA-Z]{2,62}$/,
      'An Account SID begins with AC: copy it from the first page of the Twilio console.',
    ),
  authToken: z
    .string('Fill in the auth token: it proves that webhooks come from Twilio.')
    .trim()
    .min(1, 'Fill in the auth token: it proves that webhooks come from Twilio.')
    .max(200),
  apiKeySid: optional.refine(
    (sid) => sid === '' || /^SK[0-9a-zA-Z]+$/.test(sid),
    'An API key begins with SK.',
  ),
  apiKeySecret: optional,
  messagingServiceSid: optional.refine(
    (sid) => sid === '' || /^MG[0-9a-zA-Z]+$/.test(sid),
    'A messaging service begins with MG: copy its SID, not its name.',
  ),
  apiBase: optional.refine(
    isApiBase,
    'Write an address such as https://sms.example.com, or the word simulator, or leave it empty for Twilio.',
  ),
})

function isApiBase(text: string): boolean {
  if (text === '' || text === 'simulator') return true
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username + password + search + hash === ''
}

export type SettingsCheck =
  | { ok: true; settings: Record<string, unknown> }
  | { ok: false; problems: { path: string; message: string }[] }

/** Checks settings as a person typed them; every problem names its field and the remedy. Blank fields are left out. */
export function checkTwilioSettings(input: Record<string, unknown>): SettingsCheck {
  const parsed = Schema.safeParse(input)
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    }
  const { apiKeySid, apiKeySecret } = parsed.data
  if (apiKeySid && !apiKeySecret)
    return {
      ok: false,
      problems: [{ path: 'apiKeySecret', message: 'Fill in the secret that belongs to the API key.' }],
    }
  if (apiKeySecret && !apiKeySid)
    return {
      ok: false,
      problems: [{ path: 'apiKeySid', message: 'Fill in the API key that belongs to the secret.' }],
    }
  return {
    ok: true,
    settings: Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== '')),
  }
}

/** The form of these settings in the app. */
export const twilioFields: SettingField[] = [
  {
    name: 'accountSid',
    label: 'Account SID',
    type: 'text',
    required: true,
    placeholder: 'AC…',
    help: 'On the first page of the Twilio console.',
  },
  {
    name: 'authToken',
    label: 'Auth token',
    type: 'secret',
    required: true,
    help: 'The primary auth token of this account: webhooks are signed with it.',
  },
  {
    name: 'apiKeySid',
    label: 'API key',
    type: 'text',
    required: false,
    placeholder: 'SK…',
    help: 'Optional. Sends with this key in place of the auth token, so that it can be withdrawn alone.',
  },
  { name: 'apiKeySecret', label: 'API key secret', type: 'secret', required: false },
  {
    name: 'messagingServiceSid',
    label: 'Messaging service',
    type: 'text',
    required: false,
    placeholder: 'MG…',
    help: 'Optional. Numbers in the US send through the service that owns their campaign.',
  },
  {
    name: 'apiBase',
    label: 'API address',
    type: 'url',
    required: false,
    placeholder: 'https://api.twilio.com',
    help: 'Leave empty for Twilio. Any emulator of its API works: write its address, or the word simulator for the phone in this app.',
  },
]
