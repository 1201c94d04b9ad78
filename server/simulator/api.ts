// What the simulator's page asks for: customers, what lies on their devices, and everything they can do.
import { z } from 'zod'
import { clearDevice, listSimulatorMessages } from '#db/simulator.ts'
import { findWorkspace } from '#db/workspaces.ts'
import { Refusal } from '#domain/errors.ts'
import { requireAdmin } from '#http/auth.ts'
import type { App } from '#http/context.ts'
import { Id } from '#wire/api/common.ts'
import {
  DeviceId,
  DeviceSettings,
  DoorAnswers,
  SimulatorAgentCall,
  SimulatorAgentCallBody,
  SimulatorCall,
  SimulatorCallBody,
  SimulatorGestureBody,
  SimulatorInboxBody,
  SimulatorItem,
  SimulatorMailBody,
  SimulatorOverview,
  SimulatorReadBody,
  SimulatorReviewBody,
  SimulatorTextBody,
  SimulatorThread,
} from '#wire/simulator.ts'
import { reportAgentCall } from './customer/agent-call.ts'
import { takeStep } from './customer/call.ts'
import { gesture } from './customer/gesture.ts'
import { removeReview, writeReview } from './customer/review.ts'
import { sendMail } from './customer/send-mail.ts'
import { openLine, sendText } from './customer/send-text.ts'
import { findConversationsOf, listDevices } from './device-list.ts'
import { loadDeviceSettings, publicSettings, saveDeviceSettings } from './device-settings.ts'
import { type Customer, findCustomer } from './devices.ts'
import { findDeviceFile } from './files.ts'
import { getMet, getSimulated, listSimulated } from './inboxes.ts'
import { presentItem, presentItems, readText } from './items.ts'
import type { Network } from './network.ts'
import { addInbox, listOffers } from './offers.ts'
import type { Outside } from './outside.ts'

const Params = z.object({ id: DeviceId })
const tags = ['simulator']
/** A picture of 5 MB in base64, and what is around it. */
const PICTURE_BODY = 7_500_000
const SHOWABLE = /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|audio\/|video\/(mp4|webm))/

