// The graph: whatever is asked lies under /<version>/<id>. Who the id belongs to says what it is.
import type { App } from '#http/context.ts'
import { findOnNetwork } from '#simulator/devices.ts'
import { findDeviceFile } from '#simulator/files.ts'
import { settingOf } from '#simulator/provider.ts'
import { createUploads } from '#simulator/uploads.ts'
import type { World } from '#simulator/world.ts'
import { findByToken, findOwn, NO_OBJECT, NO_TOKEN, ownIdOf, refuse } from './graph.ts'
import { takeMessage } from './messaging/take.ts'
import { takeChat } from './whatsapp/take.ts'
import { templates } from './whatsapp/templates.ts'

const hide = { schema: { hide: true } }
type Node = { Params: { version: string; id: string } }
type Asked = { Querystring: Record<string, string> }

export function metaApi(app: App, world: World): void {
  const uploads = createUploads()

  app.post<Node>('/:version/:id/messages', hide, async (request, reply) => {
    const account = await findOwn(world, request, request.params.id)
    if (!account) return refuse(reply, NO_TOKEN)
    return account.channel === 'whatsapp'
      ? takeChat(world, uploads, account, request, reply)
      : takeMessage(world, account, request, reply)
  })

  app.post<Node>('/:version/:id/media', hide, async (request, reply) => {
    const account = await findOwn(world, request, request.params.id)
    if (!account) return refuse(reply, NO_TOKEN)
    const id = await uploads.take(request)
    return id ? reply.send({ id }) : refuse(reply, { status: 400, code: 100, message: 'Invalid parameter' })
  })

  app.get<Node>('/:version/:id/message_templates', hide, async (request, reply) => {
    const account = await findByToken(world, request)
    return account ? reply.send({ data: templates, paging: {} }) : refuse(reply, NO_TOKEN)
  })

  app.get<{ Params: { version: string } } & Asked>('/:version/debug_token', hide, async (request, reply) => {
    const account = await findByToken(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    return reply.send({ data: { is_valid: true, expires_at: 0, data_access_expires_at: 0, scopes: [] } })
  })

  app.get<Node & Asked>('/:version/:id', hide, async (request, reply) => {
    const { id } = request.params
    const own = await findOwn(world, request, id)
    if (own) return reply.send(describeOwn(own, id))
    const account = await findByToken(world, request)
    if (!account) return refuse(reply, NO_TOKEN)
    // Whose token it is.
    if (id === 'me') return reply.send(describeOwn(account, ownIdOf(account)))
    const file = await findDeviceFile(world.http.store, account.workspaceId, id)
    if (file) {
      const owner = settingOf(account, 'phoneNumberId')
      return reply.send({
        messaging_product: 'whatsapp',
        url: `${world.loopback()}/simulator/meta/store/${owner}/${id}`,
        mime_type: file.type,
        file_size: file.content.byteLength,
        id,
      })
    }
    const person = findOnNetwork(account.channel, id)
    if (!person) return refuse(reply, NO_OBJECT)
    const [first_name, ...rest] = person.name.split(' ')
    return reply.send({
      id,
      name: person.name,
      first_name,
      last_name: rest.join(' '),
      username: person.handle,
    })
  })

  // The address of a file opens with the same token only.
  app.get<{ Params: { owner: string; file: string } }>(
    '/store/:owner/:file',
    hide,
    async (request, reply) => {
      const account = await findOwn(world, request, request.params.owner)
      const file =
        account && (await findDeviceFile(world.http.store, account.workspaceId, request.params.file))
      if (!file) return refuse(reply, NO_TOKEN)
      return reply.header('content-type', file.type).send(file.content)
    },
  )
}

function describeOwn(account: { address: string; name: string }, id: string): Record<string, unknown> {
  return {
    id,
    user_id: id,
    name: account.name,
    username: 'the.business',
    display_phone_number: account.address,
    verified_name: account.name,
    quality_rating: 'GREEN',
    status: 'CONNECTED',
    code_verification_status: 'VERIFIED',
  }
}
