// `npm start`: configuration, the embedded database, the product, and a clean end on Ctrl-C.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('#server/run.ts')
