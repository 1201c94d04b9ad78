// Me: the button is here at once, its menu comes when somebody reaches for it.
import { lazy, Suspense, useState } from 'react'
import { useMember } from '#web/store/session.ts'
import { Avatar } from '#web/ui/avatar.tsx'

const load = () => import('./member-menu.tsx')
const MemberMenu = lazy(load)

export const memberButtonClass =
  'flex h-10 w-full items-center gap-2.5 rounded-md px-1.5 text-start text-base font-medium text-ink-2 hover:bg-hover hover:text-ink data-popup-open:bg-hover'

export function RailMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const [wanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={memberButtonClass}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
      aria-haspopup="menu"
    >
      <MemberButtonFace />
    </button>
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <MemberMenu onShowKeys={onShowKeys} />
    </Suspense>
  )
}

export function MemberButtonFace() {
  const member = useMember()
  return (
    <>
      <Avatar id={member.id} name={member.name} size={28} />
      <span className="sr-only min-w-0 flex-1 truncate wide:not-sr-only">{member.name}</span>
    </>
  )
}
