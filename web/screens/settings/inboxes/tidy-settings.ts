import type { SettingField } from '#domain/channel.ts'

/** Settings as they are sent: without empty texts and blank lines. */
export function tidySettings(
  fields: SettingField[],
  values: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = values[name]
      if (value === undefined) return []
      if (type === 'list' && Array.isArray(value))
        return [[name, value.map((line) => String(line).trim()).filter((line) => line !== '')]]
      if (type === 'number' || type === 'boolean') return [[name, value]]
      return [[name, typeof value === 'string' ? value.trim() : value]]
    }),
  )
}

/** The fields that matter with these values: some are for one choice of another field only. */
export function shownFields(fields: SettingField[], values: Record<string, unknown>): SettingField[] {
  return fields.filter(({ when }) => {
    const value = when && values[when.field]
    return !when || when.is.includes(typeof value === 'string' ? value : '')
  })
}
