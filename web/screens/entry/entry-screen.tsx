export default function EntryScreen(_: { first: boolean }) {
  return null
}
