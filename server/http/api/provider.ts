import { z } from 'zod'
import { findMessage } from '#db/messages.ts'
import { Refusal } from '#domain/errors.ts'
import { ioOf } from '#flow/channel-io.ts'
import { withdrawMessage } from '#flow/withdraw.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { presentMessage } from '#present/message.ts'
import { Id } from '#wire/api/common.ts'
import { Message } from '#wire/api/messages.ts'
import { ConnectResult } from '#wire/api/settings.ts'

const Params = z.object({ id: Id })

/** What a provider is told on a button. */
export function providerRoutes(app: App, http: Http): void {
  const { auth, flow } = http

  app.post(
    '/inboxes/:id/connect',
    {
      schema: {
        tags: ['inboxes'],
        summary: 'Tell the provider where to reach this inbox, where it can be told',
        params: Params,
        response: { 200: ConnectResult },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const connected = await flow.accounts.byId(principal.workspaceId, request.params.id)
      if (!connected || connected.removed) throw new Refusal('not_found', 'There is no such inbox.')
      const { account, channel } = connected
      if (!channel.connect)
        throw new Refusal(
          'conflict',
          'This provider is told by hand: copy the webhook address of the inbox into its settings.',
        )
      const result = await channel.connect.run(account, ioOf(flow, account))
      return result.ok
        ? { ok: true, detail: result.detail, remedy: null }
        : { ok: false, detail: result.reason, remedy: result.remedy }
    },
  )

  app.post(
    '/messages/:id/withdraw',
    {
      schema: {
        tags: ['messages'],
        summary: 'Take back what was sent, where the channel can (`withdraw`)',
        params: Params,
        response: { 200: Message },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      await withdrawMessage(flow, http.ingest, workspaceId, request.params.id)
      const message = await findMessage(http.store, workspaceId, request.params.id)
      if (!message) throw new Refusal('not_found', 'There is no such message.')
      return presentMessage(message, workspaceId, http.urls)
    },
  )
}
