// What one message can carry at Vonage. Where documentation and carriers differ, the narrower.

export const MAX_TEXT = 1_000
/** Each message type of MMS holds one file. */
export const MAX_FILE_COUNT = 1
/** What US carriers take without changing it. */
export const MAX_FILE_BYTES = 600_000
