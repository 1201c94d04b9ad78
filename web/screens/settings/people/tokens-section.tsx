import { KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { CopyText, Loaded, useSaving } from '#web/screens/settings/parts.tsx'
import { post, remove } from '#web/store/api.ts'
import { client } from '#web/store/client.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { keys } from '#web/store/keys.ts'
import { type ApiToken, useTokens } from '#web/store/settings.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { TextField } from '#web/ui/field.tsx'
import { Confirm } from '#web/ui/overlay/confirm.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Empty } from '#web/ui/states.tsx'
import { agoLong, mediumDate } from '#web/ui/time.ts'
import { toast } from '#web/ui/toast.ts'
import { useNow } from '#web/ui/use-now.ts'

export default function TokensSection() {
  const now = useNow()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<ApiToken | null>(null)
  return (
    <>
      <p className="mb-3 flex items-center justify-between gap-3">
        <a
          href="/openapi.json"
          target="_blank"
          rel="noopener"
          className="text-sm font-medium text-accent-ink hover:underline"
        >
          API description (OpenAPI)
        </a>
        <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => setAdding(true)}>
          Make a token
        </Button>
      </p>
      <Loaded query={useTokens()}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Empty Icon={KeyRound} title="No token yet">
              A token lets a program of yours read and send by the API.
            </Empty>
          ) : (
            <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
              {tokens.map((token) => (
                <li key={token.id} className="flex items-center gap-3 px-5 py-3.5">
                  <div className="min-w-0 flex-1">
                    <p className="font-medium">{token.name}</p>
                    <p className="text-sm text-ink-3">
                      <code className="font-mono">{token.hint}</code> · made {mediumDate(token.createdAt)} ·{' '}
                      {token.lastUsedAt ? `last used ${agoLong(token.lastUsedAt, now)}` : 'never used'}
                    </p>
                  </div>
                  <IconButton label={`Remove ${token.name}`} onClick={() => setRemoving(token)}>
                    <Trash2 size={16} aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && <MakeToken onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm
          open
          onClose={() => setRemoving(null)}
          title={`Remove the token ${removing.name}?`}
          verb="Remove"
          onConfirm={() => drop(removing)}
        >
          Programs that use it stop working at once.
        </Confirm>
      )}
    </>
  )
}

async function drop(token: ApiToken): Promise<boolean> {
  try {
    await remove(`/tokens/${token.id}`)
    await client.invalidateQueries({ queryKey: keys.tokens })
    return true
  } catch (error) {
    toast.fail(explainBriefly(error))
    return false
  }
}

function MakeToken({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [made, setMade] = useState<string | null>(null)
  const saving = useSaving()
  const submit = async (): Promise<void> => {
    await saving.run(async () => {
      setMade((await post<{ token: string }>('/tokens', { name: name.trim() })).token)
      await client.invalidateQueries({ queryKey: keys.tokens })
    }, 'Token made')
  }
  if (made !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title="Copy the token now"
        description="It is shown this once. Only its fingerprint is kept."
      >
        <DialogBody>
          <CopyText label="Token" text={made} block />
        </DialogBody>
        <DialogFoot>
          <Button look="primary" onClick={onClose}>
            I have it
          </Button>
        </DialogFoot>
      </Dialog>
    )
  return (
    <Dialog open onClose={onClose} title="Make a token" width="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <DialogBody>
          <TextField
            label="What is it for?"
            required
            maxLength={80}
            placeholder="Web site form"
            value={name}
            error={saving.fields.name ?? (saving.error === null ? null : explainBriefly(saving.error))}
            onChange={(event) => setName(event.target.value)}
          />
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={saving.busy} disabled={!name.trim()}>
            Make it
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
