// Tokens that a provider gives in place of others while we use them are kept with the inbox, sealed like what a person
// typed in, so that every process and the next start find them.
import type { InboxAccount } from '#channels/channel.ts'
import { lockInbox, updateInbox } from '#db/inboxes.ts'
import { openSecrets, sealSecrets } from '#lib/crypto.ts'
import type { Flow } from './deps.ts'

/** What a channel gets as `keep`: writes secrets into the inbox; an inbox that is gone keeps nothing. */
export function keeperOf(
  flow: Flow,
  account: Pick<InboxAccount, 'workspaceId' | 'id'>,
): (settings: Record<string, string>) => Promise<void> {
  const { workspaceId, id } = account
  return async (settings) => {
    await flow.store.transaction(async (tx) => {
      const row = await lockInbox(tx, workspaceId, id)
      if (!row) return
      const before = row.secrets ? openSecrets(row.secrets, flow.secret) : {}
      await updateInbox(tx, workspaceId, id, {
        secrets: sealSecrets({ ...before, ...settings }, flow.secret),
      })
    })
    flow.accounts.forget()
  }
}
