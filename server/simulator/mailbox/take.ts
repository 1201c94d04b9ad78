// A finished mail that a mail service was given to send: kept among the sent ones, and on its way to everybody it names.
import PostalMime from 'postal-mime'
import type { InboxAccount } from '#channels/channel.ts'
import type { World } from '#simulator/world.ts'
import { type KeptMail, mailboxOf } from './mailbox.ts'
import { recipientsOf, withoutBcc } from './raw-mail.ts'

export type Taken =
  | { outcome: 'taken'; mail: KeptMail; answerLost: boolean }
  | { outcome: 'nobody' }
  | { outcome: 'down' }

export async function takeRawMail(
  world: World,
  account: InboxAccount,
  raw: Buffer,
  thread?: string,
): Promise<Taken> {
  const recipients = recipientsOf(await PostalMime.parse(raw))
  const [first] = recipients
  if (!first) return { outcome: 'nobody' }
  // One answer stands for all recipients.
  const { receipts } = await world.behaviour(account, first)
  if (receipts === 'outage') return { outcome: 'down' }
  const at = world.http.flow.clock.now()
  const mail = await mailboxOf(world.http.store, account).put(raw, { folder: 'sent', at, thread })
  const shown = withoutBcc(raw)
  for (const recipient of recipients)
    await world.takeMail(account, shown, { id: mail.id, recipient, reference: null })
  return { outcome: 'taken', mail, answerLost: receipts === 'no_answer' }
}
