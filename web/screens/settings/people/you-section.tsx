import { LogOut } from 'lucide-react'
import { singleKeys } from '#web/actions/keyboard.ts'
import { runAction } from '#web/actions/registry.ts'
import { Card } from '#web/screens/settings/parts.tsx'
import { checklistDismissed } from '#web/store/checklist.ts'
import { explainBriefly } from '#web/store/explain.ts'
import { useListenable } from '#web/store/listenable.ts'
import { signOut, switchWorkspace, useMe, useMember, useWorkspace } from '#web/store/session.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { SelectField } from '#web/ui/field.tsx'
import { Switch } from '#web/ui/switch.tsx'
import { chooseTheme, type Theme, theme } from '#web/ui/theme.ts'
import { toast } from '#web/ui/toast.ts'
import { PhoneCard } from './phone-card.tsx'

const themeNames: { value: Theme; label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export default function YouSection() {
  const member = useMember()
  const workspace = useWorkspace()
  const workspaces = useMe().data?.workspaces ?? []
  const shown = useListenable(theme)
  const keysOn = useListenable(singleKeys)
  const dismissed = useListenable(checklistDismissed)
  return (
    <>
      <Card>
        <div className="flex flex-wrap items-center gap-3">
          <Avatar id={member.id} name={member.name} size={44} />
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{member.name}</p>
            <p className="text-sm text-ink-3">{member.email}</p>
          </div>
          <Button
            icon={<LogOut size={16} aria-hidden="true" />}
            onClick={() => void signOut().catch((error: unknown) => toast.fail(explainBriefly(error)))}
          >
            Sign out
          </Button>
        </div>
        {workspaces.length > 1 && (
          <SelectField
            label="Business"
            className="mt-4 max-w-80"
            value={workspace.id}
            options={workspaces.map((w) => ({ value: w.id, label: w.name }))}
            onChange={(event) => switchWorkspace(event.target.value)}
          />
        )}
      </Card>
      <PhoneCard />
      <Card title="On this device">
        <div className="space-y-4">
          <SelectField
            label="Appearance"
            className="max-w-80"
            value={shown}
            options={themeNames}
            onChange={(event) => chooseTheme(event.target.value as Theme)}
          />
          <Switch
            label="Single-key shortcuts"
            help="J, K, E, R, T and so on. Switch them off if you dictate, or press letters by accident."
            checked={keysOn}
            onChange={(on) => singleKeys.set(on)}
          />
          <Button size="sm" onClick={() => runAction('help.keys')}>
            Show all keys
          </Button>
          <Switch
            label="First steps"
            help="The card with the first steps, in the inbox while no conversation is open."
            checked={!dismissed}
            onChange={(on) => checklistDismissed.set(!on)}
          />
        </div>
      </Card>
    </>
  )
}
