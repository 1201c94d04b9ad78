// What an email inbox must know. Mail comes in through the built-in SMTP receiver, or is fetched over IMAP where
// `imapHost` is filled in; it goes out over SMTP.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { linesToList } from '#channels/protocols/mail/own-addresses.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { SettingField } from '#domain/channel.ts'

/** In place of a mail server: the page in the app where one is the customer. */
export const SIMULATOR_HOST = 'simulator'

const Security = z.enum(['tls', 'starttls', 'none'])
const Port = z.preprocess(blankToUndefined, z.coerce.number().int().min(1).max(65_535).optional())
const Host = z
  .string()
  .trim()
  .regex(
    /^[\w.:[\]-]*$/,
    'Write only the name of the server, such as smtp.example.com: no https:// and no port.',
  )
const Text = z.string().trim().max(500)

const Schema = z.object({
  fromName: z.string().trim().max(100).default(''),
  aliases: z.preprocess(linesToList, z.array(z.string().trim()).max(50)).default([]),
  smtpHost: Host.min(1, 'Fill in the server that sends your mail, such as smtp.example.com.'),
  smtpPort: Port,
  smtpSecurity: Security.default('starttls'),
  smtpUser: Text.default(''),
  smtpPassword: z.string().max(2_000).default(''),
  answerSender: z.enum(['empty', 'address']).default('empty'),
  plusAddressing: z.boolean().default(true),
  authservId: Text.default(''),
  imapHost: Host.default(''),
  imapPort: Port,
  imapSecurity: Security.default('tls'),
  imapUser: Text.default(''),
  imapPassword: z.string().max(2_000).default(''),
  imapMailbox: Text.default('INBOX'),
})
export type EmailSettings = z.infer<typeof Schema>

export const settingFields: SettingField[] = [
  field('fromName', 'Sender name', 'text', {
    help: 'What customers see as the sender.',
    placeholder: 'Sunrise Salon',
  }),
  field('aliases', 'Other addresses of this inbox', 'list', {
    help: 'Addresses that forward here. The front desk answers only mail that is addressed to this inbox or to one of these.',
  }),
  field('smtpHost', 'SMTP server', 'text', { required: true, placeholder: 'smtp.example.com' }),
  field('smtpPort', 'SMTP port', 'number', { placeholder: '587', help: 'Empty for the usual one.' }),
  field('smtpSecurity', 'SMTP encryption', 'select', { options: securityOptions('587', '465', '25') }),
  field('smtpUser', 'SMTP user', 'text', {}),
  field('smtpPassword', 'SMTP password', 'secret', {}),
  field('answerSender', 'Return address of automatic answers', 'select', {
    help: 'Empty is the standard (RFC 3834) and cannot start a loop. Choose the inbox address if your server refuses it, or if your domain relies on SPF without DKIM.',
    options: [
      { value: 'empty', label: 'Empty' },
      { value: 'address', label: 'Address of this inbox' },
    ],
  }),
  field('plusAddressing', 'Mark the reply address of each conversation', 'boolean', {
    help: 'Answers then find their conversation in every mail program. Switch it off where your mail server does not know addresses such as hello+anything@example.com.',
  }),
  field('authservId', 'Name of your mail server in Authentication-Results', 'text', {
    placeholder: 'mx.example.com',
    help: 'Shows a warning at mails that may not be from whom they say. It is the first word of that header in a mail that you received. Headers of other servers are not believed; empty believes none.',
  }),
  field('imapHost', 'IMAP server', 'text', {
    placeholder: 'imap.example.com',
    help: 'Fill in to fetch mail from a mailbox. Leave empty where mail is delivered here directly.',
  }),
  field('imapPort', 'IMAP port', 'number', { placeholder: '993', help: 'Empty for the usual one.' }),
  field('imapSecurity', 'IMAP encryption', 'select', { options: securityOptions('143', '993', '143') }),
  field('imapUser', 'IMAP user', 'text', {}),
  field('imapPassword', 'IMAP password', 'secret', {}),
  field('imapMailbox', 'IMAP folder', 'text', { placeholder: 'INBOX' }),
]

function field(
  name: keyof EmailSettings,
  label: string,
  type: SettingField['type'],
  more: Partial<SettingField>,
): SettingField {
  return { name, label, type, required: false, ...more }
}

function securityOptions(starttls: string, tls: string, none: string): { value: string; label: string }[] {
  return [
    { value: 'tls', label: `TLS from the start (port ${tls})` },
    { value: 'starttls', label: `STARTTLS (port ${starttls})` },
    { value: 'none', label: `None (port ${none}); only for a server on this machine` },
  ]
}

type Problem = { path: string; message: string }
export type SettingsCheck =
  | { ok: true; settings: Record<string, unknown> }
  | { ok: false; problems: Problem[] }

/** Checks and completes settings as a person typed them. Every problem names its field and the remedy. */
export function checkSettings(input: Record<string, unknown>): SettingsCheck {
  const parsed = Schema.safeParse(input)
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    }
  const settings = parsed.data
  const problems = [
    ...clearPasswordProblem('smtp', settings.smtpHost, settings.smtpSecurity, settings.smtpPassword),
    ...clearPasswordProblem('imap', settings.imapHost, settings.imapSecurity, settings.imapPassword),
    ...missing('smtpUser', 'smtpPassword', settings),
    ...(settings.imapHost ? [...required('imapUser', settings), ...required('imapPassword', settings)] : []),
    ...settings.aliases
      .filter((alias) => normaliseAddress('email', alias) === null)
      .map((alias) => ({ path: 'aliases', message: `${alias} is not an email address.` })),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings }
}

/** A password must not travel in the clear beyond this machine. */
function clearPasswordProblem(
  kind: 'smtp' | 'imap',
  host: string,
  security: string,
  password: string,
): Problem[] {
  if (security !== 'none' || password === '' || isThisMachine(host)) return []
  const message = 'Without encryption everybody on the way can read the password. Choose TLS or STARTTLS.'
  return [{ path: `${kind}Security`, message }]
}

function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|simulator)$/i.test(host)
}

function missing(user: 'smtpUser', password: 'smtpPassword', settings: EmailSettings): Problem[] {
  if (settings[password] !== '' && settings[user] === '')
    return [{ path: user, message: 'Fill in the user name that belongs to the password.' }]
  return []
}

function required(name: 'imapUser' | 'imapPassword', settings: EmailSettings): Problem[] {
  if (settings[name] !== '') return []
  const what = name === 'imapUser' ? 'user name' : 'password'
  return [{ path: name, message: `Fill in the ${what} of the mailbox, or empty the IMAP server.` }]
}

/** The stored settings of an inbox; null where it was never set up for mail. */
export function readSettings(account: InboxAccount): EmailSettings | null {
  const parsed = Schema.safeParse(account.settings)
  return parsed.success ? parsed.data : null
}

function blankToUndefined(value: unknown): unknown {
  return value === '' || value === null ? undefined : value
}
