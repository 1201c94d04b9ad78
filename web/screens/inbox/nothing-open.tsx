export default function NothingOpen() {
  return null
}
