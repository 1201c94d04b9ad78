import { ConciergeBell } from 'lucide-react'

/** The bell on the desk: our mark, and the sign of everything the AI front desk wrote. */
export function Bell({ size = 16, className }: { size?: number; className?: string }) {
  return <ConciergeBell size={size} strokeWidth={2.1} className={className} aria-hidden="true" />
}
