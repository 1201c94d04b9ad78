// Settings that change by themselves: what a sign-in left, a refresh token that replaced itself. Merged into those of the
// inbox; what the channel calls a secret is sealed.
import type { InboxAccount } from '#channels/channel.ts'
import { findChannel } from '#channels/registry.ts'
import { lockInbox, updateInbox } from '#db/inboxes.ts'
import { sealSecrets } from '#lib/crypto.ts'
import { toAccount } from './accounts.ts'
import type { Flow } from './deps.ts'

/** Merges into what is stored at this moment; what somebody else changed meanwhile stays. */
export async function keepSettings(
  flow: Flow,
  inbox: Pick<InboxAccount, 'workspaceId' | 'id'>,
  changes: Record<string, unknown>,
): Promise<void> {
  await flow.store.transaction(async (tx) => {
    const row = await lockInbox(tx, inbox.workspaceId, inbox.id)
    const channel = row && findChannel(row.channel, row.provider)
    if (!row || !channel) return
    // What is no field of the form was given by the provider: nobody needs to read it, so it is sealed too.
    const openNames = new Set(channel.settings.filter((f) => f.type !== 'secret').map((f) => f.name))
    const settings = Object.entries({ ...toAccount(row, flow.secret).settings, ...changes })
    const half = (secret: boolean) =>
      Object.fromEntries(settings.filter(([name]) => openNames.has(name) !== secret))
    await updateInbox(tx, inbox.workspaceId, inbox.id, {
      settings: half(false),
      secrets: sealSecrets(half(true), flow.secret),
    })
  })
  flow.accounts.forget()
}
