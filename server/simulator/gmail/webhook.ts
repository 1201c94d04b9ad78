// Pub/Sub pushes that something changed in a mailbox; what changed lies there.
import { z } from 'zod'
import { jsonCall } from '#simulator/calls.ts'
import { putReport } from '#simulator/mailbox/report.ts'
import { type Happening, type Moment, settingOf, type WebhookCall } from '#simulator/provider.ts'
import { signedToken } from './key.ts'
import { historyId } from './resource.ts'

const TOKEN_S = 3_600
const Watched = z.object({ topic: z.string(), until: z.number() })

/** Where the mailbox is watched, a push; nothing otherwise. */
export async function webhook(happened: Happening, moment: Moment): Promise<WebhookCall | null> {
  const { mailbox, at } = moment
  if (happened.what === 'mail') await mailbox.put(happened.mail.raw, { folder: 'inbox', at })
  else if (happened.what !== 'mail_report') return null
  // What went well is not told, but its copy among the sent mails is a change too.
  else if (happened.failure) await putReport(moment, happened.mail, happened.failure)
  const watched = Watched.safeParse(await mailbox.state())
  if (!watched.success || watched.data.until <= at.getTime()) return null
  const n = (await mailbox.list()).at(-1)?.n ?? 0
  return push(moment, watched.data.topic, n)
}

async function push(moment: Moment, topic: string, n: number): Promise<WebhookCall> {
  const { account, webhookUrl, at, signature } = moment
  const seconds = Math.floor(at.getTime() / 1_000)
  const token = await signedToken(
    {
      iss: 'https://accounts.google.com',
      aud: webhookUrl,
      email: settingOf(account, 'pushServiceAccount'),
      email_verified: true,
      iat: seconds,
      exp: seconds + TOKEN_S,
    },
    signature,
  )
  const data = JSON.stringify({ emailAddress: account.address, historyId: Number(historyId(n)) })
  const content = {
    message: {
      data: Buffer.from(data).toString('base64'),
      messageId: `${at.getTime()}${n}`,
      publishTime: at.toISOString(),
    },
    subscription: `${topic.replace('/topics/', '/subscriptions/')}-push`,
  }
  return jsonCall(webhookUrl, content, () => ({ authorization: `Bearer ${token}` }))
}
