// How far the front desk may go by itself: per agent, channel, intent and risk of what it wants to do.
import { z } from 'zod'
import { ChannelKind } from './channel.ts'
import { Intent } from './intent.ts'

/**
 * `full`: it acts. `controlled`: it acts where the risk is low, and asks for the rest. `assisted`: every reply waits
 * for a person. `shadow`: people answer, its drafts are only compared. `off`: it stays silent.
 */
export const AutonomyMode = z.enum(['full', 'controlled', 'assisted', 'shadow', 'off'])
export type AutonomyMode = z.infer<typeof AutonomyMode>

/** Of what a turn wants to do: words from the knowledge, a lead or a booking, something that is hard to take back. */
export const Risk = z.enum(['low', 'medium', 'high'])
export type Risk = z.infer<typeof Risk>

/** The most specific rule that fits decides; a missing field fits everything. */
export const AutonomyRule = z.object({
  channel: ChannelKind.optional(),
  intent: Intent.optional(),
  risk: Risk.optional(),
  mode: AutonomyMode,
})
export type AutonomyRule = z.infer<typeof AutonomyRule>
