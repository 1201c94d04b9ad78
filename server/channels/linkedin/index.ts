// LinkedIn as a log that people keep by hand. See README.md.
import { z } from 'zod'
import type { Channel } from '#channels/channel.ts'
import { checkWith, optional } from '#channels/protocols/rest/settings.ts'
import { normaliseProfile } from '#domain/linkedin-profile.ts'

const NO_PAGE =
  'Copy the address of your page or profile, such as https://www.linkedin.com/company/your-name.'
const Settings = z.object({
  page: optional(
    z
      .string(NO_PAGE)
      .trim()
      .max(500)
      .transform((text, context) => {
        const profile = normaliseProfile(text)
        if (profile === null) context.addIssue({ code: 'custom', message: NO_PAGE })
        return profile ?? ''
      }),
  ),
})
const NOTHING = 'LinkedIn gives nothing to other programs: what happens there is written down here by people.'

export const linkedin: Channel = {
  id: 'linkedin',
  provider: 'log',
  providerName: 'hand: your people write it down',
  capabilities: {
    channel: 'linkedin',
    label: 'LinkedIn',
    addressKind: 'linkedin_profile',
    text: { maxLength: 8_000, counter: 'characters' },
    formatting: 'plain',
    subject: false,
    attachments: { maxCount: 0, maxBytes: 0, types: [] },
    replyWindowHours: null,
    // A log may begin with what the business wrote.
    mayStart: true,
    receipts: { delivered: false, read: false },
    typing: { fromCustomer: false, toCustomer: false },
    keywords: false,
    metered: false,
    burst: { quietMs: 3_000, maxMs: 12_000 },
    automaticReplies: false,
    loggedByHand: {
      kinds: [
        { value: 'message', label: 'Message' },
        { value: 'request', label: 'Connection request', wordless: true },
        { value: 'comment', label: 'Comment' },
      ],
      linkHost: 'linkedin.com',
      person: { label: 'LinkedIn profile', placeholder: 'https://www.linkedin.com/in/…' },
    },
    connectNote:
      'LinkedIn opens its messages to a few approved partners only, so nothing is sent or received here. Your people log what happens there, and it stands in the customer’s thread, marked as logged.',
  },
  settings: [
    {
      name: 'page',
      label: 'Your page or profile',
      type: 'url',
      required: false,
      placeholder: 'https://www.linkedin.com/company/…',
      help: 'Only for you to find it again.',
    },
  ],
  checkSettings: (given) => checkWith(Settings, given),
  verify: () => ({ ok: false, reason: NOTHING }),
  parse: () => ({ ok: false, reason: NOTHING }),
  // The gate stops every message before it comes here.
  send: () =>
    Promise.resolve({
      outcome: 'rejected',
      error: {
        code: 'logged_by_hand',
        reason: 'Nothing can be sent on LinkedIn from here',
        action: 'Write on LinkedIn itself, then log it here.',
      },
    }),
  reconcile: () => Promise.resolve({ outcome: 'not_found' }),
  ownDoor: 'Your people write down here what happens on LinkedIn.',
}
