// Uploads, and downloads by signed address: short-lived, without a session, so that providers and sandboxed frames
// can fetch them. Nothing that a sender named or wrote is ever run: attachments only, no sniffing, a closed policy.
import fastifyMultipart from '@fastify/multipart'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { findFile } from '#db/files.ts'
import { findMailBody } from '#db/mail.ts'
import { findMessage } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { MAX_FILE_BYTES, readFile, storeFile } from '#flow/files.ts'
import { sendRange } from '#http/byte-range.ts'
import type { App, Http } from '#http/context.ts'
import { verifyToken } from '#lib/crypto.ts'
import { mailPage } from '#present/mail-page.ts'
import { Id } from '#wire/api/common.ts'
import { AttachmentWire } from '#wire/api/messages.ts'

const tags = ['files']
const INLINE = /^(image\/(png|jpeg|gif|webp|avif)|audio\/|video\/(mp4|webm)|application\/pdf)/

export async function fileRoutes(app: App, http: Http): Promise<void> {
  const { store, auth, flow } = http
  await app.register(fastifyMultipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1 } })

  app.post(
    '/files',
    {
      schema: {
        tags,
        summary: 'Upload a file (multipart field `file`) to attach it to a message',
        consumes: ['multipart/form-data'],
        response: { 201: AttachmentWire },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const part = await request.file()
      if (!part) throw new Refusal('invalid_input', 'Send the file as the multipart field `file`.')
      const content = await part.toBuffer()
      const id = await storeFile(flow, workspaceId, { name: part.filename, type: part.mimetype, content })
      const file = await findFile(store, workspaceId, id)
      if (!file) throw new Refusal('unavailable', 'The file was not stored.')
      return reply.code(201).send({
        id,
        name: file.name,
        type: file.type,
        size: file.size,
        url: http.urls.file(workspaceId, id),
        problem: null,
      })
    },
  )

  app.get(
    '/files/:id',
    {
      schema: {
        tags,
        summary: 'A file, by the signed address of an attachment',
        params: z.object({ id: Id }),
        querystring: z.object({ token: z.string().max(500) }),
      },
    },
    async (request, reply) => {
      const workspaceId = signedWorkspace(http, `file ${request.params.id}`, request.query.token)
      const file = await findFile(store, workspaceId, request.params.id)
      if (!file) throw new Refusal('not_found', 'There is no such file.')
      const disposition = INLINE.test(file.type) ? 'inline' : 'attachment'
      closed(reply)
        .header('content-type', file.type)
        .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      return sendRange(request, reply, Buffer.from(await readFile(flow, workspaceId, file.id)))
    },
  )

  const MailQuery = z.object({
    token: z.string().max(500),
    part: z.enum(['html', 'raw']).default('html'),
    images: z.enum(['on', 'off']).default('off'),
  })
  app.get(
    '/mails/:id',
    {
      schema: {
        tags,
        summary: 'A mail as sanitised HTML for a sandboxed frame, or as it came',
        params: z.object({ id: Id }),
        querystring: MailQuery,
      },
    },
    async (request, reply) => {
      const workspaceId = signedWorkspace(http, `mail ${request.params.id}`, request.query.token)
      const [body, message] = await Promise.all([
        findMailBody(store, workspaceId, request.params.id),
        findMessage(store, workspaceId, request.params.id),
      ])
      if (!body || !message) throw new Refusal('not_found', 'There is no such mail.')
      if (request.query.part === 'raw') {
        if (!body.raw_file_id) throw new Refusal('not_found', 'This mail was not kept as it came.')
        closed(reply)
          .header('content-type', 'text/plain; charset=utf-8')
          .header('content-disposition', 'inline')
        return reply.send(Buffer.from(await readFile(flow, workspaceId, body.raw_file_id)))
      }
      const images = request.query.images === 'on'
      const inline = new Map(
        (message.attachments ?? []).flatMap((a) =>
          a.contentId && a.id ? [[a.contentId, http.urls.file(workspaceId, a.id)] as const] : [],
        ),
      )
      closed(reply)
        .header('content-type', 'text/html; charset=utf-8')
        .header(
          'content-security-policy',
          `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:${images ? ' https: http:' : ''}; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-same-origin`,
        )
      return reply.send(mailPage(body.html ?? '', { inline, remote: images }))
    },
  )

  /** The workspace stands inside the signed token, so that the address alone finds the row. */
  function signedWorkspace(http: Http, purpose: string, token: string): string {
    const workspaceId = verifyToken(http.flow.secret, purpose, token, http.flow.clock.now())
    if (!workspaceId) throw new Refusal('forbidden', 'This address has expired. Open the conversation again.')
    return workspaceId
  }
}

function closed(reply: FastifyReply): FastifyReply {
  return reply
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-site')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=3600')
}
