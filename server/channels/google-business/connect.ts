// Does the access work, and does Google tell us of reviews? Both are asked with what the settings hold.
import type { Channel, TestStep } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { CONSENT, callGoogle, readRefusal, sayNoToken } from './api.ts'
import { googleSettings, NOTIFICATIONS_API } from './settings.ts'
import { ReviewPage } from './shapes.ts'

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const called = await callGoogle(io, account, `/v4/${googleSettings(account).location}/reviews?pageSize=1`)
  const bad = (detail: string, remedy: string): TestStep[] => [
    { step: 'credentials', ok: false, detail, remedy },
  ]
  if (called.outcome === 'no_token') {
    const { reason, remedy } = sayNoToken(called.failure)
    return bad(`${reason}.`, called.failure.final ? remedy : 'Try again in a moment.')
  }
  if (called.outcome !== 'answered')
    return bad(`Google did not answer (${called.code}).`, 'Try again in a moment.')
  const refused = called.status < 300 ? null : readRefusal(called.json)
  if (called.status === 401)
    return bad(
      `${refused?.error.reason ?? 'Google does not accept the token'}.`,
      refused?.error.action ?? CONSENT,
    )
  // Nothing is known of the access where Google itself fails.
  if (called.status >= 500) return bad(`Google failed (HTTP ${called.status}).`, 'Try again in a moment.')
  const good: TestStep = { step: 'credentials', ok: true, detail: 'Google gave access.', remedy: null }
  const page = called.status < 300 ? ReviewPage.safeParse(called.json) : null
  if (!page?.success)
    return [
      good,
      {
        step: 'sender',
        ok: false,
        detail: `${refused?.error.reason ?? `Google’s answer makes no sense (HTTP ${called.status})`}.`,
        remedy:
          'Compare the location with the one in your Business Profile; it must be verified, and your project must have access to its API.',
      },
    ]
  const { totalReviewCount: count, averageRating: stars } = page.data
  const words = count
    ? `It has ${count} reviews${stars ? `, ${stars.toFixed(1)} stars` : ''}.`
    : 'It has no reviews yet.'
  return [good, { step: 'sender', ok: true, detail: words, remedy: null }]
}

export const connect: NonNullable<Channel['connect']> = {
  label: 'Let Google push new reviews',
  help: 'Needs the Pub/Sub topic and the service account in the settings. Without it, Google is asked every five minutes.',
  async run(account, io) {
    const { location, pubsubTopic, pushAccount } = googleSettings(account)
    if (!pubsubTopic || !pushAccount)
      return {
        ok: false,
        reason: 'The settings name no Pub/Sub topic or no service account.',
        remedy:
          'Fill in both; the README of this channel says how to make them. Reviews come without it too, up to five minutes later.',
      }
    const owner = location.split('/').slice(0, 2).join('/')
    const name = `${owner}/notificationSetting`
    const called = await callGoogle(io, account, `/v1/${name}?updateMask=pubsubTopic,notificationTypes`, {
      method: 'PATCH',
      own: NOTIFICATIONS_API,
      body: jsonBody({ name, pubsubTopic, notificationTypes: ['NEW_REVIEW', 'UPDATED_REVIEW'] }),
    })
    if (called.outcome === 'no_token') {
      const { reason, remedy } = sayNoToken(called.failure)
      return { ok: false, reason: `${reason}.`, remedy }
    }
    if (called.outcome === 'answered' && called.status < 300)
      return {
        ok: true,
        detail: `Google publishes to ${pubsubTopic}. Its push subscription must deliver to ${io.webhookUrl}.`,
      }
    const refused = called.outcome === 'answered' ? readRefusal(called.json) : null
    return {
      ok: false,
      reason: refused ? `${refused.error.reason}.` : 'Google did not answer.',
      remedy: 'Let mybusiness-api-pubsub@system.gserviceaccount.com publish to the topic, then try again.',
    }
  },
}
