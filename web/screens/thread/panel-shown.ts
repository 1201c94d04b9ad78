import { stored } from '#web/store/listenable.ts'

/** Does the contact stand beside the thread? Only asked where there is room; kept per browser. */
export const panelShown = stored<boolean>('frontdesk.panel', (raw) => raw !== false)
