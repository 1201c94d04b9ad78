// How a call sounded, in words. The thresholds are ours: below them people complain.
import { z } from 'zod'

export const CallQuality = z.object({
  /** Mean opinion score, 1 to 4.5. */
  mos: z.number().nullable(),
  jitterMs: z.number().nullable(),
  lossPercent: z.number().nullable(),
  codec: z.string().nullable(),
  /** Why there are no figures; null where there are. */
  unavailable: z.string().nullable(),
})
export type CallQuality = z.infer<typeof CallQuality>

export const POOR = { mos: 3.5, jitterMs: 30, lossPercent: 3 } as const

export type QualityWords = { level: 'good' | 'poor' | 'unknown'; text: string; details: string[] }

/** Pure: figures to a judgement with its reasons. */
export function describeQuality(q: CallQuality): QualityWords {
  if (q.unavailable) return { level: 'unknown', text: q.unavailable, details: [] }
  const details: string[] = []
  const faults: string[] = []
  if (q.mos !== null) {
    details.push(`Sound score (MOS) ${q.mos.toFixed(1)} of 4.5`)
    if (q.mos < POOR.mos) faults.push('it sounded poor')
  }
  if (q.jitterMs !== null) {
    details.push(`Jitter ${Math.round(q.jitterMs)} ms`)
    if (q.jitterMs > POOR.jitterMs) faults.push('the sound came unevenly (jitter)')
  }
  if (q.lossPercent !== null) {
    details.push(`Lost ${q.lossPercent.toFixed(1)} %`)
    if (q.lossPercent > POOR.lossPercent) faults.push('parts of it were lost on the way')
  }
  if (details.length === 0) return { level: 'unknown', text: 'The carrier gave no figures', details }
  if (q.codec) details.push(`Codec ${q.codec}`)
  if (faults.length === 0) return { level: 'good', text: 'Good', details }
  const joined = faults.join(', ')
  return { level: 'poor', text: joined.charAt(0).toUpperCase() + joined.slice(1), details }
}
