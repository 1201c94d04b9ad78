import { useEffect } from 'react'
import { useCounts } from '#web/store/conversations.ts'
import { useWorkspace } from '#web/store/session.ts'

/** The tab says how much is unread, also when another tab is in front. */
export function useTitle(): void {
  const unread = useCounts().data?.unread ?? 0
  const needed = useCounts().data?.needsPerson ?? 0
  const { name } = useWorkspace()
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread > 999 ? '999+' : unread}) ` : ''}${needed > 0 ? `${needed} need${needed === 1 ? 's' : ''} a person · ` : ''}${name} · Frontdesk`
  }, [unread, needed, name])
}
