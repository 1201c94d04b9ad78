// The simulator is a screen of its own making. Where it is built in, it has a route and a place in the rail.
import type { ComponentType } from 'react'

type ScreenModule = { default: ComponentType }
const found = import.meta.glob<ScreenModule>('../simulator/index.tsx')

export const simulatorScreen: (() => Promise<ScreenModule>) | undefined = Object.values(found)[0]
