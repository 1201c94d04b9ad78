// From an agent to how far it goes: said in a sentence, changed in its own part of the settings.
import { ShieldCheck } from 'lucide-react'
import type { AutonomyMode } from '#domain/autonomy.ts'
import { nameMode, sayMode } from '#domain/autonomy-words.ts'
import { Link } from '#web/router/link.tsx'
import { settingsPath } from '#web/router/routes.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { buttonClass } from '#web/ui/button.tsx'

export function AutonomyLink({ mode, rules }: { mode: AutonomyMode; rules: number }) {
  return (
    <Card
      title="How far it goes"
      action={
        <Link href={settingsPath('autonomy')} className={buttonClass('secondary', 'sm')}>
          Change
        </Link>
      }
    >
      <p className="flex items-start gap-2.5">
        <ShieldCheck size={17} className="mt-0.5 shrink-0 text-accent-ink" aria-hidden="true" />
        <span>
          <span className="font-medium">{nameMode(mode)}</span>: {sayMode(mode)}
          {rules > 0 && `, with ${rules} ${rules === 1 ? 'exception' : 'exceptions'}`}.
        </span>
      </p>
    </Card>
  )
}
