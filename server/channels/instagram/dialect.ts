import type { Dialect } from '#channels/protocols/meta-messaging/dialect.ts'

/** What Instagram's own page on attachments names; anything else is refused there without a useful reason. */
const SENDABLE = new Map([
  ['image/jpeg', 'image'],
  ['image/png', 'image'],
  ['image/gif', 'image'],
  ['video/mp4', 'video'],
  ['video/quicktime', 'video'],
  ['video/webm', 'video'],
  ['video/x-msvideo', 'video'],
  ['audio/aac', 'audio'],
  ['audio/mp4', 'audio'],
  ['audio/wav', 'audio'],
  ['application/pdf', 'file'],
] as const)

export const sendableTypes: string[] = [...SENDABLE.keys()]

export const dialect: Dialect = {
  network: 'instagram',
  label: 'Instagram',
  object: 'instagram',
  api: 'https://graph.instagram.com',
  account: {
    field: 'accountId',
    label: 'Instagram account ID',
    help: 'In the Meta app under Instagram → API setup with Instagram login, beside the account. It is not the user name.',
  },
  maxText: { unit: 'bytes', count: 1_000 },
  attachmentType: (type) => new Map<string, 'image' | 'video' | 'audio' | 'file'>(SENDABLE).get(type) ?? null,
  self: { node: 'me', fields: 'user_id,username' },
  // Instagram has no way to ask when a token ends; those of Instagram login last 60 days.
  tokenDays: 60,
  profileFields: 'name,username',
  elsewhere: 'Somebody in the Instagram app',
  carriesMetadata: false,
}
