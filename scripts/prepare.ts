// Runs at the end of `npm ci`: builds the inbox and the widget, so that the first `npm start` serves at once. A build
// that fails here is not the end: the start builds again and says what is wrong.
import { ensureBuilt } from '#server/build.ts'

await ensureBuilt({ fresh: true }).catch((error: unknown) => {
  console.warn(`The web app was not built: ${error instanceof Error ? error.message : String(error)}`)
})
