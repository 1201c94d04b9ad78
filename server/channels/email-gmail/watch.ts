// The subscription to changes of the mailbox: Google ends it after seven days and asks to renew it daily.
import { z } from 'zod'
import type { Chore } from '#channels/channel.ts'
import { jsonBody } from '#channels/protocols/http-call/call.ts'
import { callGmail, troubleOf } from './api.ts'
import { gmailSettings } from './settings.ts'

const Watched = z.looseObject({ historyId: z.coerce.string(), expiration: z.coerce.number() })

export const watchChore: Chore = {
  name: 'watch',
  everyMs: 24 * 3_600_000,
  async run(account, _state, io) {
    const { topic } = gmailSettings(account)
    if (!topic) return { outcome: 'done', state: null, items: [] }
    const answer = await callGmail(io, account, 'watch', {
      body: jsonBody({ topicName: topic, labelIds: ['INBOX', 'SENT'], labelFilterBehavior: 'include' }),
    })
    const trouble = troubleOf(answer)
    if (trouble) {
      const isTopic = answer.outcome === 'answered' && /topic|pubsub/i.test(JSON.stringify(answer.json))
      return {
        outcome: 'failed',
        reason: `New mail is not announced, only looked for: ${trouble.reason}`,
        remedy: isTopic
          ? `Check the name of the topic, and give gmail-api-push@system.gserviceaccount.com the role Pub/Sub Publisher on ${topic}.`
          : trouble.remedy,
      }
    }
    const watched = Watched.safeParse(answer.outcome === 'answered' ? answer.json : null)
    const until = watched.success ? new Date(watched.data.expiration).toISOString() : null
    return { outcome: 'done', state: { until }, items: [] }
  },
}
