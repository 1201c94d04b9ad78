// What the chat widget and the server say to each other. Small on purpose: the frame's bundle carries it as types only.
import { z } from 'zod'
import { Timestamp } from './api/common.ts'

export const WidgetConfig = z.object({
  business: z.string(),
  title: z.string(),
  greeting: z.string(),
  accent: z.string(),
  position: z.enum(['left', 'right']),
  locale: z.string(),
  open: z.boolean(),
  hoursNote: z.string().describe('e.g. "We are back Monday 08:00"'),
  disclosure: z.string(),
})
export type WidgetConfig = z.infer<typeof WidgetConfig>

export const WidgetMessage = z.object({
  id: z.string(),
  seq: z.number().int(),
  from: z.enum(['visitor', 'ai', 'person', 'system']),
  name: z.string().nullable(),
  text: z.string(),
  attachments: z.array(
    z.object({ name: z.string(), type: z.string(), size: z.number(), url: z.string().nullable() }),
  ),
  clientId: z.string().nullable(),
  at: Timestamp,
})
export type WidgetMessage = z.infer<typeof WidgetMessage>

/** POST /widget/{inboxKey}/session — `token` empty makes a new visitor. */
export const WidgetSessionBody = z.object({ token: z.string().max(500).optional() })
export const WidgetSession = z.object({
  token: z.string(),
  visitor: z.string(),
  config: WidgetConfig,
  messages: z.array(WidgetMessage),
  lastSeq: z.number().int(),
  readSeq: z.number().int(),
  handler: z.enum(['ai', 'human', 'none']),
  handlerName: z.string().nullable().optional().describe('The person who answers now, if one does'),
})
export type WidgetSession = z.infer<typeof WidgetSession>

/** POST /widget/{inboxKey}/messages — `clientId` makes a repeated post harmless. */
export const WidgetSendBody = z.object({
  clientId: z.string().min(8).max(64),
  text: z.string().trim().min(1).max(4000),
  name: z.string().trim().max(120).optional(),
  email: z.string().trim().max(200).optional(),
  page: z.string().max(500).optional(),
})
export const WidgetSendResult = z.object({ accepted: z.boolean(), id: z.string() })

/** Server to widget over the socket `GET /widget/{inboxKey}/stream?token=…&after=<seq>`. */
export const WidgetStreamMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), lastSeq: z.number().int() }),
  z.object({ kind: z.literal('messages'), items: z.array(WidgetMessage) }),
  z.object({ kind: z.literal('typing'), who: z.enum(['ai', 'person']), name: z.string().nullable() }),
  z.object({
    kind: z.literal('handler'),
    handler: z.enum(['ai', 'human', 'none']),
    name: z.string().nullable().optional(),
  }),
])
export type WidgetStreamMessage = z.infer<typeof WidgetStreamMessage>
export const WidgetStreamRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typing'), preview: z.string().max(500) }),
  z.object({ kind: z.literal('read'), seq: z.number().int() }),
  // Answered by `hello`: only so can the widget tell a quiet line from a dead one.
  z.object({ kind: z.literal('ping') }),
])
export type WidgetStreamRequest = z.infer<typeof WidgetStreamRequest>
