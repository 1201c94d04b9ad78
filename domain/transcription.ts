// Who writes down voice notes for a workspace.
import { z } from 'zod'

export const Transcription = z.object({
  provider: z.enum(['openai', 'compatible']),
  model: z.string().trim().min(1).max(120),
  /** Only of `compatible`. */
  baseUrl: z.string().max(300).optional(),
})
export type Transcription = z.infer<typeof Transcription>
