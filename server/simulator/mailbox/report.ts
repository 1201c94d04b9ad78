// What a mail service that keeps the mail itself gets back: no word by a webhook, but a mail among the others.
import { bounceOf } from '#simulator/customer/compose-mail.ts'
import type { Failure } from '#simulator/items.ts'
import type { CarriedMail, Moment } from '#simulator/provider.ts'
import type { KeptMail } from './mailbox.ts'

/** The report of the recipient's mail system, put into the mailbox; null where the mail itself is gone. */
export async function putReport(
  { account, at, mailbox }: Pick<Moment, 'account' | 'at' | 'mailbox'>,
  { id, recipient }: CarriedMail,
  failure: Failure,
): Promise<KeptMail | null> {
  const sent = await mailbox.read(id)
  if (!sent) return null
  const { messageId, subject } = sent.mail
  const { raw } = bounceOf(
    {
      messageId: `<report-${id}@${recipient.slice(recipient.lastIndexOf('@') + 1)}>`,
      at,
      from: { name: recipient, address: recipient },
      to: account.address,
      refusal: failure.words,
    },
    { messageId, subject, fromAddress: account.address },
  )
  return mailbox.put(raw, { folder: 'inbox', at })
}
