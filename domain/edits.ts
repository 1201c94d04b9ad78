/** Do two texts say the same but for spaces, case and marks? Then an edit is no reason to answer again. */
export function saysTheSame(before: string, after: string): boolean {
  return bare(before) === bare(after)
}

function bare(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{Extended_Pictographic}]+/gu)
      ?.join(' ') ?? ''
  )
}
