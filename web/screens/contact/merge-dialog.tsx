// Two contacts become one: whom to merge with, what it will be, what to choose, and the way back.
import { useState } from 'react'
import { explainBriefly } from '#web/store/explain.ts'
import { type Choices, contactName, mergeContacts, undoMerge, useMergePreview } from '#web/store/merges.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogBody, DialogFoot } from '#web/ui/overlay/dialog.tsx'
import { Bone, Skeleton, Trouble } from '#web/ui/states.tsx'
import { toast } from '#web/ui/toast.ts'
import { MergePreviewPane } from './merge-preview.tsx'
import { MergeSearch } from './merge-search.tsx'

type Props = {
  intoId: string
  /** Null where it is still to be found. */
  fromId: string | null
  onClose: () => void
}

export default function MergeDialog({ intoId, fromId, onClose }: Props) {
  const [pair, setPair] = useState({ into: intoId, from: fromId })
  const [choices, setChoices] = useState<Choices>({})
  const [busy, setBusy] = useState(false)
  const preview = useMergePreview(pair.into, pair.from, choices)
  const { data } = preview

  const submit = async (): Promise<void> => {
    if (!pair.from || !data) return
    setBusy(true)
    try {
      const { mergeId, contact } = await mergeContacts(pair.into, pair.from, choices)
      onClose()
      toast.ok(`Merged into ${contactName(contact)}`, {
        action: {
          label: 'Undo',
          onClick: () =>
            void undoMerge(mergeId).then((problem) =>
              problem ? toast.fail(problem) : toast.ok('They are two contacts again'),
            ),
        },
      })
    } catch (error) {
      toast.fail(explainBriefly(error))
      void preview.refetch()
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title="Merge two contacts"
      description={
        pair.from
          ? 'They become one. Their conversations stay as they are, side by side, and you can undo it at any time.'
          : 'Who is the same person?'
      }
    >
      {pair.from === null ? (
        <MergeSearch except={intoId} onChoose={(from) => setPair({ into: intoId, from })} />
      ) : (
        <>
          <DialogBody>
            {data ? (
              <MergePreviewPane
                preview={data}
                onChoose={(field, side) => setChoices((held) => ({ ...held, [field]: side }))}
                onSwap={() => {
                  setPair(({ into, from }) => ({ into: from ?? into, from: into }))
                  setChoices(swapped)
                }}
              />
            ) : preview.error ? (
              <Trouble error={preview.error} onRetry={() => void preview.refetch()} />
            ) : (
              <Skeleton label="Looking what the merge would make" className="grid gap-3 pane:grid-cols-2">
                <Bone className="h-32 w-full" />
                <Bone className="h-32 w-full" />
              </Skeleton>
            )}
          </DialogBody>
          <DialogFoot>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" busy={busy} disabled={!data} onClick={() => void submit()}>
              Merge
            </Button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  )
}

/** The same values stay chosen when the two change places. */
function swapped(choices: Choices): Choices {
  return Object.fromEntries(
    Object.entries(choices).map(([field, side]) => [field, side === 'into' ? 'from' : 'into']),
  )
}
