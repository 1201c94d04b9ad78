// What a business decides about its own sending: hours, caps, allowance, budget, what follows a STOP. Stored whole or in
// part; what is missing is as here.
import { z } from 'zod'
import { QuietRule } from './quiet-rules.ts'

/** Of one inbox, in millionths of the currency: what a message costs, so that a tenth of a cent can be told. */
export const Price = z.object({
  message: z.number().int().min(0).max(1_000_000_000).default(0),
  segment: z.number().int().min(0).max(1_000_000_000).default(0),
  media: z.number().int().min(0).max(1_000_000_000).default(0),
  template: z
    .object({
      marketing: z.number().int().min(0).max(1_000_000_000).optional(),
      utility: z.number().int().min(0).max(1_000_000_000).optional(),
      authentication: z.number().int().min(0).max(1_000_000_000).optional(),
    })
    .default({}),
})
export type Price = z.infer<typeof Price>

export const GateSettings = z.object({
  quietHours: z
    .object({
      enabled: z.boolean().default(true),
      /** What a person writes at night by themselves: only a note, or a reason is asked for. */
      people: z.enum(['note', 'ask']).default('note'),
      /** Rows of their own; they take the place of the shipped row of the region. */
      rules: z.array(QuietRule).max(300).default([]),
    })
    .prefault({}),
  caps: z
    .object({
      marketingPerDay: z.number().int().min(0).max(1_000).nullable().default(1),
      marketingPerWeek: z.number().int().min(0).max(1_000).nullable().default(3),
      /** Everything automatic that nobody asked for, offers too. */
      automatedPerDay: z.number().int().min(0).max(1_000).nullable().default(5),
      whenFull: z.enum(['wait', 'drop']).default('wait'),
    })
    .prefault({}),
  /** Segments a month, besides the messages of `smsAllowance`; null is no limit. */
  segmentAllowance: z.number().int().min(0).nullable().default(null),
  budget: z
    .object({
      /** A month, in millionths of the currency; null is no limit. */
      monthly: z.number().int().min(0).nullable().default(null),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'write a currency as USD')
        .default('USD'),
      prices: z.record(z.string(), Price).default({}),
    })
    .prefault({}),
  consent: z
    .object({
      /** Offers by text and WhatsApp need a written yes. */
      marketingNeedsOptIn: z.boolean().default(true),
      /** After STOP: nothing, or still what they need (an appointment, a code). */
      afterStop: z.enum(['nothing', 'transactional']).default('nothing'),
      /** Somebody who writes again after STOP may be answered by a person, who says why. */
      answerAfterStop: z.boolean().default(false),
    })
    .prefault({}),
})
export type GateSettings = z.infer<typeof GateSettings>

export const defaultGateSettings: GateSettings = GateSettings.parse({})

/** The settings as stored (JSON), whatever is missing. The gate asks for each message: what was read once is kept. */
const read = new Map<string, GateSettings>()
const MOST_READ = 200
export function readGateSettings(stored: string | null): GateSettings {
  if (!stored) return defaultGateSettings
  const known = read.get(stored)
  if (known) return known
  const parsed = GateSettings.safeParse(JSON.parse(stored))
  const settings = parsed.success ? parsed.data : defaultGateSettings
  if (read.size >= MOST_READ) read.clear()
  read.set(stored, settings)
  return settings
}

const MILLION = 1_000_000
/** "$12.50", "$0.0079": as many decimals as the amount needs, two at least. */
export function formatMicros(micros: number, currency: string): string {
  const amount = micros / MILLION
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.abs(amount) < 1 ? 4 : 2,
  }).format(amount)
}
