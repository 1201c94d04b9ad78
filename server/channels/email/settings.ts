// What an email inbox must know. Mail comes in through the built-in SMTP receiver, or is fetched over IMAP where
// `imapHost` is filled in; it goes out over SMTP.
import { z } from 'zod'
import type { InboxAccount } from '#channels/channel.ts'
import { linesToList } from '#channels/protocols/mail/own-addresses.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { SettingField } from '#domain/channel.ts'

const SERVERS = new Map([
  ['google', { smtpHost: 'smtp.gmail.com', imapHost: 'imap.gmail.com' }],
  ['microsoft', { smtpHost: 'smtp.office365.com', imapHost: 'outlook.office365.com' }],
])

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
  ownReturnAddress: z.boolean().default(false),
  plusAddressing: z.boolean().default(true),
  authservId: Text.default(''),
  imapHost: Host.default(''),
  imapPort: Port,
  imapSecurity: Security.default('tls'),
  imapUser: Text.default(''),
  imapPassword: z.string().max(2_000).default(''),
  imapMailbox: Text.default('INBOX'),
  watchSent: z.boolean().default(true),
  sentMailbox: Text.default(''),
  signInWith: z.preprocess(blankToUndefined, z.enum(['password', 'google', 'microsoft']).default('password')),
  clientId: Text.default(''),
  clientSecret: z.string().trim().max(500).default(''),
  tenant: z
    .string()
    .trim()
    .max(200)
    .regex(/^[\w.-]*$/, 'Write the directory (tenant) ID or its domain, such as contoso.onmicrosoft.com.')
    .default(''),
  refreshToken: z.string().trim().max(4_000).default(''),
  signInBase: z
    .string()
    .trim()
    .max(500)
    .refine(
      (value) => value === '' || /^https?:\/\/[^\s?#]+$/.test(value),
      'Write an address such as https://login.example.com.',
    )
    .default(''),
  /** Who signed in, as the service said. */
  signedInAs: Text.optional(),
})
export type EmailSettings = z.infer<typeof Schema>

const SIGNED_IN = { field: 'signInWith', is: ['google', 'microsoft'] }
const PASSWORD = { field: 'signInWith', is: ['', 'password'] }

export const settingFields: SettingField[] = [
  field('fromName', 'Sender name', 'text', {
    help: 'What customers see as the sender.',
    placeholder: 'Sunrise Salon',
  }),
  field('aliases', 'Other addresses of this inbox', 'list', {
    help: 'Addresses that forward here. The front desk answers only mail that is addressed to this inbox or to one of these.',
  }),
  field('signInWith', 'Sign in with', 'select', {
    help: 'Google and Microsoft no longer take passwords of people for mail programs: choose them, save, then sign in at the inbox.',
    options: [
      { value: 'password', label: 'User and password' },
      { value: 'google', label: 'Google' },
      { value: 'microsoft', label: 'Microsoft' },
    ],
  }),
  field('clientId', 'Client ID', 'text', {
    when: SIGNED_IN,
    help: 'Of the app that you made at Google or Microsoft; the guide of this channel shows how.',
  }),
  field('clientSecret', 'Client secret', 'secret', { when: SIGNED_IN }),
  field('tenant', 'Directory (tenant) ID', 'text', {
    when: { field: 'signInWith', is: ['microsoft'] },
    help: 'Empty for work accounts of any company.',
  }),
  field('refreshToken', 'Refresh token', 'secret', {
    when: SIGNED_IN,
    help: 'Comes by itself when you sign in. Fill it in only where you got one another way.',
  }),
  field('signInBase', 'Sign-in address', 'url', {
    when: SIGNED_IN,
    help: 'Leave empty for Google and Microsoft. An emulator works too: write its address.',
  }),
  field('smtpHost', 'SMTP server', 'text', {
    placeholder: 'smtp.example.com',
    help: 'Empty for that of Google or Microsoft, where you sign in with them.',
  }),
  field('smtpPort', 'SMTP port', 'number', { placeholder: '587', help: 'Empty for the usual one.' }),
  field('smtpSecurity', 'SMTP encryption', 'select', { options: securityOptions('587', '465', '25') }),
  field('smtpUser', 'SMTP user', 'text', {}),
  field('smtpPassword', 'SMTP password', 'secret', { when: PASSWORD }),
  field('answerSender', 'Return address of automatic answers', 'select', {
    help: 'Empty is the standard (RFC 3834) and cannot start a loop. Choose the inbox address if your server refuses it, or if your domain relies on SPF without DKIM.',
    options: [
      { value: 'empty', label: 'Empty' },
      { value: 'address', label: 'Address of this inbox' },
    ],
  }),
  field('ownReturnAddress', 'A return address of its own for each mail', 'boolean', {
    help: 'A bounce then names its mail even where it returns nothing of it. Only for your own mail server: most mailbox services refuse to send as hello+anything@example.com, and each mail takes two attempts.',
  }),
  field('plusAddressing', 'Mark the reply address of each conversation', 'boolean', {
    initially: true,
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
  field('imapPassword', 'IMAP password', 'secret', { when: PASSWORD }),
  field('imapMailbox', 'IMAP folder', 'text', { placeholder: 'INBOX' }),
  field('watchSent', 'Take in what is sent with other mail programs', 'boolean', {
    initially: true,
    help: 'Answers that your team writes elsewhere appear in their conversation, and the AI stays out of it.',
  }),
  field('sentMailbox', 'Folder of sent mail', 'text', {
    placeholder: 'Sent',
    help: 'Empty to find it by itself.',
  }),
]

function field(
  name: Exclude<keyof EmailSettings, 'signedInAs'>,
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
  const parsed = Schema.safeParse(withServers(input))
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    }
  const settings = parsed.data
  const problems = [
    ...clearPasswordProblem('smtp', settings.smtpHost, settings.smtpSecurity, settings.smtpPassword),
    ...clearPasswordProblem('imap', settings.imapHost, settings.imapSecurity, settings.imapPassword),
    ...(settings.signInWith === 'password' ? passwordProblems(settings) : signInProblems(settings)),
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

/** The servers of a service need not be known by heart. */
function withServers(input: Record<string, unknown>): Record<string, unknown> {
  const servers = SERVERS.get(String(input['signInWith']))
  if (!servers) return input
  const empty = (value: unknown) => value === undefined || value === null || value === ''
  const missing = Object.entries(servers).filter(([name]) => empty(input[name]))
  return { ...input, ...Object.fromEntries(missing) }
}

function passwordProblems(settings: EmailSettings): Problem[] {
  return [
    ...missing('smtpUser', 'smtpPassword', settings),
    ...(settings.imapHost ? [...required('imapUser', settings), ...required('imapPassword', settings)] : []),
  ]
}

/** A token is a password of an hour. */
function signInProblems(settings: EmailSettings): Problem[] {
  const message = 'A sign-in must not travel in the clear. Choose TLS or STARTTLS.'
  return [
    ...(settings.clientId ? [] : [{ path: 'clientId', message: 'Fill in the client ID of your app.' }]),
    ...(settings.smtpSecurity === 'none' && !isThisMachine(settings.smtpHost)
      ? [{ path: 'smtpSecurity', message }]
      : []),
    ...(settings.imapSecurity === 'none' && settings.imapHost && !isThisMachine(settings.imapHost)
      ? [{ path: 'imapSecurity', message }]
      : []),
  ]
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
