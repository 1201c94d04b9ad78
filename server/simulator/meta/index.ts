// Meta: WhatsApp over the Cloud API, Messenger and Instagram over the Send API. One graph for all of them.
import type { SimulatedProvider } from '#simulator/provider.ts'
import { metaApi } from './api.ts'
import { instagram, messenger } from './messaging/channels.ts'
import { whatsapp } from './whatsapp/channel.ts'

export const meta: SimulatedProvider = {
  provider: 'meta',
  channels: [whatsapp, messenger, instagram],
  routes: metaApi,
}
