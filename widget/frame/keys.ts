// Whether the visitor's keys come to this frame. Only the page around it moves the focus in here: were the frame to take it
// at the same moment, from a process of its own, browser and frame could each end up believing something else, and
// what the visitor types would reach nobody.

let here = false
addEventListener('focus', () => {
  here = true
})
addEventListener('blur', () => {
  here = false
})

/** Runs `act` once, as soon as the keys come here: at once if they do already. Returns how to call it off. */
export function whenKeysComeHere(act: () => void): () => void {
  if (here) act()
  else addEventListener('focus', act, { once: true })
  return () => removeEventListener('focus', act)
}
