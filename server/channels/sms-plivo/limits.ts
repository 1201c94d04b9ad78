// What one message can carry at Plivo.

/** Of GSM-7; where one character is outside it, the whole message is UCS-2. */
export const MAX_TEXT = 1_600
export const MAX_UNICODE_TEXT = 737
export const MAX_FILE_COUNT = 10
export const MAX_FILE_BYTES = 2_000_000
export const MAX_TOTAL_BYTES = 5_000_000
