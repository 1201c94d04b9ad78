// Pub/Sub's push: that there is a review, and nothing of what it says.

import { jsonCall } from '#simulator/calls.ts'
import { newNumber } from '#simulator/numbers.ts'
import { type Happening, type Moment, settingOf, type WebhookCall } from '#simulator/provider.ts'
import { reviewName } from './review.ts'
import { signCall } from './token.ts'

export function webhook(happened: Happening, moment: Moment): WebhookCall | null {
  const { account, webhookUrl, at } = moment
  const caller = settingOf(account, 'pushAccount')
  // Without a push subscription Google is silent, and is asked every few minutes.
  if (happened.what !== 'review' || caller === '') return null
  const said = {
    type: happened.isNew ? 'NEW_REVIEW' : 'UPDATED_REVIEW',
    location: settingOf(account, 'location'),
    review: reviewName(account, happened.review),
  }
  const messageId = newNumber(17)
  const message = {
    data: Buffer.from(JSON.stringify(said)).toString('base64'),
    messageId,
    message_id: messageId,
    publishTime: at.toISOString(),
    publish_time: at.toISOString(),
  }
  const subscription = `${settingOf(account, 'pubsubTopic').replace('/topics/', '/subscriptions/')}-push`
  const audience = settingOf(account, 'pushAudience') || webhookUrl
  return jsonCall(webhookUrl, { message, subscription }, () => ({
    authorization: `Bearer ${signCall(moment, audience, caller)}`,
  }))
}
