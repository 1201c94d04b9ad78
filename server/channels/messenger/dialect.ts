import type { Dialect } from '#channels/protocols/meta-messaging/dialect.ts'

export const dialect: Dialect = {
  network: 'messenger',
  label: 'Messenger',
  object: 'page',
  api: 'https://graph.facebook.com',
  account: {
    field: 'pageId',
    label: 'Page ID',
    help: 'On Facebook under About → Page transparency, or in the Meta app under Messenger → API settings.',
  },
  maxText: { unit: 'characters', count: 2_000 },
  attachmentType: (type) => {
    const [kind] = type.split('/')
    return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
  },
  self: { node: 'id', fields: 'id,name' },
  tokenDays: null,
  profileFields: 'first_name,last_name',
  elsewhere: 'Somebody in Meta’s inbox',
  carriesMetadata: true,
}
