// Where files of the phones lie for providers whose addresses open for whoever has them, as most providers' do.
import { z } from 'zod'
import { Refusal } from '#domain/errors.ts'
import type { App } from '#http/context.ts'
import { signToken, verifyToken } from '#lib/crypto.ts'
import { findDeviceFile } from './files.ts'
import type { Outside } from './outside.ts'

const MINUTES = 10
const purpose = (fileId: string): string => `simulator media ${fileId}`

/** An address of a file, good for some minutes. */
export function storageUrl(outside: Outside, workspaceId: string, fileId: string): string {
  const { flow } = outside.http
  const expires = new Date(flow.clock.now().getTime() + MINUTES * 60_000)
  const token = signToken(flow.secret, purpose(fileId), workspaceId, expires)
  return `${outside.loopback()}/simulator/storage/${fileId}?token=${token}`
}

export function simulatedStorage(app: App, outside: Outside): void {
  const { store, flow } = outside.http
  app.get(
    '/storage/:media',
    {
      schema: {
        hide: true,
        params: z.object({ media: z.string().max(100) }),
        querystring: z.object({ token: z.string().default('') }),
      },
    },
    async (request, reply) => {
      const { media } = request.params
      const workspaceId = verifyToken(flow.secret, purpose(media), request.query.token, flow.clock.now())
      const file = workspaceId && (await findDeviceFile(store, workspaceId, media))
      if (!file) throw new Refusal('not_found', 'There is no such file, or its address has run out.')
      return reply
        .header('content-type', file.type)
        .header('content-disposition', 'attachment')
        .send(file.content)
    },
  )
}
