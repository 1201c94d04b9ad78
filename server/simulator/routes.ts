// All doors of the simulator: the providers' APIs, the files of its phones, the page's API, the demo web site.
import type { App } from '#http/context.ts'
import { simulatorApi } from './api.ts'
import { createNetwork } from './network.ts'
import type { Outside } from './outside.ts'
import { providers } from './registry.ts'
import { simulatedSite } from './site.ts'
import { simulatedStorage } from './storage.ts'

/** The largest file that a provider takes here, and what is around it. */
const MAX_BODY = 34_000_000

/** Adds the simulator to the server. */
export async function simulatorRoutes(app: App, outside: Outside): Promise<void> {
  const network = createNetwork(outside)
  app.addHook('onClose', () => network.stop())
  for (const { provider, routes } of providers)
    await app.register(
      async (scope) => {
        // Each protocol has forms of its own: bodies are given on as they came.
        scope.removeAllContentTypeParsers()
        scope.addContentTypeParser(
          '*',
          { parseAs: 'buffer', bodyLimit: MAX_BODY },
          (_request, body, parsed) => parsed(null, body),
        )
        routes(scope, network.world)
      },
      { prefix: `/simulator/${provider}` },
    )
  await app.register(async (scope) => simulatorApi(scope, outside, network), { prefix: '/api/v1/simulator' })
  await app.register(async (scope) => simulatedSite(scope, outside), { prefix: '/simulator' })
  await app.register(async (scope) => simulatedStorage(scope, outside), { prefix: '/simulator' })
}
