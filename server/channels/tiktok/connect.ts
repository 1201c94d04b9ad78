// Does the account work, and where does TikTok deliver? Both are asked with what the settings hold.
import { z } from 'zod'
import type { Channel, TestStep } from '#channels/channel.ts'
import { apiBaseOf, callOnce, jsonBody } from '#channels/protocols/http-call/call.ts'
import { callTikTok } from './api.ts'
import { describeRefusal, readAnswer } from './errors.ts'
import { TIKTOK_API, tiktokSettings } from './settings.ts'

const Profile = z.object({ username: z.string().nullish(), display_name: z.string().nullish() })
const AUTHORISE = 'Let the account authorise the app again, and put the new refresh token into the settings.'

export const probe: NonNullable<Channel['probe']> = async (account, io) => {
  const called = await callTikTok(io, account, 'business/get', null, {
    business_id: tiktokSettings(account).businessId,
    fields: '["username","display_name"]',
  })
  const bad = (detail: string, remedy: string): TestStep[] => [
    { step: 'credentials', ok: false, detail, remedy },
  ]
  if (called.outcome === 'no_token')
    return called.token.lasting
      ? bad(`TikTok gave no access token (${called.token.said || `error ${called.token.code}`}).`, AUTHORISE)
      : bad(`TikTok did not answer (${called.token.code}).`, 'Try again in a moment.')
  if (called.outcome !== 'answered')
    return bad(`TikTok did not answer (${called.code}).`, 'Try again in a moment.')
  const answer = readAnswer(called.json)
  if (!answer) return bad(`TikTok’s answer makes no sense (HTTP ${called.status}).`, 'Try again in a moment.')
  const profile = Profile.safeParse(answer.data)
  const good: TestStep = {
    step: 'credentials',
    ok: true,
    detail: 'TikTok gave an access token.',
    remedy: null,
  }
  if (answer.code === 40105 || called.status === 401)
    return bad('TikTok does not accept the access token.', AUTHORISE)
  if (answer.code !== 0 || !profile.success)
    return [
      good,
      {
        step: 'sender',
        ok: false,
        detail:
          answer.code === 0
            ? 'TikTok told nothing of the account.'
            : `${describeRefusal(answer).error.reason}.`,
        remedy: 'Compare the business ID with the open_id that came with the tokens.',
      },
    ]
  const name = profile.data.username ?? profile.data.display_name
  return [
    good,
    {
      step: 'sender',
      ok: true,
      detail: name ? `It writes as ${name}.` : 'The account is there.',
      remedy: null,
    },
  ]
}

export const connect: NonNullable<Channel['connect']> = {
  label: 'Tell TikTok where to deliver',
  help: 'Sets the webhook of your developer app for direct messages. An app has one: it replaces what was set before.',
  async run(account, io) {
    const { appId, appSecret } = tiktokSettings(account)
    // The app answers for itself here: no token of an account is asked for.
    const answer = await callOnce(io, {
      url: `${apiBaseOf(io.apiBase, TIKTOK_API)}/open_api/v1.3/business/webhook/update/`,
      body: jsonBody({
        app_id: appId,
        secret: appSecret,
        event_type: 'DIRECT_MESSAGE',
        callback_url: io.webhookUrl,
      }),
    })
    if (answer.outcome !== 'answered')
      return {
        ok: false,
        reason: `TikTok did not answer (${answer.code}).`,
        remedy: 'Try again in a moment.',
      }
    const said = readAnswer(answer.json)
    if (said?.code === 0) return { ok: true, detail: `TikTok delivers to ${io.webhookUrl}.` }
    return {
      ok: false,
      reason: said
        ? `TikTok refused the address (error ${said.code}${said.message ? `: ${said.message.slice(0, 200)}` : ''}).`
        : `TikTok’s answer makes no sense (HTTP ${answer.status}).`,
      remedy:
        'Compare app ID and secret with your developer app; PUBLIC_URL must be an https address that TikTok can reach.',
    }
  },
}
