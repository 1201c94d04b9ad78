// Kinds of columns: what is read, and what may be written.
import type { ColumnType } from 'kysely'

export type Json<T> = ColumnType<T, string, string>
export type Time = ColumnType<Date, Date | string, Date | string>
export type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Made = ColumnType<Date, Date | string | undefined, Date | string>
