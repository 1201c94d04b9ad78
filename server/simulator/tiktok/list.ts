// The last messages of a conversation, as TikTok lists them: no more than twenty, of both sides.
import type { InboxAccount } from '#channels/channel.ts'
import { listSimulatorTexts } from '#db/simulator.ts'
import { readText } from '#simulator/items.ts'
import { settingOf } from '#simulator/provider.ts'
import type { World } from '#simulator/world.ts'

const LISTED = 20

export async function listMessages(
  world: World,
  account: InboxAccount,
  conversation: string,
): Promise<Record<string, unknown>[]> {
  const own = settingOf(account, 'businessId')
  const all = { account: own, after: null, before: null, limit: LISTED, offset: 0 }
  const sides = await Promise.all([
    listSimulatorTexts(world.http.store, account.workspaceId, { ...all, to: conversation, from: null }),
    listSimulatorTexts(world.http.store, account.workspaceId, { ...all, to: null, from: conversation }),
  ])
  const newest = sides.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return newest.slice(0, LISTED).flatMap((row) => {
    const text = readText(row)
    if (!text) return []
    const [file] = text.files
    const byUs = row.direction === 'to_customer'
    return [
      {
        message_id: text.externalId,
        timestamp: row.at.getTime(),
        // Ours say it before their file has come all the way.
        message_type: text.extra['type'] ?? (file ? 'IMAGE' : 'TEXT'),
        from_user: { id: text.from },
        ...(file ? { image: { media_id: file.id } } : { text: { body: text.text } }),
        message_tag: { source: byUs ? 'API' : 'APP' },
      },
    ]
  })
}
