// What an inbox for telephone calls must know beside the account at Twilio.
import { z } from 'zod'
import type { Channel, InboxAccount } from '#channels/channel.ts'
import { checkTwilioSettings, twilioFields } from '#channels/protocols/twilio/settings.ts'
import { normaliseSender } from '#domain/address.ts'
import type { SettingField } from '#domain/channel.ts'
import { type Language, languages } from './words.ts'

/** More telephones at once than Twilio rings (10). */
const MAX_PHONES = 10

/** A telephone of the business, and whose it is. */
export type Phone = { number: string; name: string | null }

/** "+12125550100 Ana" → the number and the name. Null where it begins with no number in international spelling. */
export function readPhone(line: string): Phone | null {
  const parts = /^\s*(\+[\d\s().-]{6,24}\d)\s*[,;:–-]?\s*(.*?)\s*$/.exec(line)
  const number = parts?.[1] ? normaliseSender(parts[1].replace(/[\s().-]/g, '')) : null
  return number?.startsWith('+') ? { number, name: parts?.[2]?.slice(0, 60) || null } : null
}

const blank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema)
const Words = (most: number) =>
  blank(z.string('Write a text.').trim().max(most, `At most ${most} signs.`).optional())
const Yes = z.boolean('Switch it on or off.')

const Schema = z.object({
  ring: blank(
    z
      .array(z.string('Write one number a line.'), 'Write one number a line.')
      .default([])
      .transform((lines) => lines.map((line) => line.trim()).filter((line) => line !== ''))
      .superRefine((lines, context) => {
        if (lines.length > MAX_PHONES)
          context.addIssue({ code: 'custom', message: `At most ${MAX_PHONES} telephones can ring.` })
        for (const line of lines)
          if (!readPhone(line))
            context.addIssue({
              code: 'custom',
              message: `“${line.slice(0, 40)}” does not begin with a number such as +12125550100.`,
            })
      }),
  ),
  ringMode: blank(z.enum(['order', 'together'], 'Choose one of the list.').default('order')),
  ringSeconds: blank(
    z
      .number('Write a number of seconds.')
      .int()
      .min(5, 'At least 5 seconds.')
      .max(120, 'At most 120 seconds.')
      .default(20),
  ),
  confirm: blank(Yes.default(true)),
  voicemail: blank(Yes.default(true)),
  greeting: Words(500),
  recordIncoming: blank(Yes.default(false)),
  recordOutgoing: blank(Yes.default(false)),
  announce: blank(Yes.default(true)),
  disclosure: Words(500),
  transcribe: blank(Yes.default(false)),
  intelligenceServiceSid: blank(
    z
      .string('The SID of an intelligence service begins with GA.')
      .trim()
      .regex(/^GA[0-9a-zA-Z]{1,62}$/, 'The SID of an intelligence service begins with GA.')
      .optional(),
  ),
  removeRecordings: blank(Yes.default(false)),
  language: blank(z.enum(languages, 'Choose one of the list.').default('en-US')),
  textBack: blank(Yes.default(false)),
  textBackText: Words(320),
  textBackHours: blank(
    z
      .number('Write a number of hours.')
      .min(1, 'At least one hour.')
      .max(720, 'At most 720 hours.')
      .default(24),
  ),
})
export type VoiceSettings = Omit<z.infer<typeof Schema>, 'ring'> & { ring: Phone[]; language: Language }

const languageNames: Record<Language, string> = {
  'en-US': 'English (US)',
  'en-GB': 'English (UK)',
  'es-ES': 'Español',
  'es-MX': 'Español (México)',
  'fr-FR': 'Français',
  'de-DE': 'Deutsch',
  'it-IT': 'Italiano',
  'pt-BR': 'Português (Brasil)',
}

const toggle = (name: string, label: string, help: string): SettingField => ({
  name,
  label,
  help,
  type: 'boolean',
  required: false,
})

