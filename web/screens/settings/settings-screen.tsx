export default function X(_: { section: string | null }) {
  return null
}
