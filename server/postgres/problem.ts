// Why the embedded database cannot start. Expected troubles of real machines, each with what to do about it.

export type ProblemCode =
  | 'folder_in_use'
  | 'folder_not_usable'
  | 'no_account'
  | 'not_reachable'
  | 'wrong_owner'
  | 'wrong_version'
  | 'database_missing'
  | 'wrong_password'
  | 'no_binaries'
  | 'init_failed'
  | 'start_failed'

/** The message is complete, in plain words, and meant for the person at the terminal: print it without stack. */
export class PostgresProblem extends Error {
  override name = 'PostgresProblem'
  readonly code: ProblemCode
  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Whether an error of Node carries this code, such as ENOENT. */
export function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
