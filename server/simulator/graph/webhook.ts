// Graph notifies that something changed in a mailbox, and shows the secret that it was given with the subscription.
import { jsonCall } from '#simulator/calls.ts'
import { putReport } from '#simulator/mailbox/report.ts'
import type { Happening, Moment, WebhookCall } from '#simulator/provider.ts'
import { messageId } from './resource.ts'
import { findSubscription } from './subscriptions.ts'

/** Where somebody has subscribed to the mailbox, a notification; nothing otherwise. */
export async function webhook(happened: Happening, moment: Moment): Promise<WebhookCall | null> {
  const { mailbox, at, signature } = moment
  if (happened.what === 'mail') await mailbox.put(happened.mail.raw, { folder: 'inbox', at })
  else if (happened.what !== 'mail_report') return null
  // What went well is not told, but its copy among the sent mails is a change too.
  else if (happened.failure) await putReport(moment, happened.mail, happened.failure)
  const subscription = await findSubscription(mailbox, at)
  const newest = (await mailbox.list()).at(-1)
  if (!subscription || !newest) return null
  const { id, clientState, notificationUrl, expirationDateTime } = subscription
  const content = {
    value: [
      {
        subscriptionId: id,
        subscriptionExpirationDateTime: expirationDateTime,
        clientState: signature === 'right' ? clientState : `${clientState}x`,
        changeType: 'created',
        resource: `me/messages/${messageId(newest)}`,
        resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: messageId(newest) },
      },
    ],
  }
  return jsonCall(notificationUrl, content, () => ({}))
}
