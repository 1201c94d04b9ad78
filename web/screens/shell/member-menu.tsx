import { Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { explainBriefly } from '#web/store/explain.ts'
import { useListenable } from '#web/store/listenable.ts'
import { signOut, switchWorkspace, useMe } from '#web/store/session.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '#web/ui/overlay/menu.tsx'
import { chooseTheme, type Theme, theme } from '#web/ui/theme.ts'
import { toast } from '#web/ui/toast.ts'
import { MemberButtonFace, memberButtonClass } from './rail-menu.tsx'

const themeOptions = [
  { value: 'system', label: 'Like the system', icon: <Monitor size={16} aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun size={16} aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={16} aria-hidden="true" /> },
] as const satisfies readonly { value: Theme; label: string; icon: React.ReactNode }[]

/** Opens at once: it is only loaded when somebody has clicked. */
export default function MemberMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const chosen = useListenable(theme)
  const { data } = useMe()
  const workspaces = data?.workspaces ?? []
  return (
    <Menu
      defaultOpen
      side="top"
      align="start"
      label="You and this app"
      trigger={
        <button type="button" className={memberButtonClass}>
          <MemberButtonFace />
        </button>
      }
    >
      {workspaces.length > 1 && (
        <>
          <MenuChoice
            label="Business"
            value={data?.workspace?.id ?? ''}
            options={workspaces.map((w) => ({ value: w.id, label: w.name }))}
            onChange={switchWorkspace}
          />
          <MenuSeparator />
        </>
      )}
      <MenuChoice label="Appearance" value={chosen} options={themeOptions} onChange={chooseTheme} />
      <MenuSeparator />
      <MenuItem
        icon={<Keyboard size={16} aria-hidden="true" />}
        hint={<kbd className="font-sans text-xs text-ink-3">?</kbd>}
        onClick={onShowKeys}
      >
        Keyboard shortcuts
      </MenuItem>
      <MenuItem
        icon={<LogOut size={16} aria-hidden="true" />}
        onClick={() => void signOut().catch((error: unknown) => toast.fail(explainBriefly(error)))}
      >
        Sign out
      </MenuItem>
    </Menu>
  )
}
