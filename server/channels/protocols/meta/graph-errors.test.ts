import { describe, expect, it } from 'vitest'
import { describeGraphError, firstGraphError, isPassing, readGraphError } from './graph-errors.ts'

const refusal = (error: Record<string, unknown>) => ({
  error: { message: 'm', type: 'OAuthException', ...error },
})

describe('errors of the Graph API', () => {
  it('are read from their envelope, the details before the message', () => {
    expect(
      readGraphError(
        refusal({
          code: 131009,
          error_subcode: 2494010,
          error_data: { details: ' Too\n long ' },
        }),
      ),
    ).toEqual({ code: 131009, subcode: 2494010, said: 'Too long' })
    expect(readGraphError(refusal({ code: '190' }))).toEqual({
      code: 190,
      subcode: null,
      said: 'm',
    })
  })

  it.each([
    [null],
    ['<h1>Bad gateway</h1>'],
    [{}],
    [{ error: 'no' }],
    [{ error: {} }],
    [{ error: { code: 'x' } }],
    [[]],
  ])('are not found in %j', (json) => {
    expect(readGraphError(json)).toBeNull()
  })

  it('are read with what is odd in them', () => {
    expect(readGraphError({ error: { code: 1, message: 7, error_data: 'text' } })).toEqual({
      code: 1,
      subcode: null,
      said: null,
    })
  })

  it('come as lists in webhooks', () => {
    expect(firstGraphError([{ code: 131026, title: 'Undeliverable' }, { code: 1 }])).toMatchObject({
      code: 131026,
      said: 'Undeliverable',
    })
    for (const none of [[], null, undefined, 'x', [7]]) expect(firstGraphError(none)).toBeNull()
  })

  const error = (code: number, said: string | null = null) => ({
    code,
    subcode: null,
    said,
  })

  it('are told in words: the product’s own first, then what all share, then Meta’s', () => {
    const codes = { 10: { reason: 'Own words', action: 'Act', effect: 'opted_out' as const } }
    expect(describeGraphError(error(10), codes)).toEqual({
      error: { code: '10', reason: 'Own words', action: 'Act' },
      effect: 'opted_out',
    })
    expect(describeGraphError(error(10)).error.reason).toMatch(/permission/)
    for (const code of [200, 230, 299])
      expect(describeGraphError(error(code)).error.reason).toMatch(/permission/)
    expect(describeGraphError(error(190)).error.reason).toMatch(/token/)
    expect(describeGraphError(error(300, 'Because.')).error).toMatchObject({
      code: '300',
      reason: 'Meta refused the message (error 300): Because.',
    })
    expect(describeGraphError(error(300)).error.reason).toBe('Meta refused the message (error 300)')
  })

  it('pass by themselves only where Meta did not act', () => {
    expect([2, 4, 80007].every((code) => isPassing(error(code)))).toBe(true)
    expect([0, 1, 10, 100, 190, 200, 368].some((code) => isPassing(error(code)))).toBe(false)
  })
})
