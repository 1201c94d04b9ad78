// The AI learns beside people: what it would have said is compared with what they say, an intent is promoted on that
// record, and falls back on a complaint, on rejections, and when agreement drops.
import { describe, expect, it } from 'vitest'
import { listAutonomyLog, readAgentAutonomy } from '#db/autonomy.ts'
import { tallyIntents } from '#db/comparisons.ts'
import { patchSettings } from '#db/workspaces.ts'
import { EarnedSettings } from '#domain/earned.ts'
import { createStore } from '#test/harness/database.ts'
import { ann, type Drafting, makeDrafting } from '#test/harness/drafting.ts'
import { sendMessage } from './4-act.ts'
import { approveDraft, rejectDraft } from './approve.ts'
import { compareDraft } from './compare.ts'

const store = await createStore()
let number = 2000
const newCustomer = () => `+1646555${number++}`

/** A customer asks, the AI keeps its answer to itself, Ann answers, and the two are compared. */
async function learn(desk: Drafting, says: string, person: string): Promise<string> {
  const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?', { says })
  await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: person })
  await compareDraft(desk.flow, { workspaceId: desk.workspaceId, draftId })
  return conversationId
}
const rulesOf = async (desk: Drafting) =>
  (await readAgentAutonomy(store.db, desk.workspaceId, { agentId: desk.agentId })).rules
const logOf = async (desk: Drafting) =>
  (await listAutonomyLog(store, desk.workspaceId, 10)).map(({ what, intent, why, by_name }) => ({
    what,
    intent,
    why,
    by: by_name,
  }))
const earn = (desk: Drafting, settings: Partial<EarnedSettings>) =>
  patchSettings(store.db, desk.workspaceId, { earned: EarnedSettings.parse(settings) })

describe('in shadow', () => {
  it('nothing leaves, the conversation is a person’s, and both answers are kept side by side', async () => {
    const desk = await makeDrafting(store, 'shadow')
    const conversationId = await learn(desk, 'Yes, for 25 dollars.', 'yep, 25 bucks')
    await learn(desk, 'Yes, for 25 dollars.', 'no, we stopped going there')
    expect(await desk.ours(conversationId)).toMatchObject([{ author: 'member', body: 'yep, 25 bucks' }])
    expect(await tallyIntents(store, desk.workspaceId, desk.agentId)).toMatchObject([
      { intent: 'question', agreed: 1, total: 2 },
    ])
    expect(
      await desk.rows(
        'select question, ai_text, person_text, agreed, judged_by from comparisons where conversation_id = $1',
        [conversationId],
      ),
    ).toEqual([
      {
        question: 'do you serve queens?',
        ai_text: 'Yes, for 25 dollars.',
        person_text: 'yep, 25 bucks',
        agreed: true,
        judged_by: 'builtin',
      },
    ])
  })

  it('learns in a conversation that a person already has, and from several messages as one answer', async () => {
    const desk = await makeDrafting(store, 'shadow')
    const from = newCustomer()
    const conversationId = await desk.write(desk.sms, { from, text: 'hi' })
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'Hello, how can I help?' })
    await desk.write(desk.sms, { from, text: 'do you serve queens?' })
    await desk.think(conversationId, { says: 'Yes, for 25 dollars.', compareOnly: true })
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'Yes we do' })
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'that is 25 dollars' })
    const [draft] = await desk.draftsOf(conversationId)
    await compareDraft(desk.flow, { workspaceId: desk.workspaceId, draftId: draft?.id ?? '' })
    await compareDraft(desk.flow, { workspaceId: desk.workspaceId, draftId: draft?.id ?? '' })
    expect(
      await desk.rows('select person_text, agreed from comparisons where draft_id = $1', [draft?.id]),
    ).toEqual([{ person_text: 'Yes we do\nthat is 25 dollars', agreed: true }])
  })

  it('enqueues the comparison with the person’s message, however it came', async () => {
    const desk = await makeDrafting(store, 'shadow')
    const { conversationId, draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'yes' })
    expect(
      await desk.rows('select 1 from graphile_worker.jobs where key = $1', [`compare:${draftId}`]),
    ).toHaveLength(1)
  })

  it('is not confused by a customer who writes twice before anybody answers', async () => {
    const desk = await makeDrafting(store, 'shadow')
    const from = newCustomer()
    const { conversationId } = await desk.ask(from, 'do you serve queens?')
    await desk.write(desk.sms, { from, text: 'and what does it cost?' })
    await desk.think(conversationId, { compareOnly: true })
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'Yes, 25 dollars' })
    const drafts = await desk.draftsOf(conversationId)
    expect(drafts.map((d) => d.state)).toEqual(['stale', 'shadow'])
    for (const { id } of drafts) await compareDraft(desk.flow, { workspaceId: desk.workspaceId, draftId: id })
    expect(
      await desk.rows('select question from comparisons where conversation_id = $1', [conversationId]),
    ).toEqual([{ question: 'do you serve queens?\nand what does it cost?' }])
  })
})

