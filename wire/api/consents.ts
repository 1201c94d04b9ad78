import { z } from 'zod'
import { Id } from './common.ts'

export const ConsentExportQuery = z.object({
  format: z
    .enum(['jsonl', 'csv'])
    .default('jsonl')
    .describe('`jsonl` has every field as it was hashed; `csv` is for spreadsheets'),
})

export const ConsentCheck = z
  .object({
    ok: z.boolean(),
    entries: z.number().int(),
    head: z
      .object({ position: z.number().int(), hash: z.string() })
      .describe('The end of the chain: keep it elsewhere, and a ledger that was written anew is found too'),
    broken: z
      .object({
        position: z.number().int(),
        id: Id.nullable(),
        reason: z.enum(['changed', 'missing', 'unlinked', 'end']),
        detail: z.string(),
      })
      .nullable()
      .describe('The first entry that is not as it was written'),
  })
  .meta({ id: 'ConsentCheck' })
export type ConsentCheck = z.infer<typeof ConsentCheck>