export const settingFields: SettingField[] = [
  ...twilioFields.filter((f) => f.name !== 'messagingServiceSid'),
  {
    name: 'ring',
    label: 'Telephones that ring',
    type: 'list',
    required: false,
    placeholder: '+12125550100 Front office',
    help: 'One a line: the number, then whose it is. Empty: every call goes to voicemail.',
  },
  {
    name: 'ringMode',
    label: 'Ring them',
    type: 'select',
    required: false,
    options: [
      { value: 'order', label: 'One after the other, in this order' },
      { value: 'together', label: 'All at once' },
    ],
  },
  { name: 'ringSeconds', label: 'Seconds to ring', type: 'number', required: false, placeholder: '20' },
  toggle(
    'confirm',
    'Ask to press 1',
    'Whoever picks up hears that it is a call for the business and presses 1. Leave it on where a mobile rings: its voicemail would otherwise count as answered.',
  ),
  toggle('voicemail', 'Voicemail', 'When nobody takes the call, the caller can leave a message.'),
  {
    name: 'greeting',
    label: 'Voicemail greeting',
    type: 'multiline',
    required: false,
    help: 'Read aloud before the tone. Empty: a plain greeting in the language below.',
  },
  toggle(
    'recordIncoming',
    'Record incoming calls',
    'Ask a lawyer first: in some states everybody on the line has to agree.',
  ),
  toggle(
    'recordOutgoing',
    'Record calls to customers',
    'The customer hears the announcement before you are connected.',
  ),
  toggle(
    'announce',
    'Announce the recording',
    'Said on every leg before recording begins. Switch it off only where the law lets you.',
  ),
  {
    name: 'disclosure',
    label: 'Announcement',
    type: 'multiline',
    required: false,
    help: 'Its wording is kept with every recorded call. Empty: a plain sentence in the language below.',
  },
  toggle(
    'transcribe',
    'Write down what is said',
    'Twilio transcribes while people speak. This counts as recording, so it is announced too.',
  ),
  {
    name: 'intelligenceServiceSid',
    label: 'Intelligence service SID',
    type: 'text',
    required: false,
    placeholder: 'GA…',
    help: 'Optional. Recordings are then transcribed after the call by this service of yours.',
  },
  toggle(
    'removeRecordings',
    'Keep recordings only here',
    'Once a recording is stored here, it is deleted at Twilio.',
  ),
  {
    name: 'language',
    label: 'Language of the announcements',
    type: 'select',
    required: false,
    options: languages.map((value) => ({ value, label: languageNames[value] })),
  },
  toggle(
    'textBack',
    'Text back after a missed call',
    'By your SMS inbox, to mobile numbers only, never to who opted out.',
  ),
  {
    name: 'textBackText',
    label: 'Text after a missed call',
    type: 'multiline',
    required: false,
    help: 'Name your business in it.',
  },
  {
    name: 'textBackHours',
    label: 'Hours between two such texts to one number',
    type: 'number',
    required: false,
    placeholder: '24',
  },
]

export const checkSettings: Channel['checkSettings'] = (given) => {
  const account = checkTwilioSettings(given)
  const own = Schema.safeParse(given)
  const problems = account.ok ? [] : [...account.problems]
  for (const { path, message } of own.success ? [] : own.error.issues) {
    const name = String(path[0] ?? '')
    if (!problems.some((p) => p.path === name)) problems.push({ path: name, message })
  }
  if (!account.ok || !own.success) return { ok: false, problems }
  const filled = Object.entries({ ...account.settings, ...own.data }).filter(
    ([, value]) => value !== undefined,
  )
  return { ok: true, settings: Object.fromEntries(filled) }
}

/** The settings of a stored inbox as typed values; what is missing or odd falls back to the default. */
export function voiceSettings(account: InboxAccount): VoiceSettings {
  const { settings } = account
  const parsed = Schema.safeParse(settings)
  const plain = parsed.success ? parsed.data : Schema.parse({})
  return { ...plain, ring: plain.ring.flatMap((line) => readPhone(line) ?? []) }
}
