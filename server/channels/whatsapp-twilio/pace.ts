// Twilio queues what is faster than the number's 80 a second by itself; the limit of one person it only refuses (63018).
import type { Pace } from '#domain/channel.ts'

export const PAIR: Pace = { per: 'recipient', perSecond: 1 / 6, burst: 45 }