describe('a promotion', () => {
  it('is only proposed, unless it is switched on; then it comes with the answer that earns it', async () => {
    const desk = await makeDrafting(store, 'shadow')
    await earn(desk, { answers: 5 })
    for (let i = 0; i < 5; i++) await learn(desk, 'Yes, for 25 dollars.', 'yes, 25 dollars')
    expect(await rulesOf(desk)).toEqual([])
    await earn(desk, { answers: 6, automatic: true, to: 'full' })
    await learn(desk, 'Yes, for 25 dollars.', 'yes, 25 dollars')
    expect(await rulesOf(desk)).toEqual([{ intent: 'question', mode: 'full', earned: true }])
    expect(await logOf(desk)).toEqual([
      {
        what: 'promoted',
        intent: 'question',
        why: '6 of the last 6 answers agree (100 %); 90 % of 6 are asked for',
        by: null,
      },
    ])
    // From now on it answers itself.
    const { conversationId } = await desk.ask(newCustomer(), 'do you serve queens?')
    expect(await desk.ours(conversationId)).toMatchObject([{ author: 'ai', status: 'queued' }])
  })

  it('is never made for complaints and refunds, nor against a rule by hand', async () => {
    const desk = await makeDrafting(store, 'assisted', [{ intent: 'booking', mode: 'assisted' }])
    await earn(desk, { answers: 5, automatic: true })
    for (const intent of ['refund', 'booking'] as const)
      for (let i = 0; i < 6; i++) {
        const { draftId } = await desk.ask(newCustomer(), 'please', { intent })
        await approveDraft(desk.flow, desk.workspaceId, ann, draftId)
      }
    expect(await rulesOf(desk)).toEqual([{ intent: 'booking', mode: 'assisted' }])
  })

  it('also counts approvals, edits and rejections of drafts that waited', async () => {
    const desk = await makeDrafting(store, 'assisted')
    const decide = async (what: 'approve' | 'edit' | 'reject') => {
      const { draftId } = await desk.ask(newCustomer(), 'do you serve queens?')
      if (what === 'reject') await rejectDraft(desk.flow, desk.workspaceId, ann, draftId, 'wrong')
      else
        await approveDraft(
          desk.flow,
          desk.workspaceId,
          ann,
          draftId,
          what === 'edit' ? 'No, we stopped going there.' : null,
        )
    }
    await decide('approve')
    await decide('edit')
    await decide('reject')
    expect(await tallyIntents(store, desk.workspaceId, desk.agentId)).toMatchObject([
      { intent: 'question', agreed: 1, total: 3, approved: 1, edited: 1, rejected: 1 },
    ])
  })
})

describe('falling back', () => {
  const promoted = [{ intent: 'question', mode: 'full', earned: true }] as const

  it('follows a complaint right after an answer that the AI sent itself', async () => {
    const desk = await makeDrafting(store, 'shadow', [...promoted])
    const from = newCustomer()
    const { conversationId } = await desk.ask(from, 'do you serve queens?')
    expect(await desk.ours(conversationId)).toHaveLength(1)
    await desk.write(desk.sms, { from, text: 'that is a lie, I was charged 80!' })
    await desk.think(conversationId, { intent: 'complaint', says: 'I am sorry.' })
    expect(await rulesOf(desk)).toEqual([])
    expect(await logOf(desk)).toEqual([
      {
        what: 'fell_back',
        intent: 'question',
        why: 'A customer complained right after an answer of the AI (questions)',
        by: null,
      },
    ])
  })

  it('follows anger too, but not anger at a person’s answer', async () => {
    const desk = await makeDrafting(store, 'shadow', [...promoted])
    const from = newCustomer()
    const { conversationId } = await desk.ask(from, 'do you serve queens?')
    await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'No we do not' })
    await desk.write(desk.sms, { from, text: 'what?!' })
    await desk.think(conversationId, { mood: 'angry', compareOnly: true })
    expect(await rulesOf(desk)).toHaveLength(1)
    const other = newCustomer()
    const second = await desk.ask(other, 'do you serve queens?')
    await desk.write(desk.sms, { from: other, text: 'are you kidding me' })
    await desk.think(second.conversationId, { mood: 'angry' })
    expect(await rulesOf(desk)).toEqual([])
  })

  it('follows rejections in a row, and earning it again begins anew', async () => {
    const desk = await makeDrafting(store, 'assisted', [
      { intent: 'question', mode: 'controlled', earned: true },
    ])
    await earn(desk, { answers: 5, rejections: 2, automatic: true })
    const reject = async () => {
      // Medium risk: it waits although questions are promoted.
      const { draftId } = await desk.ask(newCustomer(), 'do you serve queens?', {
        commands: [{ type: 'lead.save', fields: { need: 'queens' } }],
      })
      await rejectDraft(desk.flow, desk.workspaceId, ann, draftId, 'wrong')
    }
    await reject()
    expect(await rulesOf(desk)).toHaveLength(1)
    await reject()
    expect(await rulesOf(desk)).toEqual([])
    expect((await logOf(desk))[0]).toMatchObject({
      what: 'fell_back',
      why: '2 drafts in a row were rejected',
    })
    expect(await tallyIntents(store, desk.workspaceId, desk.agentId)).toEqual([])
  })

  it('follows a drop in agreement while people still answer', async () => {
    const desk = await makeDrafting(store, 'shadow', [...promoted])
    await earn(desk, { answers: 5 })
    for (let i = 0; i < 3; i++) {
      const from = newCustomer()
      const conversationId = await desk.write(desk.sms, { from, text: 'hi' })
      await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'Hello' })
      await desk.write(desk.sms, { from, text: 'do you serve queens?' })
      await desk.think(conversationId, { compareOnly: true })
      await sendMessage(desk.flow, desk.workspaceId, ann, { conversationId, text: 'No, not any more' })
      const [draft] = await desk.draftsOf(conversationId)
      await compareDraft(desk.flow, { workspaceId: desk.workspaceId, draftId: draft?.id ?? '' })
    }
    expect(await rulesOf(desk)).toEqual([])
    expect((await logOf(desk))[0]?.why).toBe('Agreement dropped to 0 % of the last 3 answers')
  })
})
