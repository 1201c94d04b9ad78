import { z } from 'zod'
import { isZone } from '#ai/zones.ts'
import type { LeadFields } from '#domain/commands.ts'
import { saidEmail, saidPhone, saidWords } from './customer-words.ts'
import { defineTool, ToolProblem } from './tool.ts'

/** Files what a customer told about themselves. */
export const saveLead = defineTool({
  name: 'save_lead',
  description:
    'Saves what the customer told about themselves and what they want, so that the business can get back to them. Only what the customer wrote; leave out the rest. It alerts nobody: for that, escalate.',
  input: z.object({
    name: z.string().trim().min(1).max(120).optional(),
    email: z.email().max(200).optional(),
    phone: z.string().trim().min(3).max(40).optional(),
    company: z.string().trim().min(1).max(120).optional(),
    need: z.string().trim().min(1).max(500).optional().describe('What they want, in a sentence'),
    timeZone: z
      .string()
      .max(60)
      .optional()
      .describe('IANA name, e.g. America/Denver: only where the customer said that they are somewhere else'),
  }),
  async run(fields, work) {
    const { context } = work
    const given = Object.entries(fields).filter(([, value]) => value !== undefined)
    if (given.length === 0) throw new ToolProblem('Nothing was given to save.')
    if (fields.timeZone !== undefined && !isZone(fields.timeZone))
      throw new ToolProblem(`“${fields.timeZone}” is no time zone. Write its IANA name, or leave it out.`)
    const own = {
      name: fields.name === undefined || saidWords(fields.name, context),
      email: fields.email === undefined || saidEmail(fields.email, context),
      phone: fields.phone === undefined || saidPhone(fields.phone, context),
      company: fields.company === undefined || saidWords(fields.company, context),
    }
    const invented = Object.entries(own)
      .filter(([, said]) => !said)
      .map(([field]) => field)
    if (invented.length > 0)
      throw new ToolProblem(
        `The customer has not given this ${invented.join(' or ')}. Save only what they wrote.`,
      )
    const kept = Object.fromEntries(given) as LeadFields
    work.lead = { ...work.lead, ...kept }
    return { result: { saved: Object.keys(kept) }, outcome: `saves ${Object.keys(kept).join(', ')}` }
  },
})
