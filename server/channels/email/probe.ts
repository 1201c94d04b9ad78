// The test of a mail inbox: does the server that sends let us in, and the mailbox too where one is fetched? Nothing is sent
// and nothing is read.
import type { Channel, InboxAccount, TestStep } from '#channels/channel.ts'
import { normaliseAddress } from '#domain/address.ts'
import type { DeliveryError } from '#domain/message.ts'
import { explainConnection } from './connection-words.ts'
import { explainImap, imapClient, NoToken } from './imap-client.ts'
import { sendFailure } from './send.ts'
import { type EmailSettings, readSettings } from './settings.ts'
import { mailToken } from './sign-in.ts'
import { tryLogin } from './smtp-client.ts'
import { serverOf } from './smtp-server-of.ts'

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const settings = readSettings(account)
  if (!settings) return [step('credentials', 'This inbox is not set up for mail.', 'Fill in its settings.')]
  const sending = await probeSmtp(account, settings, io)
  if (sending) return [told('credentials', sending)]
  const fetching = settings.imapHost ? await probeImap(account, settings, io) : null
  if (fetching) return [told('credentials', fetching)]
  const servers = [settings.smtpHost, settings.imapHost].filter((host) => host !== '').join(' and ')
  const credentials = step('credentials', `${servers} let this inbox in.`, null)
  return [credentials, sender(account)]
}

/** A test does not stay. */
const NEVER_IDLES_MS = 60_000

type Io = Parameters<NonNullable<Channel['probe']>>[1]

async function probeSmtp(
  account: InboxAccount,
  settings: EmailSettings,
  io: Io,
): Promise<Pick<DeliveryError, 'reason' | 'action'> | null> {
  const found = await serverOf(account, settings, io)
  if (found === null)
    return {
      reason: 'This inbox has no mail server to send with.',
      action: 'Fill in the SMTP server in the settings of the inbox.',
    }
  if ('failure' in found) return found.failure.error
  const { server } = found
  const failure = await tryLogin(server)
  if (!failure) return null
  if (!failure.response) return explainConnection(failure.error, `${server.host}:${server.port}`)
  const result = sendFailure(failure, server)
  return result.outcome === 'sent' ? null : result.error
}

async function probeImap(
  account: InboxAccount,
  settings: EmailSettings,
  io: Io,
): Promise<Pick<DeliveryError, 'reason' | 'action'> | null> {
  let client: ReturnType<typeof imapClient> | null = null
  try {
    const token = settings.signInWith === 'password' ? null : await mailToken(account, io)
    if (token && !token.ok) throw new NoToken(token)
    client = imapClient(account, settings, token ? token.token : null, NEVER_IDLES_MS)
    // Without a listener an error would end the process; it is seen where the command fails.
    client.on('error', () => undefined)
    await client.connect()
    await client.mailboxOpen(settings.imapMailbox, { readOnly: true })
    await client.logout().catch(() => undefined)
    return null
  } catch (error) {
    return explainImap(error, settings)
  } finally {
    client?.close()
  }
}

function sender(account: InboxAccount): TestStep {
  return normaliseAddress('email', account.address)
    ? step('sender', `Mails leave as ${account.address}.`, null)
    : step('sender', 'The inbox has no mail address.', 'Fill in the address that customers see.')
}

function told(which: TestStep['step'], error: Pick<DeliveryError, 'reason' | 'action'>): TestStep {
  return step(which, error.reason, error.action)
}

function step(which: TestStep['step'], detail: string, remedy: string | null): TestStep {
  return { step: which, ok: remedy === null, detail, remedy }
}
