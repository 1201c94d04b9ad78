// The simulation's choice of the next message is the product's: random outboxes, chosen from by both.
import { expect, it } from 'vitest'
import { findHead } from '#db/outbox.ts'
import { query } from '#db/pool.ts'
import type { AuthorKind, MessageStatus, Purpose } from '#domain/message.ts'
import { makeBareFlow } from '#test/harness/bare-flow.ts'
import { createStore } from '#test/harness/database.ts'
import { mulberry32 } from '#test/harness/random.ts'
import { chooseHead, type Waiting } from './outbox.ts'

const SEED = Number(process.env.OUTBOX_SEED ?? Date.now() % 1_000_000)

it(`findHead and chooseHead agree on 300 outboxes of seed ${SEED}`, async () => {
  const store = await createStore()
  const world = await makeBareFlow(store)
  const inbox = await world.addInbox({ channel: 'sms', provider: 'twilio', address: '+12125550100' })
  const conversation = await world.write(inbox, { from: '+12125550123' })
  const [way] = await world.rows<{ address_id: string }>(
    'select address_id from conversations where id = $1',
    [conversation],
  )
  const random = mulberry32(SEED)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const now = new Date('2031-01-14T15:00:00Z')
  const times = [null, -60_000, 0, 60_000, 7_200_000].map((ms) =>
    ms === null ? null : new Date(now.getTime() + ms),
  )

  for (let round = 0; round < 300; round++) {
    const outbox = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i): Waiting & { id: string } => {
      const decision = one(['allow', 'defer', 'defer'] as const)
      return {
        id: `msg_${round}_${i}`,
        seq: 100 + i,
        author: one<AuthorKind>(['ai', 'automation', 'automation', 'member', 'api']),
        author_id: one(['mem_1', 'mem_2']),
        purpose: one<Purpose>(['reply', 'automated', 'opt_out_confirmation']),
        status: one<MessageStatus>(['queued', 'queued', 'queued', 'queued', 'sending', 'canceled', 'sent']),
        attempts: one([0, 0, 1]),
        next_attempt_at: one(times),
        send_at: one([null, null, now]),
        external: one([null, null, 'X']),
        verdict: { decision, code: decision === 'allow' ? null : one(['quiet_hours', 'provider_limit']) },
      }
    })
    for (const m of outbox)
      await query(
        store.db,
        `insert into messages (workspace_id, id, conversation_id, seq, channel, inbox_id, address_id, direction, author, author_id, purpose, body, turn,
           status, attempts, next_attempt_at, send_at, external_id, verdict, created_at)
         values ($1, $2, $3, $4, 'sms', $5, $6, 'out', $7, $8, $9, 'x', 0, $10, $11, $12, $13, $14, $15, $16)`,
        [
          world.workspaceId,
          m.id,
          conversation,
          m.seq,
          inbox.account.id,
          way?.address_id,
          m.author,
          m.author_id,
          m.purpose,
          m.status,
          m.attempts,
          m.next_attempt_at,
          m.send_at,
          m.external && `${m.external}${m.id}`,
          JSON.stringify({
            decision: m.verdict.decision,
            reasons: m.verdict.code ? [{ code: m.verdict.code, text: '', action: '' }] : [],
            decidedAt: now.toISOString(),
          }),
          now,
        ],
      )
    const head = await findHead(store.db, world.workspaceId, conversation, now)
    expect(head?.id, JSON.stringify(outbox)).toBe(chooseHead(outbox, now)?.id)
    await query(store.db, `delete from messages where workspace_id = $1 and direction = 'out'`, [
      world.workspaceId,
    ])
  }
}, 120_000)
