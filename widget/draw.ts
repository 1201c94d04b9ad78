// The elements. Made one by one, never from a string of HTML: pages that enforce Trusted Types refuse those.

/** The widget's elements, not yet on the page. As a list, because names of properties are not shortened. */
export function draw() {
  const host = document.createElement('frontdesk-widget')
  const root = host.attachShadow({ mode: 'closed' })
  const badge = document.createElement('b')
  const status = document.createElement('i')
  const panel = document.createElement('dialog')
  const button = document.createElement('button')
  const side = document.createElement('div')
  status.role = 'status'
  panel.id = 'panel'
  button.setAttribute('aria-controls', 'panel')
  button.append(picture(talk), picture(down), badge)
  side.append(button, panel, status)
  root.append(side)
  return [root, host, side, button, badge, status, panel] as const
}

const talk =
  'M12 4c5 0 9 3 9 7.4s-4 7.4-9 7.4l-2.6-.3-4 2 .6-3.7a7 7 0 0 1-3-5.4C3 7 7 4 12 4ZM8.3 12.2c2 2.6 5.4 2.6 7.4 0'
const down = 'm6 9.5 6 6 6-6'

function picture(line: string): Element {
  const make = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag)
  const svg = make('svg')
  const path = make('path')
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', line)
  svg.append(path)
  return svg
}
