// Line icons on a 24 grid, drawn for this panel. They are decoration: the control around them carries the name.
import type { ComponentChildren } from 'preact'

function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const Bell = ({ size }: { size?: number }) => (
  <Icon size={size}>
    <path d="M4.5 15.5a7.5 7.5 0 0 1 15 0" />
    <path d="M3 15.5h18M5.5 19h13M12 8V5.5M10.2 5.2h3.6" />
  </Icon>
)
export const ChevronDown = () => (
  <Icon>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
)
export const ArrowUp = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
)
export const ArrowDown = ({ size }: { size?: number }) => (
  <Icon size={size}>
    <path d="M12 5v13.5M6 13l6 6 6-6" />
  </Icon>
)
export const Paper = () => (
  <Icon>
    <path d="M14 3H7.5A1.5 1.5 0 0 0 6 4.5v15A1.5 1.5 0 0 0 7.5 21h9a1.5 1.5 0 0 0 1.5-1.5V7zM14 3v4h4" />
  </Icon>
)
export const Check = () => (
  <Icon size={13}>
    <path d="m4.5 12.5 5 5 10-11" />
  </Icon>
)
export const Alert = () => (
  <Icon size={14}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5V13M12 16.4v.1" />
  </Icon>
)
