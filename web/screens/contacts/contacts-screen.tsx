export default function X(_: { openId: string | null }) {
  return null
}
