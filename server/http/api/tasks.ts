import { z } from 'zod'
import { findContact } from '#db/contacts.ts'
import { findConversation } from '#db/conversation-list.ts'
import { appendEvents } from '#db/events.ts'
import { findMember } from '#db/members.ts'
import type { Tx } from '#db/pool.ts'
import {
  changeTask,
  countTasks,
  deleteTask,
  findTask,
  insertTask,
  listTasks,
  setTaskDone,
  type TaskRecord,
} from '#db/tasks.ts'
import { Refusal } from '#domain/errors.ts'
import type { App, Http } from '#http/context.ts'
import { followContact } from '#http/survivor.ts'
import { presentTask } from '#present/review.ts'
import { Id } from '#wire/api/common.ts'
import { TaskBody, TaskList, TaskPatch, TaskQuery, TaskWire } from '#wire/api/reviews.ts'

const Params = z.object({ id: Id })
const tags = ['tasks']

export function taskRoutes(app: App, http: Http): void {
  const { store, auth, flow } = http

  const mustFind = async (tx: Tx, workspaceId: string, id: string): Promise<TaskRecord> => {
    const task = await findTask(tx, workspaceId, id)
    if (!task) throw new Refusal('not_found', 'There is no such task.')
    return task
  }
  const changed = (
    tx: Tx,
    workspaceId: string,
    actor: string,
    task: Pick<TaskRecord, 'id' | 'contact_id' | 'conversation_id'>,
  ) =>
    appendEvents(tx, workspaceId, [
      {
        type: 'task.changed',
        conversationId: task.conversation_id,
        contactId: task.contact_id,
        actor,
        data: { taskId: task.id },
      },
    ])
  const memberOf = async (tx: Tx, workspaceId: string, id: string | null) => {
    if (id === null) return null
    const member = await findMember(tx, workspaceId, id)
    if (!member) throw new Refusal('invalid_input', 'There is no such member to give it to.')
    return { id, name: member.name }
  }

  app.get(
    '/tasks',
    {
      schema: {
        tags,
        summary: 'What was promised and put down, what is due first at the top',
        querystring: TaskQuery,
        response: { 200: TaskList },
      },
    },
    async (request) => {
      const { workspaceId } = await auth.require(request)
      const filter = { ...request.query }
      if (filter.contactId) filter.contactId = await followContact(store, workspaceId, filter.contactId)
      const [rows, counts] = await Promise.all([
        listTasks(store.db, workspaceId, filter),
        countTasks(store, workspaceId, flow.clock.now()),
      ])
      return { items: rows.map(presentTask), ...counts }
    },
  )

  app.post(
    '/tasks',
    { schema: { tags, summary: 'Put a task down', body: TaskBody, response: { 201: TaskWire } } },
    async (request, reply) => {
      const { workspaceId, actor, reader } = await auth.require(request)
      const { conversationId, text, dueAt, assignedTo } = request.body
      const contactId = await followContact(store, workspaceId, request.body.contactId)
      const contact = await findContact(store, workspaceId, contactId)
      if (!contact) throw new Refusal('not_found', 'There is no such contact.')
      const conversation = conversationId
        ? await findConversation(store, workspaceId, reader, conversationId)
        : null
      if (conversationId && conversation?.contact_id !== contact.id)
        throw new Refusal('not_found', 'There is no such conversation with this contact.')
      const id = flow.ids.next('tsk')
      const task = await store.transaction(async (tx) => {
        await insertTask(tx, workspaceId, {
          id,
          contactId: contact.id,
          conversationId: conversationId ?? null,
          text,
          due: dueAt ? new Date(dueAt) : null,
          assigned: await memberOf(tx, workspaceId, assignedTo),
          by: { id: actor.id, name: actor.name },
          at: flow.clock.now(),
        })
        const made = await mustFind(tx, workspaceId, id)
        await changed(tx, workspaceId, actor.id, made)
        return made
      })
      return reply.code(201).send(presentTask(task))
    },
  )

  app.patch(
    '/tasks/:id',
    {
      schema: {
        tags,
        summary: 'Change a task: its words, its time (snooze), who does it, whether it is done',
        params: Params,
        body: TaskPatch,
        response: { 200: TaskWire },
      },
    },
    async (request) => {
      const { workspaceId, actor } = await auth.require(request)
      const { text, dueAt, assignedTo, done } = request.body
      const { id } = request.params
      const at = flow.clock.now()
      return store.transaction(async (tx) => {
        await mustFind(tx, workspaceId, id)
        if (text !== undefined || dueAt !== undefined || assignedTo !== undefined)
          await changeTask(
            tx,
            workspaceId,
            id,
            {
              ...(text !== undefined && { text }),
              ...(dueAt !== undefined && { due: dueAt ? new Date(dueAt) : null }),
              ...(assignedTo !== undefined && { assigned: await memberOf(tx, workspaceId, assignedTo) }),
            },
            at,
          )
        if (done !== undefined)
          await setTaskDone(tx, workspaceId, id, done ? { at, by: actor.id, name: actor.name } : null)
        const task = await mustFind(tx, workspaceId, id)
        await changed(tx, workspaceId, actor.id, task)
        return presentTask(task)
      })
    },
  )

  app.delete(
    '/tasks/:id',
    {
      schema: {
        tags,
        summary: 'Take a task away; its promise makes no new one',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { workspaceId, actor } = await auth.require(request)
      await store.transaction(async (tx) => {
        const task = await mustFind(tx, workspaceId, request.params.id)
        await deleteTask(tx, workspaceId, task.id, flow.clock.now())
        await changed(tx, workspaceId, actor.id, task)
      })
      return reply.code(204).send(null)
    },
  )
}
