// All doors of the simulator: the provider's API, the page's API, the demo web site.
import type { App } from '#http/context.ts'
import { simulatorApi } from './api.ts'
import type { Outside } from './outside.ts'
import { simulatedSite } from './site.ts'
import { providerApi } from './twilio/api.ts'
import { createCarrier } from './twilio/carrier.ts'

/** Adds the simulator to the server. */
export async function simulatorRoutes(app: App, outside: Outside): Promise<void> {
  const carrier = createCarrier(outside)
  app.addHook('onClose', () => carrier.stop())
  await app.register(async (scope) => providerApi(scope, outside, carrier), { prefix: '/simulator/twilio' })
  await app.register(async (scope) => simulatorApi(scope, outside, carrier), { prefix: '/api/v1/simulator' })
  await app.register(async (scope) => simulatedSite(scope, outside), { prefix: '/simulator' })
}