export function simulatorApi(app: App, outside: Outside, network: Network): void {
  const { store, auth, flow } = outside.http

  app.get(
    '/',
    {
      schema: {
        tags,
        summary: 'The simulated customers, and the inboxes they can write to',
        response: { 200: SimulatorOverview },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const [workspace, inboxes, devices, offers] = await Promise.all([
        findWorkspace(store, workspaceId),
        listSimulated(outside, workspaceId),
        listDevices(outside, workspaceId),
        listOffers(outside, workspaceId),
      ])
      return { business: workspace?.name ?? '', devices, inboxes, offers }
    },
  )

  app.post(
    '/inboxes',
    {
      schema: {
        tags,
        summary: 'Connect a made-up account of a provider to the simulator, to try its channel',
        body: SimulatorInboxBody,
        response: { 201: z.object({ id: Id }) },
      },
    },
    async (request, reply) => {
      const principal = await auth.require(request)
      requireAdmin(principal)
      const { workspaceId, actor } = principal
      return reply.code(201).send({ id: await addInbox(outside, workspaceId, actor.id, request.body) })
    },
  )

  app.get(
    '/devices/:id/items',
    {
      schema: { tags, summary: 'What lies on a device', params: Params, response: { 200: SimulatorThread } },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      const rows = await listSimulatorMessages(store, workspaceId, customer.id)
      return {
        items: presentItems(rows),
        conversations: await findConversationsOf(outside, workspaceId, customer, rows),
      }
    },
  )

  app.post(
    '/devices/:id/texts',
    {
      bodyLimit: PICTURE_BODY,
      schema: {
        tags,
        summary: 'Text the business as this customer, through the provider’s webhook',
        params: Params,
        body: SimulatorTextBody,
        response: { 201: SimulatorItem },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const line = await openLine(outside, workspaceId, getCustomer(request.params.id), request.body.inboxId)
      return reply.code(201).send(presented(await sendText(line, request.body)))
    },
  )

  app.post(
    '/devices/:id/calls',
    {
      schema: {
        tags,
        summary: 'Call the business as this customer, step by step, through the provider’s webhook',
        params: Params,
        body: SimulatorCallBody,
        response: { 200: SimulatorCall },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      const account = await getMet(outside, workspaceId, request.body.inboxId, ['calls'])
      if (!customer.phone) throw new Refusal('no_address', 'This customer has no telephone.')
      return takeStep({ outside, account, customer: customer.phone }, request.body)
    },
  )

  app.post(
    '/devices/:id/gestures',
    {
      schema: {
        tags,
        summary: 'React to a message, edit it, take it back, or tap a button under it',
        params: Params,
        body: SimulatorGestureBody,
        response: { 201: z.object({ item: SimulatorItem, answers: DoorAnswers }) },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const done = await gesture(outside, workspaceId, getCustomer(request.params.id), request.body)
      return reply.code(201).send({ item: presented(done.row), answers: done.answers })
    },
  )

  app.post(
    '/devices/:id/agent-calls',
    {
      schema: {
        tags,
        summary: 'An AI agent has had a call with this customer: its provider reports it',
        params: Params,
        body: SimulatorAgentCallBody,
        response: { 201: SimulatorAgentCall },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      return reply.code(201).send(await reportAgentCall(outside, workspaceId, customer, request.body))
    },
  )

  app.post(
    '/devices/:id/reviews',
    {
      schema: {
        tags,
        summary: 'Write a public review as this customer, or change the one that stands',
        params: Params,
        body: SimulatorReviewBody,
        response: { 201: SimulatorItem },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      return reply.code(201).send(presented(await writeReview(outside, workspaceId, customer, request.body)))
    },
  )

  app.delete(
    '/devices/:id/reviews/:inboxId',
    {
      schema: {
        tags,
        summary: 'Take the customer’s review down. The provider tells nobody',
        params: Params.extend({ inboxId: Id }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const { id, inboxId } = request.params
      await removeReview(outside, workspaceId, getCustomer(id), inboxId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/devices/:id/mails',
    {
      schema: {
        tags,
        summary: 'Mail the business as this customer, over SMTP',
        params: Params,
        body: SimulatorMailBody,
        response: { 201: SimulatorItem },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const row = await sendMail(outside, workspaceId, getCustomer(request.params.id), request.body)
      return reply.code(201).send(presented(row))
    },
  )

  app.post(
    '/devices/:id/read',
    {
      schema: {
        tags,
        summary: 'The customer looks at the texts of an inbox: those that can be, are reported as read',
        params: Params,
        body: SimulatorReadBody,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      const { account } = await getSimulated(outside, workspaceId, request.body.inboxId)
      const rows = await listSimulatorMessages(store, workspaceId, customer.id)
      for (const row of rows) {
        const text = readText(row)
        const unread =
          row.direction === 'to_customer' && text?.inboxId === account.id && text.status === 'delivered'
        if (unread) await network.read(account, row)
      }
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/devices/:id/settings',
    {
      schema: {
        tags,
        summary: 'How a device treats what it gets: receipts, failures, carrier',
        params: Params,
        body: DeviceSettings,
        response: { 200: DeviceSettings },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const customer = getCustomer(request.params.id)
      // Switched off, the carrier also forgets whom it refused.
      const change = request.body.carrierKeywords ? request.body : { ...request.body, refuses: [] }
      await saveDeviceSettings(store, workspaceId, customer.id, flow.clock.now(), change)
      return publicSettings(await loadDeviceSettings(store, workspaceId, customer.id))
    },
  )

  app.delete(
    '/devices/:id/items',
    {
      schema: {
        tags,
        summary: 'Empty a device. The conversations in the inbox stay',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      await clearDevice(store.db, workspaceId, getCustomer(request.params.id).id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/files/:id',
    {
      schema: {
        tags,
        summary: 'A picture or attachment on a device',
        params: z.object({ id: Id }),
        querystring: z.object({ workspace: z.string().max(64).optional() }),
      },
    },
    async (request, reply) => {
      const { workspaceId } = await auth.require(request)
      const file = await findDeviceFile(store, workspaceId, request.params.id)
      if (!file) throw new Refusal('not_found', 'There is no such file on the devices.')
      const disposition = SHOWABLE.test(file.type) ? 'inline' : 'attachment'
      return reply
        .header('content-type', file.type)
        .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=3600')
        .send(file.content)
    },
  )
}

function getCustomer(device: string): Customer {
  const customer = findCustomer(device)
  if (!customer)
    throw new Refusal(
      'not_found',
      'There is no such device. Name one of the list, a phone number or a mail address.',
    )
  return customer
}

function presented(row: Parameters<typeof presentItem>[0]): SimulatorItem {
  const item = presentItem(row)
  if (!item) throw new Error('an item of the simulator has no readable body')
  return item
}
