// What was said in a voice note, kept with its file.
import { query, type Tx } from './pool.ts'

/**
 * Puts the words beside the file of a message, whatever else has happened to its attachments meanwhile. False where the
 * message was taken back or the file is gone.
 */
export async function saveTranscript(
  tx: Tx,
  workspaceId: string,
  messageId: string,
  fileId: string,
  transcript: string,
): Promise<boolean> {
  const rows = await query(
    tx,
    `update messages set attachments = (
       select jsonb_agg(case when a ->> 'id' = $3 then a || jsonb_build_object('transcript', $4::text) else a end order by n)
       from jsonb_array_elements(attachments) with ordinality as t (a, n))
     where workspace_id = $1 and id = $2 and unsent_at is null and attachments @> jsonb_build_array(jsonb_build_object('id', $3::text))
     returning id`,
    [workspaceId, messageId, fileId, transcript],
  )
  return rows.length === 1
}
