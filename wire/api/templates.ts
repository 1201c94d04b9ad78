import { z } from 'zod'
import { Template } from '#domain/template.ts'
import { Id, Timestamp } from './common.ts'

export const TemplateWire = Template.extend({
  id: Id,
  inboxId: Id,
  why: z.string().nullable().describe('Why it may not be sent now; null where it may'),
  headerFile: z
    .object({ types: z.array(z.string()), say: z.string() })
    .nullable()
    .describe('The one file that must go along'),
}).meta({ id: 'Template' })
export type TemplateWire = z.infer<typeof TemplateWire>

export const TemplateList = z
  .object({
    items: z.array(TemplateWire),
    syncedAt: Timestamp.nullable().describe('When the provider was last asked; null where never'),
  })
  .meta({ id: 'TemplateList' })
export type TemplateList = z.infer<typeof TemplateList>
