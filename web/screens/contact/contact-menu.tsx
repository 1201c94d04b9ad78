import { Merge, MoreHorizontal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { buttonClass } from '#web/ui/button.tsx'
import { Menu, MenuItem } from '#web/ui/overlay/menu.tsx'

const MergeDialog = lazy(() => import('./merge-dialog.tsx'))

/** What is rarely done with a contact. */
export function ContactMenu({ contactId }: { contactId: string }) {
  const [merging, setMerging] = useState(false)
  return (
    <>
      <Menu
        label="More for this contact"
        trigger={
          <button
            type="button"
            aria-label="More for this contact"
            title="More"
            className={buttonClass('ghost', 'sm', 'size-7! px-0!')}
          >
            <MoreHorizontal size={17} aria-hidden="true" />
          </button>
        }
      >
        <MenuItem icon={<Merge size={16} aria-hidden="true" />} onClick={() => setMerging(true)}>
          Merge with another contact…
        </MenuItem>
      </Menu>
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog intoId={contactId} fromId={null} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </>
  )
}
