// Bytes as text, and Markdown as the plain text that is searched: headings stay marked, the rest loses its marks.

/** UTF-8, UTF-16 with its mark, or the old western encoding where it is neither. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Markdown with its headings and list marks, without links' addresses, pictures, emphasis, comments and front matter. */
export function plainMarkdown(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/^---\n[\s\S]{0,5000}?\n---\n/, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^(`{3,}|~{3,}).*$/gm, '')
      .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)/g, '')
      .replace(/\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)/g, '$1')
      .replace(/^\[[^\]\n]{1,100}\]:\s.*$/gm, '')
      .replace(/(\*\*|__)(?=\S)([^\n]{1,500}?\S)\1/g, '$2')
      .replace(/(?<![\w*])[*_](?=\S)([^\n*_]{1,300}?\S)[*_](?![\w*])/g, '$1')
      .replace(/`([^`\n]{1,300})`/g, '$1')
      // "Heading\n=====" as the other way of writing them.
      .replace(/^([^\n]{1,200})\n={3,}$/gm, '# $1')
      .replace(/^([^\n]{1,200})\n-{3,}$/gm, '## $1')
      .replace(/^\|?[\s:|-]{5,}\|?$/gm, '')
      .trim()
  )
}
