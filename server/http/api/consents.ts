import { Readable } from 'node:stream'
import { findChainHead } from '#db/consents.ts'
import type { ChainBreak } from '#domain/consent-chain.ts'
import { checkLedger, readLedger } from '#flow/consent-ledger.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App, Http } from '#http/context.ts'
import { consentHeadings, consentLine, consentRow } from '#present/consent-export.ts'
import { ConsentCheck, ConsentExportQuery } from '#wire/api/consents.ts'

const tags = ['contacts']

const details: Record<ChainBreak['reason'], string> = {
  changed: 'This entry is not as it was written.',
  missing: 'The entry at this position is gone.',
  unlinked: 'This entry does not follow the one before it: that one was written anew.',
  end: 'The chain does not end as it was left.',
}

export function consentRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  app.get(
    '/consents/export',
    {
      schema: {
        tags,
        summary: 'The consent ledger as a file, in the order in which it was written',
        description:
          'Each entry carries the SHA-256 of the one before it (`previous`) and its own (`hash`). In CSV, cells that a spreadsheet would run begin with an apostrophe. Owners and admins only.',
        querystring: ConsentExportQuery,
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId } = principal
      const { format } = request.query
      const head = await findChainHead(store, workspaceId)
      const name = `consents-${flow.clock.now().toISOString().slice(0, 10)}.${format}`
      reply
        .header(
          'content-type',
          format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
        )
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
      const write = format === 'csv' ? consentRow : consentLine
      async function* lines() {
        if (format === 'csv') yield consentHeadings
        for await (const entry of readLedger(store, workspaceId, head)) yield write(entry)
      }
      return reply.send(Readable.from(lines()))
    },
  )

  app.get(
    '/consents/check',
    {
      schema: {
        tags,
        summary: 'Is the consent ledger as it was written? Names the first entry that is not',
        response: { 200: ConsentCheck },
      },
    },
    async (request) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { entries, head, broken } = await checkLedger(store, principal.workspaceId)
      return {
        ok: broken === null,
        entries,
        head,
        broken: broken && { ...broken, detail: details[broken.reason] },
      }
    },
  )
}
