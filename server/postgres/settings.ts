// How the embedded server is set: small when idle, durable always. Every value that is not PostgreSQL's default
// has its reason beside it; the same text goes into the configuration file that the server reads.
import { randomBytes } from 'node:crypto'
import { chmod, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const USER = 'frontdesk'
export const DATABASE = 'frontdesk'

/** Where the server listens: a socket in a private folder, or loopback where sockets do not work. */
export type Listening = { kind: 'socket'; folder: string; port: number } | { kind: 'loopback'; port: number }

type Setting = [name: string, value: string | number, why: string]

const COMMON: Setting[] = [
  // memory and processes
  ['max_connections', 60, 'a pool of ten per process; each slot costs shared memory even when unused'],
  [
    'superuser_reserved_connections',
    0,
    'no superuser can connect (see pg_hba.conf), so none needs a reserve',
  ],
  [
    'shared_buffers',
    '128MB',
    'memory is only taken when touched: 4 MB more than 64MB when idle, twice the cache',
  ],
  ['huge_pages', 'off', 'trying them reserves memory at once on machines that have them'],
  [
    'maintenance_work_mem',
    '64MB',
    'index builds and vacuum; the default, said here because it bounds memory',
  ],
  ['autovacuum_max_workers', 2, 'two cores: a third would only compete with customers'],
  ['autovacuum_worker_slots', 2, 'slots beyond the workers cost memory'],
  ['max_worker_processes', 4, 'slots cost memory; only index builds use them here'],
  [
    'max_parallel_workers_per_gather',
    0,
    'many small queries at once: parallel plans take the cores from each other, and need more of /dev/shm than containers give',
  ],
  [
    'io_method',
    'sync',
    'measured against worker: same idle memory, same speed of index reads, three processes fewer',
  ],
  ['jit', 'off', 'compiling a plan takes longer than our queries, and the programs come without LLVM'],
  // replication, which this server does not do
  ['wal_level', 'minimal', 'nobody replicates from here; a bulk load into a new table skips the log'],
  ['max_wal_senders', 0, 'required by wal_level = minimal'],
  ['max_replication_slots', 0, 'none can exist without senders'],
  ['max_logical_replication_workers', 0, 'saves the launcher process'],
  // disk
  ['max_wal_size', '1GB', 'the default: bounds the disk space, and the time of recovery after a kill'],
  [
    'checkpoint_timeout',
    '15min',
    'after a checkpoint each page is logged whole once: fewer checkpoints, less written',
  ],
  ['random_page_cost', 1.1, 'solid state disks read anywhere at the same price'],
  ['commit_delay', 0, 'messages are written in batches already; waiting would only add to each'],
  // access
  ['unix_socket_permissions', '0700', 'only the account that runs the server, and root'],
  ['password_encryption', 'scram-sha-256', 'the default, said here because pg_hba.conf relies on it'],
  // text and time: never what the machine happens to have
  ['timezone', 'UTC', 'times are stored and compared in UTC; people see theirs in the app'],
  ['log_timezone', 'UTC', 'like our own log'],
  ['lc_messages', 'C', 'the supervisor reads some messages'],
  // log: to standard error, which we read
  ['log_line_prefix', '', 'our log adds time and process'],
  [
    'log_min_messages',
    'warning',
    'of the background processes; the app role logs no errors of its own (init-cluster.ts)',
  ],
  ['log_min_error_statement', 'panic', 'statements carry what customers wrote'],
  ['log_error_verbosity', 'terse', 'the detail of an error carries row values'],
  ['log_parameter_max_length', 0, 'parameters are what customers wrote'],
  ['log_checkpoints', 'off', 'noise'],
]

const DURABLE: Setting[] = [
  ['fsync', 'on', 'an acknowledged message survives a power failure'],
  ['synchronous_commit', 'on', 'acknowledged means on disk'],
  ['full_page_writes', 'on', 'a page torn by a power failure is repaired'],
]

const THROWAWAY: Setting[] = [
  ['fsync', 'off', 'a test cluster that nobody keeps'],
  ['synchronous_commit', 'off', 'a test cluster that nobody keeps'],
  ['full_page_writes', 'off', 'a test cluster that nobody keeps'],
  ['max_connections', 200, 'several test files at once, each with its pool'],
  ['autovacuum', 'off', 'it would make the timing of tests uneven'],
]

/**
 * Writes the two configuration files into `home` and returns their paths. They are written at every start, so a
 * new version brings its settings along, and are not meant to be edited.
 */
export async function writeSettings(
  home: string,
  options: { listening: Listening; durable: boolean },
): Promise<{ config: string }> {
  const config = join(home, 'postgresql.conf')
  const hba = join(home, 'pg_hba.conf')
  await replaceFile(hba, hbaText(options.listening))
  await replaceFile(config, configText({ ...options, hba }))
  return { config }
}

/** The text of postgresql.conf. */
export function configText(options: { listening: Listening; durable: boolean; hba: string }): string {
  const { listening, durable, hba } = options
  const where: Setting[] = [
    ['hba_file', hba, 'written beside this file'],
    [
      'port',
      listening.port,
      listening.kind === 'socket' ? 'only a part of the name of the socket' : 'a free one',
    ],
    ['listen_addresses', listening.kind === 'socket' ? '' : '127.0.0.1', 'nobody from outside'],
    [
      'unix_socket_directories',
      listening.kind === 'socket' ? listening.folder : '',
      'a folder nobody else may enter',
    ],
  ]
  // What comes later in the file wins.
  const settings = [...where, ...COMMON, ...(durable ? DURABLE : THROWAWAY)]
  return [
    '# Written at every start: changes made here are lost. To set PostgreSQL yourself, run your own server and',
    '# name it in DATABASE_URL.',
    ...settings.map(([name, value, why]) => `${name} = ${quote(value)}  # ${why}`),
    '',
  ].join('\n')
}

function hbaText(listening: Listening): string {
  return [
    '# Only the role of the app, only with its password. The superuser has none and cannot connect: what needs one',
    '# is done in single-user mode while the server is down.',
    listening.kind === 'socket'
      ? `local all ${USER} scram-sha-256`
      : `host all ${USER} 127.0.0.1/32 scram-sha-256`,
    '',
  ].join('\n')
}

function quote(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}

/** Through a new file: root must not write through a link that somebody placed under this name. */
async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  // Readable for the account that runs the server, whatever the umask; there is no secret in it.
  await writeFile(aside, text, { flag: 'wx' })
  await chmod(aside, 0o644)
  await rename(aside, path)
}
